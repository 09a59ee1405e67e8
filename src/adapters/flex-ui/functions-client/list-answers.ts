import type { BoardFigures } from "../../../application/desktop/callback-board.ts";
import type { ListOutcome } from "../../../application/supervisor/list-callbacks.ts";
import { defined } from "../../../domain/defined.ts";
import { ATTEMPT_OUTCOMES } from "../../../domain/retry/attempt.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { TASK_STATES } from "../../../domain/task-state.ts";
import type { RosterAgent } from "../../../ports/agent-roster.ts";
import { as, count, fields, flag, list, number, oneOf, type Read, text } from "../../twilio-wire/shape.ts";
import { toDate } from "../../twilio-wire/values.ts";
import { expected } from "./answers.ts";
import type { Answer } from "./post.ts";

export function readPage(answer: Answer): ListOutcome {
  const { callbacks, at, next } = expected(page, answer);

  return { kind: "page", rows: callbacks, at, ...defined({ next }) };
}

const moment = as(text, toDate);

const row: Read<CallbackRow> = as(
  fields(
    {
      taskId: text,
      kind: oneOf(["callback", "voicemail"]),
      state: oneOf(TASK_STATES),
      attemptsMade: number,
      calls: number,
      priority: number,
    },
    {
      contact: text,
      contactName: text,
      calledNumber: text,
      receivedAt: moment,
      heldUntil: moment,
      lastOutcome: oneOf(ATTEMPT_OUTCOMES),
      holder: fields({ workerId: text, name: text }),
      assignedTo: text,
      isFirst: flag,
      workflowId: text,
    },
  ),
  // A moment that nobody knows is `null` in JSON.
  ({ receivedAt = new Date(Number.NaN), ...others }) => ({ receivedAt, ...others }),
);

export function readSupervised(answer: Answer): { kind: "done"; taskId: string } {
  return { kind: "done", taskId: expected(supervised, answer).taskSid };
}

export function readAgents(answer: Answer): { kind: "agents"; agents: readonly RosterAgent[] } {
  return { kind: "agents", ...expected(agents, answer) };
}

export function readFigures(answer: Answer): BoardFigures {
  const { reachedMeanwhile, total } = expected(figures, answer);

  return { kind: "figures", reached: reachedMeanwhile, ...total };
}

const figures = fields({ reachedMeanwhile: count, total: fields({}, { firstCallMedian: count }) });
const supervised = fields({ taskSid: text });
const agents = fields({ agents: list(fields({ workerId: text, name: text, isAvailable: flag })) });
const page = fields({ callbacks: list(row), at: moment }, { next: text });
