import { defined } from "../../domain/defined.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { knownNumber } from "../../domain/phone-number.ts";
import { ATTEMPT_OUTCOMES, type Attempt } from "../../domain/retry/attempt.ts";
import { toDate, without } from "./values.ts";

export interface AttemptsRead {
  readonly attempts: readonly Attempt[];
  /** Entries of a form that this version does not know. */
  readonly unread: readonly Json[];
}

/** An entry needs a moment and an agent to be shown. What else it says in unknown words is kept on the attempt. */
export function readAttempts(history: readonly Json[]): AttemptsRead {
  return {
    attempts: history.map(readAttempt).filter((attempt) => attempt !== undefined),
    unread: history.filter((entry) => readAttempt(entry) === undefined),
  };
}

export function writeAttempt({ at, callTaskId, kept, ...known }: Attempt): JsonObject {
  return { ...kept, ...defined(known), at: at.toISOString(), ...defined({ callTaskSid: callTaskId }) };
}

function readAttempt(entry: Json): Attempt | undefined {
  if (!isJsonObject(entry)) return undefined;
  const at = typeof entry.at === "string" ? toDate(entry.at) : undefined;
  if (at === undefined || typeof entry.agent !== "string") return undefined;

  const outcome = ATTEMPT_OUTCOMES.find((word) => word === entry.outcome);
  const number = typeof entry.number === "number" ? entry.number : undefined;
  const callTaskSid = typeof entry.callTaskSid === "string" ? entry.callTaskSid : undefined;
  const seconds = typeof entry.seconds === "number" ? entry.seconds : undefined;
  const numberCalled = typeof entry.numberCalled === "string" ? knownNumber(entry.numberCalled) : undefined;
  const known = defined({ at, agent: entry.agent, outcome, number, seconds, numberCalled, callTaskSid });
  const kept = without(entry, Object.keys(known));

  return defined({
    at,
    agent: entry.agent,
    outcome,
    number,
    seconds,
    numberCalled,
    callTaskId: callTaskSid,
    kept: Object.keys(kept).length > 0 ? kept : undefined,
  });
}
