import type { SeenTask } from "../history.ts";

/** What the checks read of a task's attributes: what agents, workflows and reports see. */
export interface Wire {
  /** What the flow attached. */
  readonly wish?: unknown;
  readonly conversations?: { readonly conversation_id?: string };
  readonly callBackData?: {
    readonly numberToCall?: string;
    readonly numberToCallFrom?: string;
    readonly attempts?: number;
    readonly retryDelay?: number;
    readonly RecordingSid?: string;
    readonly attemptHistory?: readonly { readonly callTaskSid?: string }[];
  };
}

export function wireOf({ attributes }: Pick<SeenTask, "attributes">): Wire {
  return JSON.parse(attributes) as Wire;
}

/** Flex's own name for all that belongs together: the first task's SID, unless the task says otherwise. */
export function conversationOf(task: SeenTask): string {
  return wireOf(task).conversations?.conversation_id ?? task.sid;
}

/** When the task may be offered: it waits out its delay first. */
export function dueAt(task: SeenTask): number {
  return task.createdAt + (wireOf(task).callBackData?.retryDelay ?? 0) * 1000;
}

export function isOpenAt({ endedAt }: SeenTask, time: number): boolean {
  return endedAt === undefined || endedAt > time;
}
