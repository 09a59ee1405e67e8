import { notFound } from "../../refusal.ts";
import type { Activity, Reservation, Task, TaskChannel, TaskQueue, Worker, Workflow } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

/** Finds the record, or throws Twilio's refusal: 404 with the path of the record. */
export function taskOf(state: WorkspaceState, sid: string): Task {
  return state.tasks.get(sid) ?? missing(state, `Tasks/${sid}`);
}

export function reservationOf(state: WorkspaceState, sid: string): Reservation {
  return state.reservations.get(sid) ?? missing(state, `Reservations/${sid}`);
}

export function workerOf(state: WorkspaceState, sid: string): Worker {
  return state.workers.get(sid) ?? missing(state, `Workers/${sid}`);
}

export function activityOf(state: WorkspaceState, sid: string): Activity {
  return state.activities.get(sid) ?? missing(state, `Activities/${sid}`);
}

export function workflowOf(state: WorkspaceState, sid: string): Workflow {
  return state.workflows.get(sid) ?? missing(state, `Workflows/${sid}`);
}

export function taskQueueOf(state: WorkspaceState, sid: string): TaskQueue {
  return state.taskQueues.get(sid) ?? missing(state, `TaskQueues/${sid}`);
}

export function taskChannelOf(state: WorkspaceState, sid: string): TaskChannel {
  return state.taskChannels.get(sid) ?? missing(state, `TaskChannels/${sid}`);
}

function missing(state: WorkspaceState, path: string): never {
  throw notFound(`/Workspaces/${state.account.workspaceSid}/${path}`);
}
