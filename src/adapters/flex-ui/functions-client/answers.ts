import type { DesktopRules } from "../../../application/desktop/known-rules.ts";
import { defined } from "../../../domain/defined.ts";
import { ATTEMPT_OUTCOMES, type AttemptOutcome, UNREACHED_OUTCOMES } from "../../../domain/retry/attempt.ts";
import { LIST_FOR_AGENTS } from "../../../domain/supervisor/listed-task.ts";
import { TASK_STATES, type TaskState } from "../../../domain/task-state.ts";
import { Rejected } from "../../../ports/faults.ts";
import { as, count, fields, flag, list, number, oneOf, type Read, text } from "../../twilio-wire/shape.ts";
import { type Answer, jsonOf } from "./post.ts";

/** Why a function refused, in its own words and codes. */
export type Refusal =
  | {
      readonly code: "attempts-used-up";
      readonly attemptsMade: number;
      readonly maxAttempts: number;
      readonly message?: string;
    }
  | { readonly code: "not-with-agent"; readonly state: TaskState; readonly message?: string }
  | { readonly code: "superseded"; readonly taskSid: string; readonly message?: string }
  | { readonly code: PlainCode; readonly message?: string };

const PLAIN_CODES = [
  "not-allowed",
  "task-not-found",
  "token-missing",
  "token-invalid",
  "token-expired",
  "no-recording",
  "recording-gone",
  "transcription-failed",
  "no-transcript",
  "transcript-gone",
  "deletion-forbidden",
  "deletion-no-call-placed",
  "invalid-request",
  "taken",
  "agent-not-found",
  "ended",
] as const;

export type PlainCode = (typeof PLAIN_CODES)[number] | "other";

/** A refusal in a form that is not ours is `other`: the status is all there is to go by. */
export function readRefusal(answer: Answer): Refusal {
  const body = jsonOf(answer);

  return { code: "other", ...withMessage(body), ...REFUSALS.map((read) => read(body)).find((read) => read) };
}

export function rejected(answer: Answer): Rejected {
  const { status } = answer;
  const { message } = readRefusal(answer);

  return new Rejected(message ?? `The functions answered ${status}`, { status });
}

export function readRequeued(answer: Answer): { kind: "requeued"; taskId: string; repeated: boolean } {
  const { taskSid, repeated } = expected(requeued, answer);

  return { kind: "requeued", taskId: taskSid, repeated };
}

export function readRules(answer: Answer): DesktopRules {
  const read = expected(rules, answer);
  const { maxAttempts, voicemailDeletion, premiumNumbers, allowedCountries, ...others } = read;
  const numbers = premiumNumbers && { premiumNumbers, ...defined({ allowedCountries }) };

  return { maxAttempts, ...defined({ ...others, numbers, deletion: voicemailDeletion }) };
}

export function readTranscriptText(answer: Answer): { kind: "text"; text: string; whole: boolean } {
  return { kind: "text", ...expected(transcript, answer) };
}

export function readDeleted(answer: Answer): { kind: "deleted"; repeated: boolean } {
  return { kind: "deleted", repeated: expected(deleted, answer).repeated ?? false };
}

/** A whole is as long as it is; the length of what comes in parts may be unknown up to the last. */
export function readAudioPart({ status, headers, bytes }: Answer, start: number) {
  const inParts = /\/(\d+)$/.exec(headers.get("Content-Range") ?? "")?.[1];
  const total = status === 200 ? start + bytes.length : inParts && Number(inParts);
  const contentType = headers.get("Content-Type") ?? "audio/mpeg";

  return { kind: "part", bytes, contentType, start, ...(typeof total === "number" && { total }) } as const;
}

const positive = as(number, (value) => (value > 0 ? value : undefined));
const DELAYS = Object.fromEntries(ATTEMPT_OUTCOMES.map((outcome) => [outcome, count])) as Record<
  AttemptOutcome,
  Read<number>
>;
const requeued = fields({ taskSid: text, repeated: flag });
const rules = fields(
  { maxAttempts: as(count, positive) },
  {
    maxPutBacks: count,
    voicemailDeletion: oneOf(["allow", "after-call", "forbid"]),
    listForAgents: oneOf(LIST_FOR_AGENTS),
    targetMinutes: positive,
    retryDelays: fields({ byAttempt: list(count) }, { byOutcome: fields({}, DELAYS) }),
    holdingWorkflows: list(text),
    autoRequeue: list(oneOf(UNREACHED_OUTCOMES)),
    premiumNumbers: oneOf(["allow", "refuse"]),
    allowedCountries: list(text),
  },
);
const transcript = fields({ text, whole: flag });
const deleted = fields({}, { repeated: flag });

const withMessage = fields({}, { message: text });
const REFUSALS: readonly Read<Refusal>[] = [
  fields({ code: oneOf(["attempts-used-up"]), attemptsMade: count, maxAttempts: count }),
  fields({ code: oneOf(["superseded"]), taskSid: text }),
  fields({ code: oneOf(["not-with-agent"]), state: oneOf(TASK_STATES) }),
  fields({ code: oneOf(PLAIN_CODES) }),
];

/** Something other than the functions may answer under their address. */
export function expected<Value>(read: Read<Value>, answer: Answer): Value {
  const value = read(jsonOf(answer));
  if (value === undefined) throw new Rejected("The functions answered in an unknown form");

  return value;
}
