import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { RequeueState } from "../../src/domain/callback-task.ts";
import type { DesktopCallback } from "../../src/domain/desktop/desktop-callback.ts";
import type { TaskState } from "../../src/domain/task-state.ts";
import { anId, aRequest } from "./requests.ts";

export const TASK_ID = anId("WT", 1);

interface Details {
  readonly taskId?: string;
  readonly state?: TaskState;
  readonly request?: CallbackRequest;
  readonly requeued?: RequeueState;
  readonly mine?: boolean;
}

/** A callback that the agent at this desktop has accepted. */
export function aDesktopCallback(details: Details = {}): DesktopCallback {
  const {
    taskId: id = TASK_ID,
    state = "assigned",
    request = aRequest(),
    requeued = "no",
    mine = true,
  } = details;

  return { task: { id, state, createdAt: AT, request, ...MARKS[requeued] }, mine };
}

const AT = new Date("2026-03-02T10:00:00.000Z");

const MARKS = {
  no: {},
  begun: { mark: { id: "a-try", at: AT, why: "requeue" } },
  done: { mark: { id: "a-try", at: AT, why: "requeue", next: anId("WT", 2) } },
} as const;
