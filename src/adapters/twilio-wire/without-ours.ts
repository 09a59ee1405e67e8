import { ATTRIBUTE_BUDGET } from "../../domain/attribute-budget.ts";
import { isJsonObject, type JsonObject, jsonBytes } from "../../domain/json.ts";
import { without } from "./values.ts";

type LeaveOut = (written: JsonObject) => JsonObject;

/** What is left out first is missed least. Without a mark two who put the task back at once make two tasks. */
const STEPS: readonly LeaveOut[] = [
  (written) => (written.message === null ? without(written, ["message"]) : written),
  ourData("mainTimeZone"),
  (written) => (dataOf(written).isDeleted === false ? ourData("isDeleted")(written) : written),
  ourData("askedAgain"),
  ourData("attemptHistory"),
  (written) => withData(written, { ...dataOf(written), ...smallMark(written) }),
  ourData("requeue"),
  ourData("end"),
  ourData("madeBy"),
  ourData("putBacks"),
  ourData("retryDelay"),
  ourData("requestMark"),
  ourData("after"),
  (written) =>
    isJsonObject(written.conversations)
      ? { ...written, conversations: without(written.conversations, ["conversation_id"]) }
      : written,
  (written) => without(written, ["name"]),
];

/**
 * The attributes of a task that TaskRouter has taken before, without so much of ours that they fit again.
 *
 * @returns `undefined` when they never do
 */
export function withoutOurs(written: JsonObject): JsonObject | undefined {
  let rest = written;
  for (const leaveOut of STEPS) {
    rest = leaveOut(rest);
    if (jsonBytes(rest) <= ATTRIBUTE_BUDGET) return rest;
  }

  // TaskRouter counts characters (https://www.twilio.com/docs/taskrouter/limits): of other plugins' tasks some have more bytes.
  return JSON.stringify(rest).length <= ATTRIBUTE_BUDGET ? rest : undefined;
}

function ourData(name: string): LeaveOut {
  return (written) => withData(written, without(dataOf(written), [name]));
}

function dataOf({ callBackData }: JsonObject): JsonObject {
  return isJsonObject(callBackData) ? callBackData : {};
}

function withData(written: JsonObject, callBackData: JsonObject): JsonObject {
  return { ...written, callBackData };
}

/** Whoever finishes the work of a process that died then decides anew. */
function smallMark(written: JsonObject): JsonObject {
  const { requeue } = dataOf(written);

  return isJsonObject(requeue) ? { requeue: without(requeue, ["decision"]) } : {};
}
