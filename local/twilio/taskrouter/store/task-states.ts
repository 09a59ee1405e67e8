import { badRequest } from "../../refusal.ts";
import type { Reservation, Task } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

/** https://www.twilio.com/docs/taskrouter/lifecycle-task-state */
const FINISHED_TASK_STAYS_MS = 5 * 60_000;
/** This limit cannot be raised: https://www.twilio.com/docs/taskrouter/limits */
const ASSIGNED_TASK_STAYS_MS = 24 * 3_600_000;

export function assign(state: WorkspaceState, task: Task): Task {
  state.cancelDeadline(`time to live ${task.sid}`);
  state.cancelDeadline(`target ${task.sid}`);
  state.setDeadline(`assigned ${task.sid}`, state.clock.time() + ASSIGNED_TASK_STAYS_MS, () => {
    const current = state.tasks.get(task.sid);
    if (current) removeUnfinished(state, current, "task.system-deleted");
  });

  return state.changeTask(task, { assignmentStatus: "assigned" });
}

export function wrapUp(state: WorkspaceState, task: Task, reason?: string): Task {
  if (task.assignmentStatus !== "assigned") {
    throw badRequest(`Cannot wrap up a task ${named(state, task)} because it's not currently assigned`);
  }
  const wrapping = state.changeTask(task, {
    assignmentStatus: "wrapping",
    ...(reason === undefined ? {} : { reason }),
  });
  const reservations = changeReservations(state, task, ["accepted"], "wrapping");
  state.events.publish({ kind: "task.wrapup", task: wrapping });
  publishReservations(state, "reservation.wrapup", reservations, wrapping);
  state.events.publish({ kind: "task.updated", task: wrapping });

  return wrapping;
}

export function complete(state: WorkspaceState, task: Task, reason?: string): Task {
  if (task.assignmentStatus !== "assigned" && task.assignmentStatus !== "wrapping") {
    throw badRequest(`Cannot complete task ${named(state, task)} because it is not currently assigned.`);
  }
  const completed = finish(state, task, "completed", reason);
  const reservations = changeReservations(state, task, ["accepted", "wrapping"], "completed");
  state.events.publish({ kind: "task.completed", task: completed });
  publishReservations(state, "reservation.completed", reservations, completed);
  state.events.publish({ kind: "task.updated", task: completed });

  return completed;
}

export function cancel(state: WorkspaceState, task: Task, reason?: string): Task {
  if (task.assignmentStatus !== "pending" && task.assignmentStatus !== "reserved") {
    throw badRequest(`Cannot cancel task ${named(state, task)} because it is not pending or reserved.`);
  }
  const canceled = finish(state, task, "canceled", reason);
  // One that is accepted still waits for its caller.
  const reservations = changeReservations(state, task, ["pending", "accepted"], "canceled");
  state.events.publish({ kind: "task.canceled", task: canceled });
  publishReservations(state, "reservation.canceled", reservations, canceled);
  state.events.publish({ kind: "task.updated", task: canceled });

  return canceled;
}

/**
 * Deletes a task in whatever state it is. The reservation of an agent who has it ends as completed, and an offer as
 * canceled, with a task that reads canceled too: so say the integration tests of Twilio's own client,
 * https://github.com/twilio/twilio-taskrouter.js. Unverified: that the end of a day with an agent is the same.
 */
export function removeUnfinished(
  state: WorkspaceState,
  task: Task,
  kind: "task.deleted" | "task.system-deleted",
): void {
  const taken = changeReservations(state, task, ["accepted", "wrapping"], "completed");
  const offered = changeReservations(state, task, ["pending"], "canceled");
  state.removeTask(task);
  state.events.publish({ kind, task });
  publishReservations(state, "reservation.completed", taken, { ...task, assignmentStatus: "completed" });
  publishReservations(state, "reservation.canceled", offered, { ...task, assignmentStatus: "canceled" });
}

function finish(
  state: WorkspaceState,
  task: Task,
  assignmentStatus: "completed" | "canceled",
  reason: string | undefined,
): Task {
  for (const kind of ["time to live", "target", "assigned"]) state.cancelDeadline(`${kind} ${task.sid}`);
  state.setDeadline(`gone ${task.sid}`, state.clock.time() + FINISHED_TASK_STAYS_MS, () => {
    const current = state.tasks.get(task.sid);
    if (!current) return;
    state.removeTask(current);
    if (state.reportsEveryRemoval) state.events.publish({ kind: "task.system-deleted", task: current });
  });

  return state.changeTask(task, { assignmentStatus, ...(reason === undefined ? {} : { reason }) });
}

function changeReservations(
  state: WorkspaceState,
  task: Task,
  from: readonly Reservation["status"][],
  status: Reservation["status"],
): readonly Reservation[] {
  return state
    .reservationsOf(task.sid)
    .filter((reservation) => from.includes(reservation.status))
    .map((reservation) => {
      state.cancelDeadline(`reservation ${reservation.sid}`);
      return state.changeReservation(reservation, { status });
    });
}

function publishReservations(
  state: WorkspaceState,
  kind: "reservation.wrapup" | "reservation.completed" | "reservation.canceled",
  reservations: readonly Reservation[],
  task: Task,
): void {
  for (const reservation of reservations) {
    const worker = state.workers.get(reservation.workerSid);
    if (worker) state.events.publish({ kind, reservation, task, worker });
  }
}

function named(state: WorkspaceState, task: Task): string {
  return `${task.sid} in workspace ${state.account.workspaceSid} for account ${state.account.accountSid}`;
}
