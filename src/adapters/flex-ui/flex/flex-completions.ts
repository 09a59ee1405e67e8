import type { DesktopCallback } from "../../../domain/desktop/desktop-callback.ts";
import type { Clock } from "../../../ports/clock.ts";
import { readCallAttributes } from "./call-attributes.ts";
import type { Flex, FlexTask } from "./flex.ts";

/** Whether Flex may complete the callback's task now. */
export type MayComplete = (callback: DesktopCallback, callCompletedAgo?: number) => Promise<boolean>;

/**
 * Makes every `CompleteTask` of a callback wait for permission, no matter what invoked it. Without permission the task stays
 * and Flex selects it, so that the agent sees the question.
 */
export function watchCompletions(
  flex: Flex,
  read: (task: FlexTask) => DesktopCallback | undefined,
  mayComplete: MayComplete,
  clock: Clock,
): void {
  const callCompletedAt = new Map<string, number>();

  flex.actions.addListener("beforeCompleteTask", async ({ task }, abort) => {
    const completed = task as FlexTask | undefined;
    if (!completed) return;

    const link = readCallAttributes(completed.attributes);
    if (link) callCompletedAt.set(link.callbackTaskId, clock.now().getTime());
    const callback = link ? undefined : read(completed);
    if (!callback) return;

    const callEnd = callCompletedAt.get(callback.task.id);
    const callCompletedAgo = callEnd === undefined ? undefined : clock.now().getTime() - callEnd;
    if (await mayComplete(callback, callCompletedAgo)) return;

    abort();
    if (flex.store.getState().flex.view.selectedTaskSid !== completed.sid)
      await flex.actions.invokeAction("SelectTask", { sid: completed.sid });
  });
}
