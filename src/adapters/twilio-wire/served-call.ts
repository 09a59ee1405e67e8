import { numberToDial, storedContact } from "../../domain/callback-request.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "../../domain/json.ts";
import type { PhoneNumber } from "../../domain/phone-number.ts";
import type { ServedCall } from "../../domain/served.ts";
import { toDate } from "./values.ts";

/** The call is over, and was with an agent until then. */
const OVER = ["task.wrapup", "task.completed"];

/**
 * Reads a call that came in and that an agent took: TaskRouter writes the conference of both onto the call's task.
 * https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks and field: the attributes
 * `conference.participants.{worker,customer}` beside `direction`, `from` and `to`.
 *
 * `undefined`: another kind of work, a call that we placed, or one that nobody took.
 */
export function readServedCall(eventType: string, payload: JsonObject, at: Date): ServedCall | undefined {
  const { task_sid: taskId, task_attributes: text, task_date_created: created, task_age: age } = payload;
  if (!OVER.includes(eventType) || typeof text !== "string" || !text.includes('"conference"'))
    return undefined;
  const attributes = parseJson(text);
  if (!isJsonObject(attributes) || attributes.direction !== "inbound" || !hasBoth(attributes.conference))
    return undefined;

  const [contact, calledNumber] = [numberIn(attributes.from), numberIn(attributes.to)];
  const queuedAt = typeof created === "string" ? toDate(created) : undefined;
  if (!contact || !calledNumber || typeof taskId !== "string") return undefined;

  return {
    taskId,
    contact,
    calledNumber,
    attributes,
    queuedAt: queuedAt ?? new Date(at.getTime() - (Number(age) || 0) * 1000),
    endedAt: at,
  };
}

function hasBoth(conference: Json | undefined): boolean {
  const participants = isJsonObject(conference) ? conference.participants : undefined;

  return isJsonObject(participants) && isGiven(participants.worker) && isGiven(participants.customer);
}

function isGiven(value: Json | undefined): boolean {
  return typeof value === "string" && value !== "";
}

function numberIn(value: Json | undefined): PhoneNumber | undefined {
  return typeof value === "string" ? numberToDial({ contact: storedContact(value, true) }) : undefined;
}
