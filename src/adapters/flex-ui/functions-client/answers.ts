import * as z from "zod/mini";
import type { RequeuePolicy } from "../../../domain/retry/requeue.ts";
import type { TaskState } from "../../../domain/task-state.ts";
import { Rejected } from "../../../ports/faults.ts";

/** What the functions say, read once here. */
export type Refusal =
  | {
      readonly code: "attempts-used-up";
      readonly attemptsMade: number;
      readonly maxAttempts: number;
      readonly message?: string;
    }
  | { readonly code: "not-with-agent"; readonly state: TaskState; readonly message?: string }
  | { readonly code: PlainCode; readonly message?: string };

type PlainCode =
  | "not-allowed"
  | "task-not-found"
  | "token-missing"
  | "token-invalid"
  | "token-expired"
  | "other";

/** A refusal in a form that is not ours is `other`: the status is all there is to go by. */
export function readRefusal(body: unknown): Refusal {
  const read = z.safeParse(refusal, body);
  if (read.success) return read.data as Refusal;

  const { data } = z.safeParse(withMessage, body);

  return { code: "other", ...(data && { message: data.message }) };
}

export function readRequeued(body: unknown): { kind: "requeued"; taskId: string; repeated: boolean } {
  const { taskSid, repeated } = expected(requeued, body);

  return { kind: "requeued", taskId: taskSid, repeated };
}

export function readSettings(body: unknown): RequeuePolicy {
  return { maxAttempts: expected(settings, body).maxAttempts };
}

const requeued = z.object({ taskSid: z.string(), repeated: z.boolean() });
const settings = z.object({ maxAttempts: z.int().check(z.positive()) });
const withMessage = z.object({ message: z.string() });

const message = z.optional(z.string());
const count = z.int().check(z.nonnegative());
const refusal = z.discriminatedUnion("code", [
  z.object({ code: z.literal("attempts-used-up"), attemptsMade: count, maxAttempts: count, message }),
  z.object({
    code: z.literal("not-with-agent"),
    state: z.enum(["waiting", "offered", "assigned", "wrap-up", "completed", "canceled"]),
    message,
  }),
  z.object({
    code: z.enum(["not-allowed", "task-not-found", "token-missing", "token-invalid", "token-expired"]),
    message,
  }),
]);

/** Something answers under the functions' address that is not they. */
function expected<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.infer<Schema> {
  const read = z.safeParse(schema, body);
  if (!read.success) throw new Rejected("The functions answered in an unknown form", { cause: read.error });

  return read.data;
}
