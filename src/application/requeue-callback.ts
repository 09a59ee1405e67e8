import { unfinishedNext } from "../domain/after-task-end.ts";
import { type Agent, mayHandle } from "../domain/agent.ts";
import { type CallbackTask, type CallbackTaskChange, isOpenEnd, keyOf } from "../domain/callback-task.ts";
import { withoutEnd } from "../domain/end.ts";
import { carriedOver } from "../domain/once/carry-over.ts";
import type { Extent, Look } from "../domain/once/look.ts";
import { mayCreate } from "../domain/once/pace.ts";
import { finishedDecision, type PutBackKnown, putBackStep } from "../domain/once/put-back.ts";
import { decideRequeue, nextAttempt, type PutBackWish, type RequeuePolicy } from "../domain/retry/requeue.ts";
import { isOpen, type TaskState } from "../domain/task-state.ts";
import type { TaskReading } from "../ports/callback-tasks.ts";
import { Rejected, Unavailable } from "../ports/faults.ts";
import { addNext } from "./once/add-next.ts";
import { carryOver } from "./once/carry-over.ts";
import { followTask } from "./once/follow-task.ts";
import { takeMarkOff } from "./once/marks.ts";
import { type OnceNeeds, Patience, tasksOf } from "./once/needs.ts";
import { noteTask } from "./once/note-task.ts";

export type RequeueOutcome =
  /** `repeated`: the next task was there already, from an earlier requeue or because the contact asked again. */
  | { readonly kind: "requeued"; readonly taskId: string; readonly repeated: boolean }
  /** The contact asked again and was called already, for that task: its agent decides what happens next. */
  | { readonly kind: "superseded"; readonly taskId: string }
  /** All attempts are used up: the agent ends the task. */
  | { readonly kind: "gave-up"; readonly attemptsMade: number; readonly maxAttempts: number }
  | { readonly kind: "not-with-agent"; readonly state: TaskState }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/** Puts a request back into the queue, to be tried again later, or gives it up. */
export type RequeueCallback = (
  taskId: string,
  agent: Agent,
  options?: RequeueOptions,
) => Promise<RequeueOutcome>;

/** `isAttempt` is for desktops that note no calls. */
export type RequeueOptions = PutBackWish;

/**
 * Marks the old task, looks, adds the next one, carries over what was written meanwhile, and notes the next one on
 * the old. `putBackStep` says what comes next; this carries it out. The old task ends only when the agent ends it, by
 * which time the next one exists.
 */
