import { isJsonObject, type JsonObject, parseJson } from "../../domain/json.ts";
import type { LeavesFor } from "../../ports/waiting-calls.ts";
import { withoutForeignKeys } from "./given-attributes.ts";
import { pick, without } from "./values.ts";

/** What an `<Enqueue>` tells of the call: https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
const OF_THE_CALL =
  /^(call_sid|call_status|account_sid|api_version|direction|from|to|caller|called|stir_\w+|(from|to|caller|called)_(country|state|city|zip)|conference|reservation_attributes|worker_call_sid|taskType)$/;

const NOTES = ["abandoned", "abandoned_phase", "hang_up_by"];

export interface WaitingCallAttributes {
  readonly callSid?: string;
  readonly attributes: JsonObject;
  readonly conversationId?: string;
}

/** The attributes of a live call's task, apart from what belongs to the call. */
export function readWaitingCall(text: string): WaitingCallAttributes {
  const all = objectIn(text);
  const kept = withoutForeignKeys(pick(all, (key) => !OF_THE_CALL.test(key)));
  const { conversations, ...others } = kept;
  const told = isJsonObject(conversations) ? without(conversations, [...NOTES, "conversation_id"]) : {};
  const { call_sid: callSid } = all;
  const conversationId = isJsonObject(conversations) ? conversations.conversation_id : undefined;

  return {
    attributes: { ...others, ...(Object.keys(told).length > 0 && { conversations: told }) },
    ...(typeof callSid === "string" && { callSid }),
    ...(typeof conversationId === "string" && conversationId !== "" && { conversationId }),
  };
}

/** What Flex Insights reads when the task ends: https://www.twilio.com/docs/flex/developer/insights/enhance-integration */
const PHASES: Readonly<Record<LeavesFor, string>> = { callback: "Callback Request", voicemail: "Voicemail" };

/** The attributes with the note of why the caller leaves, or without any. */
export function withLeaveNote(text: string, why: LeavesFor | undefined): string {
  const all = objectIn(text);
  const conversations = without(isJsonObject(all.conversations) ? all.conversations : {}, NOTES.slice(0, 2));
  const note = why && { abandoned: "Follow-Up", abandoned_phase: PHASES[why] };

  return JSON.stringify({ ...all, conversations: { ...conversations, ...note } });
}

function objectIn(text: string): JsonObject {
  const parsed = parseJson(text);

  return isJsonObject(parsed) ? parsed : {};
}
