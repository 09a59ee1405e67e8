import type { DeskCallback } from "../../src/domain/desktop/desktop-callback.ts";
import { anId, aRequest } from "./requests.ts";

export const TASK_ID = anId("WT", 1);

/** A callback that the agent at the desk has accepted. */
export function aDeskCallback(details: Partial<DeskCallback> = {}): DeskCallback {
  return { taskId: TASK_ID, state: "assigned", mine: true, requeued: "no", request: aRequest(), ...details };
}
