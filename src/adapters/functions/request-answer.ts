import type { RequestCallback, RequestCallbackOutcome } from "../../application/request-callback.ts";
import type { Log } from "../../ports/log.ts";
import { type Answer, invalidRequest, success } from "./answer.ts";
import { type CreateCallbackRead, parameterFaults, parameterOf } from "./create-callback-request.ts";

/** Puts a request to the agents and says what became of it: the one way, whichever function was asked. */
export async function requested(
  request: RequestCallback,
  read: CreateCallbackRead,
  log: Log,
): Promise<Answer> {
  return answerTo(await request(read.asked), read, log);
}

export function answerTo(
  outcome: RequestCallbackOutcome,
  { faults, leftOut }: CreateCallbackRead,
  log: Log,
): Answer {
  if (outcome.kind === "refused") return refused(parameterFaults(outcome.faults, faults), log);

  const wrong = new Set([...(outcome.ignored ?? []).map(parameterOf), ...Object.keys(faults), ...leftOut]);
  const ignored = wrong.size > 0 ? { ignored: [...wrong] } : {};
  if (wrong.size > 0)
    log.warn("request.ignored", { taskId: outcome.taskId, parameters: [...wrong].join(" ") });

  return success({ taskSid: outcome.taskId, ...joined(outcome), ...ignored });
}

/** A log line names what was wrong, and nothing of what was sent. */
export function refused(faults: Readonly<Record<string, string>>, log: Log): Answer {
  log.warn("request.refused", { parameters: Object.keys(faults).join(" ") });

  return invalidRequest(faults);
}

function joined(outcome: Exclude<RequestCallbackOutcome, { kind: "refused" }>): object {
  if (outcome.kind === "created") return {};

  return { duplicate: true, ...(outcome.transcript !== "none" && { transcript: outcome.transcript }) };
}
