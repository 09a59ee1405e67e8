import { wasCalled } from "../domain/retry/requeue.ts";
import { isCallDue } from "../domain/task-state.ts";
import type { CallbackTask } from "../ports/callback-tasks.ts";

/**
 * Whether the contact will be called for this task, though nobody asks again. Not for one that has been called for:
 * the agent may bring it to its end, and whoever asked after that call would wait in vain.
 */
export function isCallToCome({ state, request, requeued }: CallbackTask): boolean {
  return !requeued && isCallDue(state) && !wasCalled(request);
}
