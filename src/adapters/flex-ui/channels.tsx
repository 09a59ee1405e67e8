import type { ReactElement } from "react";
import { numberToDial, type RequestKind } from "../../domain/callback-request.ts";
import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import { CALL_OUTGOING_ICON, VOICEMAIL_ICON } from "./channel-icons.tsx";
import type { FlexTask } from "./flex/flex.ts";
import type { StringKey } from "./strings/en-us.ts";
import { NUMBER_STRING, STRING_PREFIX } from "./text.ts";

/** How callbacks, or voicemails, look in Flex. */
export interface ChannelLook {
  readonly name: string;
  readonly color: string;
  readonly icon: ReactElement;
  isApplicable(task: FlexTask): boolean;
  /** The code of the string that Flex shows as the task's title. */
  title(task: FlexTask): string;
  /** The same for the header of the selected task, beside its button. */
  header(task: FlexTask): string;
}

/**
 * One look for each kind. They are looks only: the tasks run on whatever channel the deployer chose, and theirs must
 * not be a channel with the `Call` capability, because Flex refuses to dial while the agent has such a task.
 */
export function channelLooks(
  read: (task: FlexTask) => DesktopCallback | undefined,
  taskChannel: string | undefined,
): readonly ChannelLook[] {
  const look = (kind: RequestKind, color: string, icon: ReactElement): ChannelLook => ({
    name: kind,
    color,
    icon,
    isApplicable: (task) =>
      isOfKind(task, kind) && (taskChannel === undefined || task.taskChannelUniqueName === taskChannel),
    title: (task) => titleOf(task, kind),
    header: (task) => (hasNumber(read(task)) ? NUMBER_STRING : `${STRING_PREFIX}${SHORT_TITLES[kind]}`),
  });

  const titleOf = (task: FlexTask, kind: RequestKind) => `${STRING_PREFIX}${titleKey(kind, read(task))}`;

  return [look("callback", "#0263e0", CALL_OUTGOING_ICON), look("voicemail", "#6849b5", VOICEMAIL_ICON)];
}

/** Whether the task is a callback or voicemail, by the attribute that workflows and reports go by. */
export function isCallbackTask(task: FlexTask | undefined): boolean {
  return task !== undefined && (isOfKind(task, "callback") || isOfKind(task, "voicemail"));
}

function isOfKind(task: FlexTask, kind: RequestKind): boolean {
  return task.attributes?.taskType === kind;
}

/** There is room for a word. */
const SHORT_TITLES: Record<RequestKind, StringKey> = {
  callback: "TitleCallbackNoNumber",
  voicemail: "VoicemailHeading",
};

function titleKey(kind: RequestKind, callback: DesktopCallback | undefined): StringKey {
  const known = hasNumber(callback);
  if (kind === "voicemail") return known ? "TitleVoicemail" : "TitleVoicemailNoNumber";

  return known ? "TitleCallback" : "TitleCallbackNoNumber";
}

function hasNumber(callback: DesktopCallback | undefined): boolean {
  return callback !== undefined && numberToDial(callback.task.request) !== undefined;
}
