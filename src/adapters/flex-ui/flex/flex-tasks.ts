import type { FinishTask } from "../../../application/desktop/retry-later.ts";
import { callbackToReturnTo, type EndedCall, isAbout } from "../rules/return-to-callback.ts";
import { endedCall, readCallAttributes } from "./call-attributes.ts";
import type { Flex, FlexTask } from "./flex.ts";

/** Puts the agent's task into wrap-up. One that is there already, or has left the agent's list, is not an error. */
export const makeWrapUpTask =
  (flex: Flex): FinishTask =>
  async (taskId) => {
    const task = taskInList(flex, taskId);
    if (task?.status !== "accepted") return;

    try {
      await flex.actions.invokeAction("WrapupTask", { task });
    } catch (error) {
      // Another tab may have been quicker.
      if (taskInList(flex, taskId)?.status === "accepted") throw error;
    }
  };

/** Ends the agent's task, in wrap-up or before. One that has left the agent's list is not an error. */
export const makeCompleteTask =
  (flex: Flex): FinishTask =>
  async (taskId) => {
    const task = taskInList(flex, taskId);
    if (task?.status !== "accepted" && task?.status !== "wrapping") return;

    try {
      await flex.actions.invokeAction("CompleteTask", { task });
    } catch (error) {
      // Another tab may have been quicker.
      if (taskInList(flex, taskId)) throw error;
    }
  };

/**
 * Selects a callback again when its own call leaves the agent's list, until the agent turns to something else.
 *
 * When the selected task goes, Flex invokes `SelectTask` with nothing to select, now and then twice; a call that it
 * has just placed it selects even if that has gone meanwhile. The callback is put in the place of either.
 */
export function returnToCallbacks(flex: Flex): void {
  let ended: EndedCall | undefined;
  const onLeft = (task: FlexTask): void => {
    const link = readCallAttributes(task.attributes);
    if (link) ended = endedCall(task.sid, link);
  };
  flex.events.addListener("taskCanceled", onLeft);
  flex.events.addListener("taskCompleted", onLeft);

  flex.actions.addListener("beforeSelectTask", (payload) => {
    const { worker, view } = flex.store.getState().flex;
    const selection = { selecting: payload.sid || undefined, selected: view.selectedTaskSid };
    const callback = callbackToReturnTo(ended, selection, (id) => worker.tasks.has(id));
    if (ended && !isAbout(ended, selection)) ended = undefined;
    if (callback === undefined) return;

    payload.sid = callback;
    payload.task = worker.tasks.get(callback);
  });
}

export function selectedTask({ store }: Flex): FlexTask | undefined {
  const { worker, view } = store.getState().flex;

  return view.selectedTaskSid === undefined ? undefined : worker.tasks.get(view.selectedTaskSid);
}

/** The task of the callback that a call was placed for, while the agent has both. */
export function taskOfCallback(flex: Flex, call: FlexTask): FlexTask | undefined {
  const link = readCallAttributes(call.attributes ?? {});

  return link && taskInList(flex, link.callbackTaskId);
}

export function taskInList(flex: Flex, taskId: string): FlexTask | undefined {
  return [...flex.store.getState().flex.worker.tasks.values()].find((task) => task.taskSid === taskId);
}
