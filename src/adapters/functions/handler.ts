import type { TwilioResponse } from "@twilio-labs/serverless-runtime-types/types.js";
import type { Log } from "../../ports/log.ts";
import { type Answer, retryLater } from "./answer.ts";
import type { Deadline } from "./deadline.ts";
import { answerToFault } from "./faults.ts";
import { allowedOrigin } from "./origins.ts";
import type { FunctionEvent } from "./parameters.ts";

/** The parts of the runtime's `Twilio.Response` that we use. */
export type RuntimeResponse = {
  readonly [Method in "setStatusCode" | "setBody" | "appendHeader"]: (
    ...given: Parameters<TwilioResponse[Method]>
  ) => unknown;
};

export interface HandlerNeeds {
  readonly answer: (event: FunctionEvent) => Promise<Answer>;
  readonly log: Log;
  readonly deadline: Deadline;
  readonly newResponse: () => RuntimeResponse;
  /** Origins of web pages that may read the answer. Absent: no web page calls this function. */
  readonly origins?: readonly string[];
  /** What to answer instead of an error, where a call would be lost by one. */
  readonly fallback?: (event: FunctionEvent) => Answer;
}

/** Answers every request, once, and within the time that the sender waits. */
export async function respond(
  event: FunctionEvent,
  callback: (error: null, response: RuntimeResponse) => void,
  { answer, log, deadline, newResponse, origins, fallback }: HandlerNeeds,
): Promise<void> {
  const answered = await deadline.keep(
    () => answering(event, answer, log),
    () => outOfTime(log),
  );
  const given = answered.status >= 400 && fallback ? fallback(event) : answered;

  callback(null, toResponse(given, event, origins, newResponse()));
}

async function answering(event: FunctionEvent, answer: HandlerNeeds["answer"], log: Log): Promise<Answer> {
  try {
    return await answer(event);
  } catch (fault) {
    const answered = answerToFault(fault);
    log.error("request.failed", { status: answered.status }, fault);
    return answered;
  }
}

function outOfTime(log: Log): Answer {
  log.error("request.out-of-time");

  return retryLater("There was no answer in time. Nothing is lost: try again.", 5);
}

function toResponse(
  { status, body, headers = {} }: Answer,
  event: FunctionEvent,
  origins: readonly string[] | undefined,
  response: RuntimeResponse,
): RuntimeResponse {
  response.setStatusCode(status);
  const bytes = body instanceof Uint8Array && Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  response.setBody(bytes || body);
  if (typeof body !== "string" && !bytes) response.appendHeader("Content-Type", "application/json");
  for (const [name, value] of Object.entries(headers)) response.appendHeader(name, value);
  if (origins) {
    response.appendHeader("Vary", "Origin");
    const origin = allowedOrigin(event.request?.headers?.origin, origins);
    if (origin !== undefined) response.appendHeader("Access-Control-Allow-Origin", origin);
  }

  return response;
}
