import { afterTaskEnd, type RequestEnd } from "../domain/after-task-end.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import type { TaskEnd } from "../domain/task-event.ts";
import { followTask } from "./once/follow-task.ts";
import type { OnceNeeds } from "./once/needs.ts";

export type FollowOutcome =
  /** The request goes on in its next task, which was made now or before. */
  | { readonly kind: "followed"; readonly taskId: string }
  | { readonly kind: "ended"; readonly end: RequestEnd }
  /** Another task, or another end of this one, tells what became of the request. */
  | { readonly kind: "superseded" }
  /** The queue ended it too soon: look again then. Until then nobody makes its next task. */
  | { readonly kind: "later"; readonly at: Date };

/**
 * Sees to it that a request goes on whose task the queue has ended. It may be called early, late, twice and by several at
 * once: a task is followed once.
 *
 * Throws `Unavailable` while somebody else works on the request, or the ledger is away: nothing is lost, call it again.
 */
export type FollowEnd = (ended: {
  /** As it was last. */
  readonly task: CallbackTask;
  readonly end: TaskEnd;
}) => Promise<FollowOutcome>;

export const makeFollowEnd =
  (needs: OnceNeeds): FollowEnd =>
  async ({ task, end }) => {
    const { clock, chance, log, lifetime = {} } = needs;
    const after = (now: Date) => afterTaskEnd(task, end, now, lifetime);
    const now = clock.now();
    const outcome = after(now);
    logUnknownReason(task, end);
    if (outcome.kind !== "again") return outcome;

    const details = {
      taskId: task.id,
      workflowId: task.request.routing.workflowId,
      ...(end.isQueuesReason && { reason: end.reason }),
    };
    if (outcome.notBefore && now < outcome.notBefore) {
      log.warn("task.dropped-at-once", { ...details, agains: outcome.request.agains });

      return { kind: "later", at: outcome.notBefore };
    }

    const followed = await followTask(
      {
        task,
        me: chance.id(),
        next: (at) => {
          const then = after(at);

          return then.kind === "again" ? then.request : outcome.request;
        },
      },
      needs,
    );
    log.info("task.followed", { ...details, newTaskId: followed.id });

    return { kind: "followed", taskId: followed.id };

    /** Nobody knows all of TaskRouter's reasons. The text stands by itself: somebody may have written anything into it. */
    function logUnknownReason(
      { request, joined, mark }: CallbackTask,
      { how, reason, isQueuesReason }: TaskEnd,
    ) {
      const isOurs = request.end !== undefined || joined !== undefined || mark !== undefined;
      if (how === "canceled" && reason !== undefined && !isQueuesReason && !isOurs)
        log.info("task.unknown-reason", { reason: reason.slice(0, LONGEST_REASON) });
    }
  };

const LONGEST_REASON = 60;
