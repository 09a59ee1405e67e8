import type { AgentNotice, AgentNotices } from "../../../ports/agent-notices.ts";
import type { Log } from "../../../ports/log.ts";
import { noticeText } from "../notice-text.ts";
import { NOTICE_STRING, type Text } from "../text.ts";

/** Flex's own notifications, as far as they are used here. */
export interface FlexNotifications {
  registerNotification(notification: {
    readonly id: string;
    readonly content: string;
    readonly type: FlexNotificationType;
    readonly timeout: number;
    readonly closeButton: boolean;
  }): void;
  showNotification(id: string, context: object): unknown;
  readonly activeNotifications: readonly { readonly id?: string; readonly context?: object }[];
}

export type FlexNotificationType = "success" | "error" | "warning";

/** Flex draws its notifications over the task's header: what covers Complete goes soon. */
const SHOWN_FOR_MS = 3_000;

/** Shows notices in Flex's notification bar, which reads them out to screen readers too. */
export class FlexAgentNotices implements AgentNotices {
  readonly #notifications: FlexNotifications;
  readonly #text: Text;
  readonly #isInView: (taskId: string) => boolean;
  readonly #log: Log;

  /** @param isInView whether the agent sees the callback of this task */
  constructor(notifications: FlexNotifications, text: Text, isInView: (taskId: string) => boolean, log: Log) {
    this.#notifications = notifications;
    this.#text = text;
    this.#isInView = isInView;
    this.#log = log;
    for (const [kind, type] of Object.entries(TYPES)) {
      notifications.registerNotification({
        id: notificationId(kind),
        content: NOTICE_STRING,
        type,
        timeout: SHOWN_FOR_MS,
        closeButton: true,
      });
    }
  }

  tell(notice: AgentNotice, taskId?: string): void {
    if (taskId !== undefined && this.#isInView(taskId)) return;

    const id = notificationId(notice.kind);
    const context = { text: noticeText(notice, this.#text) };
    try {
      if (!this.#isShown(id, context.text)) this.#notifications.showNotification(id, context);
    } catch (error) {
      this.#log.warn("panel.notice-not-shown", { notice: notice.kind }, error);
    }
  }

  #isShown(id: string, text: string): boolean {
    return this.#notifications.activeNotifications.some(
      (shown) => shown.id === id && (shown.context as { text?: unknown } | undefined)?.text === text,
    );
  }
}

const TYPES: Record<AgentNotice["kind"], FlexNotificationType> = {
  "call-not-placed": "error",
  requeued: "success",
  "not-requeued": "error",
  "attempt-not-recorded": "warning",
};

function notificationId(kind: string): string {
  return `CallbackVoicemail-${kind}`;
}
