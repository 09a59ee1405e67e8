import { type Agent, mayHandle } from "../domain/agent.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import { isCallToCome } from "../domain/callback-task.ts";
import { decideRequeue, nextAttempt, type RequeuePolicy } from "../domain/retry/requeue.ts";
import { isWithAgent } from "../domain/task-state.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Unavailable } from "../ports/faults.ts";
import type { Log } from "../ports/log.ts";
import { isStillAtWork, LOOK_AGAIN_MS, PATIENCE_MS } from "./in-progress.ts";

export type RequeueOutcome =
  /** `repeated`: the task of the next attempt was there already, from an earlier requeue or because the contact asked anew. */
  | { readonly kind: "requeued"; readonly taskId: string; readonly repeated: boolean }
  /** All attempts are used up: the agent brings the task to its end. */
  | { readonly kind: "gave-up"; readonly attemptsMade: number; readonly maxAttempts: number }
  | { readonly kind: "not-with-agent"; readonly state: CallbackTask["state"] }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/** Puts a request back into the queue, to be tried again later, or gives it up. */
export type RequeueCallback = (taskId: string, agent: Agent) => Promise<RequeueOutcome>;

/**
 * Marks the old task, then adds the new one: of two who ask at once, one gets to mark, and the other waits for what
 * comes of it. The old task ends only when the agent ends it, by which time the new one exists.
 */
export const makeRequeueCallback =
  (tasks: CallbackTasks, clock: Clock, log: Log, policy: RequeuePolicy): RequeueCallback =>
  async (taskId, agent) => {
    const patientUntil = clock.now().getTime() + PATIENCE_MS;
    const [task, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!task) return { kind: "task-not-found" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };
    if (task.requeued) return requeuedBySomebody(task);
    if (!isWithAgent(task.state)) return { kind: "not-with-agent", state: task.state };

    return putBack(task);

    /** Puts the task back, unless somebody else has marked it since it was looked at. */
    async function putBack(seen: CallbackTask): Promise<RequeueOutcome> {
      const decision = decideRequeue(seen.request, seen.id, policy);
      switch (decision.kind) {
        case "give-up":
          return { kind: "gave-up", attemptsMade: decision.attemptsMade, maxAttempts: policy.maxAttempts };
        case "requeue": {
          const { marked, isMine } = await mark(seen);
          if (!marked) return { kind: "task-not-found" };

          return isMine ? addNext(marked) : requeuedBySomebody(marked);
        }
      }
    }

    /** Notes on the task that it is being requeued from now on, and its name in the ledger for all to find it by. */
    async function mark(seen: CallbackTask): Promise<{ marked: CallbackTask | undefined; isMine: boolean }> {
      let isMine = false;
      const marked = await tasks.change(seen.id, ({ requeued, request }) => {
        isMine = requeued?.at.getTime() === seen.requeued?.at.getTime() && requeued?.taskId === undefined;

        return isMine
          ? { requeued: { at: clock.now() }, request: { ...request, mark: request.mark ?? seen.id } }
          : undefined;
      });

      return { marked, isMine };
    }

    /** The note on the old task is waited for: once the answer is given, the process may be frozen. */
    async function addNext(old: CallbackTask): Promise<RequeueOutcome> {
      const known = await nextCallOf(old);
      const newTaskId = known ?? (await tasks.add(nextAttempt(old.request, old.id)));
      await tasks
        .change(old.id, () => ({ requeued: { at: clock.now(), taskId: newTaskId } }))
        .catch((cause: unknown) => log.warn("requeue.not-noted", { taskId: old.id, newTaskId }, cause));

      return { kind: "requeued", taskId: newTaskId, repeated: known !== undefined };
    }

    /**
     * Another task of the same request, in which the contact will be called: they asked anew when the old one had been
     * called for, or a task was made later than anybody waited for it. Not to be told is no reason to stop: called
     * twice beats not called.
     */
    async function nextCallOf({ id, request }: CallbackTask): Promise<string | undefined> {
      const open = await tasks.findByMark(request.mark ?? id).catch((cause: unknown) => {
        log.warn("requeue.not-searched", { taskId: id }, cause);

        return [];
      });

      return open.find((task) => task.id !== id && isCallToCome(task))?.id;
    }

    /** Waits for the new task that somebody else is making, and makes it if they came to grief. */
    async function requeuedBySomebody(old: CallbackTask): Promise<RequeueOutcome> {
      for (let seen = old; ; seen = (await tasks.find(old.id)) ?? seen) {
        const newTaskId = await newTaskOf(seen, tasks);
        if (newTaskId !== undefined) return { kind: "requeued", taskId: newTaskId, repeated: true };
        if (seen.requeued && !isStillAtWork(seen.requeued.at, clock.now())) return putBack(seen);
        if (clock.now().getTime() >= patientUntil) {
          throw new Unavailable("The task is being requeued", { retryAfterSeconds: 5 });
        }

        await clock.pause(LOOK_AGAIN_MS);
      }
    }
  };

/** The task that took the place of one that was requeued: noted on it, or else found by the mark that both carry. */
async function newTaskOf(old: CallbackTask, tasks: CallbackTasks): Promise<string | undefined> {
  if (old.requeued?.taskId !== undefined) return old.requeued.taskId;
  const { mark, attemptsMade } = old.request;
  const open = await tasks.findByMark(mark ?? old.id);

  return open.find(({ request }) => request.attemptsMade === attemptsMade + 1)?.id;
}
