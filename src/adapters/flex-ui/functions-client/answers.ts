import * as z from "zod/mini";
import type { DesktopRules } from "../../../application/desktop/known-rules.ts";
import { defined } from "../../../domain/defined.ts";
import { LIST_FOR_AGENTS } from "../../../domain/supervisor/listed-task.ts";
import { TASK_STATES, type TaskState } from "../../../domain/task-state.ts";
import { Rejected } from "../../../ports/faults.ts";
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
  "ended",
] as const;

export type PlainCode = (typeof PLAIN_CODES)[number] | "other";

/** A refusal in a form that is not ours is `other`: the status is all there is to go by. */
export function readRefusal(answer: Answer): Refusal {
  const body = jsonOf(answer);
  const read = z.safeParse(refusal, body);
  if (read.success) return read.data as Refusal;

  const { data } = z.safeParse(withMessage, body);

  return { code: "other", ...(data && { message: data.message }) };
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
  const { maxAttempts, voicemailDeletion, ...others } = expected(rules, answer);

  return { maxAttempts, ...defined({ ...others, deletion: voicemailDeletion }) };
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

const count = z.int().check(z.nonnegative());
const requeued = z.object({ taskSid: z.string(), repeated: z.boolean() });
const rules = z.object({
  maxAttempts: z.int().check(z.positive()),
  maxPutBacks: z.catch(z.optional(z.int().check(z.nonnegative())), undefined),
  voicemailDeletion: z.catch(z.optional(z.enum(["allow", "after-call", "forbid"])), undefined),
  listForAgents: z.catch(z.optional(z.enum(LIST_FOR_AGENTS)), undefined),
  targetMinutes: z.catch(z.optional(z.number().check(z.positive())), undefined),
});
const transcript = z.object({ text: z.string(), whole: z.boolean() });
const deleted = z.object({ repeated: z.optional(z.boolean()) });
const withMessage = z.object({ message: z.string() });

const message = z.optional(z.string());
const refusal = z.discriminatedUnion("code", [
  z.object({ code: z.literal("attempts-used-up"), attemptsMade: count, maxAttempts: count, message }),
  z.object({ code: z.literal("superseded"), taskSid: z.string(), message }),
  z.object({
    code: z.literal("not-with-agent"),
    state: z.enum(TASK_STATES),
    message,
  }),
  z.object({ code: z.enum(PLAIN_CODES), message }),
]);

/** Something other than the functions may answer under their address. */
export function expected<Schema extends z.ZodMiniType>(schema: Schema, answer: Answer): z.infer<Schema> {
  const read = z.safeParse(schema, jsonOf(answer));
  if (!read.success) throw new Rejected("The functions answered in an unknown form", { cause: read.error });

  return read.data;
}
