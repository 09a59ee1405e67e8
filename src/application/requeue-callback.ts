import { type Agent, mayHandle } from "../domain/agent.ts";
import type { CallbackRequest } from "../domain/callback-request.ts";
import { decideRequeue, type RequeuePolicy } from "../domain/requeue.ts";
import { isWithAgent } from "../domain/task-state.ts";
import type { CallbackTask, CallbackTasks, RequeueMark } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Unavailable } from "../ports/faults.ts";
import type { Log } from "../ports/log.ts";
import { isStillAtWork, LOOK_AGAIN_MS, PATIENCE_MS } from "./in-progress.ts";

export type RequeueOutcome =
  /** `repeated`: it was requeued before; the new task is the one made then. */
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
    const [task, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!task) return { kind: "task-not-found" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };
    if (task.requeued) return requeuedBefore(task, task.requeued);
    if (!isWithAgent(task.state)) return { kind: "not-with-agent", state: task.state };

    const decision = decideRequeue(task.request, task.id, policy);
    switch (decision.kind) {
      case "give-up":
        return { kind: "gave-up", attemptsMade: decision.attemptsMade, maxAttempts: policy.maxAttempts };
      case "requeue": {
        const marked = await mark(task.id, (current) => current.requeued === undefined);
        if (!marked.task) return { kind: "task-not-found" };

        return marked.mine
          ? addAnew(task.id, decision.request)
          : requeuedBefore(marked.task, marked.task.requeued ?? { at: clock.now() });
      }
    }

    /** Marks the task as being requeued from now on, if it still is as it should be. */
    async function mark(
      id: string,
      may: (current: CallbackTask) => boolean,
    ): Promise<{ task: CallbackTask | undefined; mine: boolean }> {
      let mine = false;
      const marked = await tasks.change(id, (current) => {
        mine = may(current);
        return mine
          ? { requeued: { at: clock.now() }, request: { ...current.request, mark: current.request.mark ?? id } }
          : undefined;
      });

      return { task: marked, mine };
    }

    async function addAnew(oldTaskId: string, request: CallbackRequest): Promise<RequeueOutcome> {
      const newTaskId = await tasks.add(request);
      tasks
        .change(oldTaskId, () => ({ requeued: { at: clock.now(), taskId: newTaskId } }))
        .catch((cause: unknown) => log.warn("requeue.not-noted", { taskId: oldTaskId, newTaskId }, cause));

      return { kind: "requeued", taskId: newTaskId, repeated: false };
    }

    /** Somebody marked the task: waits for the new one, and makes it if they came to grief. */
    async function requeuedBefore(old: CallbackTask, requeued: RequeueMark): Promise<RequeueOutcome> {
      const patientUntil = clock.now().getTime() + PATIENCE_MS;
      const { mark: name = old.id, attemptsMade } = old.request;

      for (let seen = requeued; ; ) {
        const newTaskId = seen.taskId ?? (await tasks.findByMark(name, attemptsMade + 1))?.id;
        if (newTaskId !== undefined) return { kind: "requeued", taskId: newTaskId, repeated: true };

        if (!isStillAtWork(seen.at, clock.now())) {
          const abandoned = seen.at.getTime();
          const taken = await mark(old.id, (current) => current.requeued?.at.getTime() === abandoned);
          const decision = decideRequeue(old.request, old.id, policy);
          if (taken.mine && decision.kind === "requeue") return addAnew(old.id, decision.request);
        }
        if (clock.now().getTime() >= patientUntil) {
          throw new Unavailable("The task is being requeued", { retryAfterSeconds: 5 });
        }

        await clock.pause(LOOK_AGAIN_MS);
        seen = (await tasks.find(old.id))?.requeued ?? seen;
      }
    }
  };
