import * as z from "zod/mini";
import type { ListOutcome } from "../../../application/supervisor/list-callbacks.ts";
import { defined } from "../../../domain/defined.ts";
import { ATTEMPT_OUTCOMES } from "../../../domain/retry/attempt.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { TASK_STATES } from "../../../domain/task-state.ts";
import { expected } from "./answers.ts";
import type { Answer } from "./post.ts";

export function readPage(answer: Answer): ListOutcome {
  const { callbacks, at, next } = expected(page, answer);

  return { kind: "page", rows: callbacks.map(readRow), at, ...defined({ next }) };
}

function readRow({ receivedAt, ...others }: z.infer<typeof row>): CallbackRow {
  return { receivedAt, ...(defined(others) as Omit<CallbackRow, "receivedAt">) };
}

const optionalText = z.optional(z.string());
const moment = z.pipe(
  z.string(),
  z.transform((text) => new Date(text)),
);

const row = z.object({
  taskId: z.string(),
  kind: z.enum(["callback", "voicemail"]),
  state: z.enum(TASK_STATES),
  contact: optionalText,
  contactName: optionalText,
  calledNumber: optionalText,
  /** A moment that nobody knows is `null` in JSON. */
  receivedAt: z.catch(moment, new Date(Number.NaN)),
  heldUntil: z.optional(moment),
  attemptsMade: z.number(),
  calls: z.number(),
  lastOutcome: z.catch(z.optional(z.enum(ATTEMPT_OUTCOMES)), undefined),
  holder: z.optional(z.object({ workerId: z.string(), name: z.string() })),
  priority: z.number(),
  workflowId: optionalText,
});

const page = z.object({ callbacks: z.array(row), at: moment, next: optionalText });
