import type * as FlexUi from "@twilio/flex-ui";
import type { Flex } from "./flex.ts";
import type { FlexNotifications } from "./flex-agent-notices.ts";

/** The genuine Flex, as far as this plugin uses it. What may change while Flex runs is read anew each time. */
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
