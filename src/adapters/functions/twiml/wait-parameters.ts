import { ENTRIES } from "../../../domain/waiting/menu-state.ts";
import {
  optionalNumber,
  optionalOneOf,
  optionalSid,
  optionalText,
  optionalWholeNumber,
  type Parameters,
} from "../parameters.ts";

/** What a flow says of the wait, in the address that it gives to Twilio. */
export const MENU_PARAMETERS = {
  entry: {
    read: optionalOneOf(ENTRIES),
    description:
      "`queue`, which is also the default: the call waits in the queue. `before`: it does not wait yet. `voicemail` is for our own use.",
    example: "before",
  },
  language: {
    read: optionalText,
    description:
      "The language that is spoken, as a tag such as `de-AT`: English, Spanish, Portuguese, French, German, Japanese, Thai or Chinese. By default `en-US`. The request carries it on, as `conversations.language`.",
    example: "es-MX",
  },
  workflowSid: {
    read: optionalSid("WW"),
    description:
      "The workflow in which the call waits, or will wait: its statistics tell the expected wait. In the queue it is found by itself.",
    example: `WW${"0".repeat(32)}`,
  },
  flowSid: {
    read: optionalSid("FW"),
    description: "With `entry=before`: the Studio flow to which a caller returns who would rather wait.",
    example: `FW${"0".repeat(32)}`,
  },
  next: {
    read: optionalText,
    description:
      "With `entry=before`: the address of the TwiML for a caller who would rather wait, instead of `flowSid`.",
    example: "https://example.com/enqueue",
  },
} as const;

/** What Twilio says of the call: https://www.twilio.com/docs/voice/twiml/enqueue#request-parameters */
export const WAIT_PARAMETERS = {
  ...MENU_PARAMETERS,
  state: {
    read: optionalText,
    description: "Where the caller is in the menu, sealed for this call. Ours alone.",
    example: "dGhpcyBpcyBhbiBleGFtcGxl",
  },
  AccountSid: { read: optionalSid("AC"), description: "Twilio sends it.", example: `AC${"0".repeat(32)}` },
  CallSid: {
    read: optionalSid("CA"),
    description: "The call. Twilio sends it.",
    example: `CA${"0".repeat(32)}`,
  },
  From: { read: optionalText, description: "The caller. Twilio sends it.", example: "+14155550100" },
  To: {
    read: optionalText,
    description: "The number that was called. Twilio sends it.",
    example: "+14155550199",
  },
  Digits: { read: optionalText, description: "What the caller keyed. Twilio sends it.", example: "1" },
  QueueTime: {
    read: optionalNumber,
    description: "Seconds that the call has waited. Twilio sends it.",
    example: "75",
  },
  QueuePosition: {
    read: optionalWholeNumber,
    description:
      "The call's position in the voice queue. Twilio sends it. Said if the menu's `position` is on.",
    example: "3",
  },
  RecordingUrl: {
    read: optionalText,
    description: "The message that was recorded. Twilio sends it.",
    example: `https://api.twilio.com/2010-04-01/Accounts/AC…/Recordings/RE${"0".repeat(32)}`,
  },
} as const;

export type WaitValues = Partial<Parameters<typeof WAIT_PARAMETERS>>;

/** Where a caller goes on who would rather wait: https://www.twilio.com/docs/studio/widget-library/twiml-redirect */
export function goOnOf({ AccountSid, flowSid, next }: WaitValues): string | undefined {
  return flowSid === undefined
    ? next
    : `https://webhooks.twilio.com/v1/Accounts/${AccountSid}/Flows/${flowSid}?FlowEvent=return`;
}

export const AFTER_QUEUE_PARAMETERS = {
  language: MENU_PARAMETERS.language,
  workflowSid: MENU_PARAMETERS.workflowSid,
  QueueResult: {
    read: optionalText,
    description: "How the call left the queue. Twilio sends it.",
    example: "queue-full",
  },
} as const;
