import { defined } from "../../domain/defined.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { knownNumber } from "../../domain/phone-number.ts";
import { pick } from "./values.ts";
import { VOICEMAIL_NAMES } from "./voicemail.ts";

/**
 * What a task whose `callBackData` names no contact says under other names. In tasks of the solution
 * https://github.com/twilio-labs/plugin-queued-callbacks-and-voicemail the contact stands in `to`, and in `from` the
 * number that they called; others have the contact in `from` alone.
 */
export function foreignData(attributes: JsonObject): JsonObject {
  const { to, from, callTime, placeCallRetry, markDeleted } = attributes;
  const rounds = Number(placeCallRetry);
  const numbers = isAddress(to)
    ? defined({ numberToCall: to, numberToCallFrom: from })
    : defined({ numberToCall: from });

  return {
    ...numbers,
    ...pick(attributes, (key) => VOICEMAIL_NAMES.includes(key)),
    // It counts from 1.
    ...(Number.isInteger(rounds) && rounds > 0 && { attempts: rounds - 1 }),
    ...(isJsonObject(callTime) && defined({ utcDateTimeReceived: callTime.time_recvd })),
    ...(markDeleted !== undefined && { isDeleted: true }),
  };
}

/** Whether `to` has the contact, so that `from` has not. */
export function isContactIn(to: Json | undefined, address: string): boolean {
  return isAddress(to) && (String(to).trim() === address || knownNumber(withPlus(String(to))) === address);
}

/** The contact's name, where a task's `name` is one: what plugins make up has the number in it, or their word for the kind. */
export function contactNameIn(name: Json | undefined): string | undefined {
  if (typeof name !== "string" || name.trim() === "") return undefined;
  const isMadeUp =
    /\d{5}/.test(name.replace(/[\s().-]/g, "")) || /^\s*(callback|voicemail|anonymous)\b/i.test(name);

  return isMadeUp ? undefined : name.trim();
}

export function isAddress(value: Json | undefined): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

function withPlus(text: string): string {
  return /^\d{11,15}$/.test(text.trim()) ? `+${text.trim()}` : text;
}
