import { afterTaskEnd, type RequestEnd } from "../domain/after-task-end.ts";
import { type CallbackTask, keyOf, withNext } from "../domain/callback-task.ts";
import type { ServedCall } from "../domain/served.ts";
import { Followers, sweepsSince, sweptUntil } from "../domain/sweep.ts";
import type { TaskEvent } from "../domain/task-event.ts";
import { Rejected, Unavailable } from "../ports/faults.ts";
import type { TaskHistory } from "../ports/task-history.ts";
import type { Announce } from "./announce.ts";
import type { FollowEnd } from "./follow-end.ts";
import type { NoteServed } from "./note-served.ts";
import type { OnceNeeds } from "./once/needs.ts";
import { tidyRequest } from "./once/tidy-request.ts";
import { noteSwept, readSwept } from "./swept.ts";

export type SweepStep =
  /** The queue ended its task; the request goes on in the next one. In a rehearsal: it would. */
  | { readonly kind: "followed"; readonly taskId: string; readonly nextId?: string }
  | { readonly kind: "ended"; readonly taskId: string; readonly end: RequestEnd }
  /** The queue ended it too soon: a sweep after that moment follows it. */
  | { readonly kind: "later"; readonly taskId: string; readonly at: Date }
  /** It stays undone; the next sweep tries again. */
  | { readonly kind: "failed"; readonly taskId: string; readonly cause: unknown }
  /** One task too many of a request was taken away. */
  | { readonly kind: "joined"; readonly taskId: string; readonly keep: string }
  /** The contact has called by themselves and spoken with an agent: the callback that waited ended. */
  | { readonly kind: "served"; readonly taskId: string }
  | { readonly kind: "read"; readonly until: Date };

export interface SweepOptions {
  /** From when to read the queue's log. By default from where the sweep before came to. */
  readonly since?: Date;
  /** Only say what would be done. */
  readonly rehearse?: boolean;
}

/**
 * Does what was missed when tasks ended, telling of each step: from the queue's own log it follows what the queue ended,
 * and of several tasks of one request it leaves one; what waits for contacts who were spoken to since, it ends. Then it
 * announces what was not told.
 *
 * It may stop anywhere and be started again. What has failed does not keep the rest. Throws `Unavailable` when the log
 * cannot be read.
 */
export type Sweep = (options?: SweepOptions) => AsyncIterable<SweepStep>;

/**
 * @param announce tells what was not told yet. Absent: nobody wants to be told
 * @param noteServed Absent: who was spoken to is called all the same
 */
export const makeSweep = (
  history: TaskHistory,
  follow: FollowEnd,
  needs: OnceNeeds,
  announce?: Announce,
  noteServed?: NoteServed,
): Sweep =>
  async function* sweep({ since: asked, rehearse = false } = {}) {
    const { ledger, clock, chance, log, lifetime = {} } = needs;
    const me = chance.id();
    const noted = await readSwept(ledger);
    const since = asked ?? sweepsSince(noted, clock.now());
    const followers = await readFollowers(since);
    const left: Date[] = [];

    const span = announce && !rehearse ? { since } : { since, kinds: ["ended"] as const };
    for await (const { events, served = [], until } of history.read(span)) {
      for (const event of events) {
        const isDue = event.kind === "ended" && followers.followerOf(event.task) === undefined;
        const step = isDue ? await (rehearse ? rehearsed(event) : followed(event)) : undefined;
        const untold = rehearse ? undefined : await announced(event, step);
        if (step?.kind === "later" || step?.kind === "failed" || untold) left.push(event.at);
        if (step) yield step;
        if (untold) yield untold;
      }
      for (const call of rehearse ? [] : served) {
        const steps = await endedAs(call);
        if (steps.some(({ kind }) => kind === "failed")) left.push(call.endedAt);
        yield* steps;
      }
      yield { kind: "read", until };
      const place = sweptUntil(until, left);
      // Whoever begins later than the sweep before came to leaves a gap, which the next sweep is to fill.
      const leavesGap = noted !== undefined && since > noted;
      if (!rehearse && !leavesGap) await noteSwept(place, me, needs);
    }
    if (rehearse) return;
    for (const several of followers.open()) yield* tidied(several);

    async function readFollowers(from: Date): Promise<Followers> {
      const known = new Followers();
      for await (const { events } of history.read({ since: from, kinds: ["created", "ended"] }))
        for (const event of events) known.add(event);

      return known;
    }

    async function followed({ task, end }: Ended): Promise<SweepStep | undefined> {
      try {
        return stepOf(task.id, await follow({ task, end }));
      } catch (cause) {
        return failed(task.id, cause);
      }
    }

    /** The step that failed, if it did. */
    async function announced(
      { task }: TaskEvent,
      step: SweepStep | undefined,
    ): Promise<SweepStep | undefined> {
      const next = step?.kind === "followed" ? step.nextId : followers.followerOf(task);
      try {
        await announce?.(withNext(task, next), step?.kind === "ended" ? step.end : undefined);

        return undefined;
      } catch (cause) {
        return failed(task.id, cause);
      }
    }

    async function endedAs(call: ServedCall): Promise<readonly SweepStep[]> {
      try {
        const canceled = (await noteServed?.(call)) ?? [];

        return canceled.map((taskId) => ({ kind: "served", taskId }));
      } catch (cause) {
        return [failed(call.taskId, cause)];
      }
    }

    function rehearsed({ task, end }: Ended): SweepStep | undefined {
      const now = clock.now();
      const outcome = afterTaskEnd(task, end, now, lifetime);
      if (outcome.kind !== "again") return stepOf(task.id, outcome);
      const { notBefore } = outcome;

      return notBefore && now < notBefore
        ? { kind: "later", taskId: task.id, at: notBefore }
        : { kind: "followed", taskId: task.id };
    }

    /** What was made while the ledger was away, or by who died over it, is put in order. */
    async function* tidied(open: readonly CallbackTask[]): AsyncGenerator<SweepStep> {
      const [first] = open;
      const latest = open.at(-1);
      if (!first || !latest) return;
      try {
        const read = await ledger.read(keyOf(first));
        if (open.length === 1 && (!ledger.isKept || read.kind !== "none")) return;
        const keep = await tidyRequest(latest, first.createdAt, me, needs);
        if (keep !== latest.id) yield { kind: "joined", taskId: latest.id, keep };
      } catch (cause) {
        yield failed(first.id, cause);
      }
    }

    function failed(taskId: string, cause: unknown): SweepStep {
      if (!(cause instanceof Rejected || cause instanceof Unavailable)) throw cause;
      log.warn("task.not-followed", { taskId }, cause);

      return { kind: "failed", taskId, cause };
    }
  };

type Ended = Extract<TaskEvent, { readonly kind: "ended" }>;

function stepOf(taskId: string, outcome: Awaited<ReturnType<FollowEnd>>): SweepStep | undefined {
  switch (outcome.kind) {
    case "followed":
      return { kind: "followed", taskId, nextId: outcome.taskId };
    case "ended":
      return { kind: "ended", taskId, end: outcome.end };
    case "later":
      return { kind: "later", taskId, at: outcome.at };
    case "superseded":
      return undefined;
  }
}
