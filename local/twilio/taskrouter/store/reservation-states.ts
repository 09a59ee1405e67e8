import { badRequest } from "../../refusal.ts";
import { newSid } from "../../sids.ts";
import type { ReservationEventKind } from "./events.ts";
import { taskOf, workerOf } from "./lookup.ts";
import type { Reservation, Task, Worker } from "./model.ts";
import type { WorkspaceState } from "./state.ts";
import { assign } from "./task-states.ts";

/** Offers a task to a worker. `onTimeout` runs if the worker does not answer in time. */
export function reserve(
  state: WorkspaceState,
  task: Task,
  worker: Worker,
  onTimeout: (reservation: Reservation) => void,
): Reservation {
  const now = state.clock.time();
  const reservation: Reservation = {
    sid: newSid("WR"),
    taskSid: task.sid,
    workerSid: worker.sid,
    status: "pending",
    timeout: state.workflows.get(task.workflowSid)?.taskReservationTimeout ?? 120,
    dateCreated: now,
    dateUpdated: now,
    version: 0,
  };
  state.addReservation(reservation);
  state.setDeadline(`reservation ${reservation.sid}`, now + reservation.timeout * 1000, () => {
    const current = state.reservations.get(reservation.sid);
    if (current?.status === "pending") onTimeout(current);
  });
  const reserved = state.changeTask(task, {
    assignmentStatus: "reserved",
    assignmentCount: task.assignmentCount + 1,
  });
  state.workers.set(worker.sid, { ...worker, lastReservedAt: now });
  publish(state, "reservation.created", reservation, reserved);

  return reservation;
}

/**
 * The agent takes the task. That of a caller who waits reads `reserved` until the agent has the caller: so say the tests
 * of Twilio's own client, https://github.com/twilio/twilio-taskrouter.js.
 */
export function accept(state: WorkspaceState, reservation: Reservation): Reservation {
  requireState(reservation, ["pending"], "accepted");
  state.cancelDeadline(`reservation ${reservation.sid}`);
  const accepted = state.changeReservation(reservation, { status: "accepted" });
  const milliseconds = state.bridgesFor(reservation.taskSid);
  if (milliseconds === 0) handOver(state, accepted);
  else {
    state.setDeadline(`reservation ${reservation.sid}`, state.clock.time() + milliseconds, () => {
      const current = state.reservations.get(reservation.sid);
      if (current?.status === "accepted") handOver(state, current);
    });
  }

  return accepted;
}

function handOver(state: WorkspaceState, accepted: Reservation): void {
  const task = assign(state, taskOf(state, accepted.taskSid));
  publish(state, "reservation.accepted", accepted, task);
  state.events.publish({ kind: "task.updated", task });
}

/** Makes the task wait again. The caller must route it again. */
export function giveBack(
  state: WorkspaceState,
  reservation: Reservation,
  status: "rejected" | "timeout",
): Reservation {
  requireState(reservation, ["pending"], status);
  state.cancelDeadline(`reservation ${reservation.sid}`);
  const ended = state.changeReservation(reservation, { status });
  const task = state.changeTask(taskOf(state, reservation.taskSid), { assignmentStatus: "pending" });
  publish(state, `reservation.${status}`, ended, task);
  state.events.publish({ kind: "task.updated", task });

  return ended;
}

/**
 * https://support.twilio.com/hc/en-us/articles/40136086868507. Unverified: that the code is 20001, and that Twilio
 * uses the same words for states other than `pending`.
 */
export function requireState(
  reservation: Reservation,
  expected: readonly Reservation["status"][],
  wanted: Reservation["status"],
): void {
  if (!expected.includes(reservation.status)) {
    throw badRequest(
      `Reservation ${reservation.sid} not in expected state [${expected.join(", ")}] and cannot be updated to [${wanted}]`,
    );
  }
}

function publish(
  state: WorkspaceState,
  kind: ReservationEventKind,
  reservation: Reservation,
  task: Task,
): void {
  state.events.publish({ kind, reservation, task, worker: workerOf(state, reservation.workerSid) });
}
