import type * as FlexUi from "@twilio/flex-ui";
import type { Flex } from "./flex.ts";
import type { FlexNotifications } from "./flex-agent-notices.ts";

/** The parts of the genuine Flex that this plugin uses. Values that change while Flex runs are read at each use. */
export function genuineFlex(flexUi: typeof FlexUi, manager: FlexUi.Manager): Flex {
  return {
    actions: flexUi.Actions,
    store: manager.store,
    events: manager.events,
    get serviceConfiguration() {
      return manager.serviceConfiguration;
    },
    get workerId() {
      return manager.workerClient?.sid;
    },
    isCallTask: (task) => flexUi.TaskHelper.isCallTask(task as FlexUi.ITask),
  };
}

export function genuineNotifications({ Notifications, NotificationType }: typeof FlexUi): FlexNotifications {
  return {
    registerNotification: (notification) =>
      Notifications.registerNotification({ ...notification, type: NotificationType[notification.type] }),
    showNotification: (id, context) => Notifications.showNotification(id, context),
    get activeNotifications() {
      return Notifications.activeNotifications;
    },
  };
}