export const makeRequeueCallback =
  (needs: OnceNeeds, policy: RequeuePolicy): RequeueCallback =>
  async (taskId, agent, options = {}) => {
    const { tasks, clock, chance, pace, log, lifetime = {} } = needs;
    const me = chance.id();
    const patience = new Patience(needs);
    const [first, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!first) return { kind: "task-not-found" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };

    let known: PutBackKnown = { me, task: first.task, at: first.at };
    let extent: Extent = "newest";
    let lockedAt = 0;
    for (;;) {
      const step = putBackStep(known, pace);
      switch (step.kind) {
        case "not-with-agent":
          return { kind: "not-with-agent", state: known.task.state };
        case "done":
          return { kind: "requeued", taskId: step.taskId, repeated: true };
        case "superseded":
          return step;
        case "fetch-next":
          known = { ...known, next: (await tasks.find(step.taskId))?.task ?? "gone" };
          break;
        case "wait": {
          await patience.wait("The task is being requeued");
          const reading = await tasks.find(taskId);
          if (!reading) return { kind: "task-not-found" };
          known = { me, task: reading.task, at: reading.at };
          break;
        }
        case "mark": {
          const decision = decideRequeue(known.task.request, policy, options);
          if (decision.kind === "give-up")
            return { kind: "gave-up", attemptsMade: decision.attemptsMade, maxAttempts: policy.maxAttempts };
          // Whoever died over it may have made the next task, and others may have marked the task again since.
          extent = known.task.mark ? { since: known.task.createdAt } : "newest";
          const marked = await mark();
          if (!marked) return { kind: "task-not-found" };
          known = marked;
          break;
        }
        case "look":
          known = { ...known, look: await lookFor(known.task, extent) };
          break;
        case "adopt":
          return finish(known.task, step.task, true);
        case "follow":
          return {
            kind: "requeued",
            taskId: (
              await followTask(
                { task: known.task, me, next: (now) => unfinishedNext(known.task, now, lifetime) },
                needs,
              )
            ).id,
            repeated: false,
          };
        case "create":
          if (mayCreate(clock.now().getTime(), lockedAt, pace))
            return finish(known.task, await create(known.task), false);
          // The look took long, or the process was frozen: the mark may be stale.
          if (patience.isOver) throw new Unavailable("The task could not be put back in time");
          known = (await mark()) ?? known;
      }
    }

    /** Marks the task, or marks it again. */
    async function mark(): Promise<PutBackKnown | undefined> {
      lockedAt = clock.now().getTime();
      const reading = await tasks.change(taskId, ({ task, at }) => {
        if (putBackStep({ me, task, at }, pace).kind === "mark") return marked(task, at);

        return isOpenEnd(task) && task.mark?.id === me ? { mark: { ...task.mark, at } } : undefined;
      });

      return reading && { me, task: reading.task, at: reading.at };
    }

    function marked(task: CallbackTask, at: Date): CallbackTaskChange | undefined {
      const { id, request } = task;
      const decision = decideRequeue(request, policy, options);
      if (decision.kind === "give-up") return undefined;

      return {
        mark: { id: me, at, why: "requeue", decision: finishedDecision(task, decision.putBack) },
        request: { ...withoutEnd(request), key: request.key ?? id },
      };
    }

    /**
     * Not being told is no reason to stop: the mark keeps others away, and called twice beats not called. It kept nobody
     * away who died over an earlier mark: what they made must be seen.
     *
     * @throws {Unavailable} when it cannot be seen; the mark stays for whoever comes next
     */
    async function lookFor(task: CallbackTask, extent: Extent): Promise<Look> {
      for (;;) {
        try {
          return await tasks.look(tasksOf(keyOf(task), task.request), extent);
        } catch (cause) {
          if (!(cause instanceof Unavailable)) throw cause;
          if (extent === "newest") {
            log.warn("requeue.not-searched", { taskId }, cause);

            return { tasks: [], at: known.at, extent };
          }
          if (patience.isOver) throw cause;
          await patience.wait("The queue cannot be asked", cause);
        }
      }
    }

    async function create(old: CallbackTask): Promise<CallbackTask> {
      const decision = old.mark?.decision;
      if (!decision) throw new Error("A marked task carries its decision");

      const request = nextAttempt(old, decision, known.at, lifetime);
      const next = { request, madeBy: me, after: old.id };

      return addNext(next, lockedAt, needs).catch(async (cause: unknown) => {
        if (cause instanceof Rejected) await takeMarkOff(taskId, me, tasks).catch(markLeft);
        throw cause;
      });
    }

    function markLeft(cause: unknown): void {
      log.warn("requeue.mark-left", { taskId }, cause);
    }

    /**
     * Carries over, then notes the next task by what was carried: what is noted has been carried, and whoever writes
     * later follows the note. A task that has ended meanwhile takes no note, and is carried over once more.
     */
    async function finish(old: CallbackTask, next: CallbackTask, repeated: boolean): Promise<RequeueOutcome> {
      let last = await carryOver(old, next, tasks);
      for (let tried = 1; tried <= CARRY_TRIES; tried++) {
        const reading = await noteNext(last);
        if (!reading || carriedOver(reading.task, last) === undefined) break;
        last = await carryOver(reading.task, last, tasks);
      }
      void noteTask({ key: keyOf(old), me, task: next }, needs);

      return { kind: "requeued", taskId: next.id, repeated };
    }

    /** A note that fails loses nothing: the next task names the one that it follows. */
    async function noteNext(next: CallbackTask): Promise<TaskReading | undefined> {
      try {
        return await tasks.change(taskId, ({ task }) =>
          isOpen(task.state) && task.mark?.id === me && carriedOver(task, next) === undefined
            ? { mark: { ...task.mark, next: next.id } }
            : undefined,
        );
      } catch (cause) {
        log.warn("requeue.not-noted", { taskId, newTaskId: next.id }, cause);

        return undefined;
      }
    }
  };

/** Writers to one task are few. */
const CARRY_TRIES = 5;
