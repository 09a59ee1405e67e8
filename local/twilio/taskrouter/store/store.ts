import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import { badRequest } from "../../refusal.ts";
import { checkAttributes } from "./attributes.ts";
import { channelOf, tasksHeld } from "./eligibility.ts";
import { EventLog } from "./event-log.ts";
import type { Listener } from "./events.ts";
import { reservationOf, taskOf, taskQueueOf, workerOf, workflowOf } from "./lookup.ts";
import type { Reservation, Task, TaskQueue, Worker, WorkerChannel, Workflow } from "./model.ts";
import { accept, giveBack, requireState } from "./reservation-states.ts";
import { Router } from "./router.ts";
import {
  changeWorkflow,
  newTaskQueue,
  newWorkflow,
  removeTaskQueue,
  removeWorkflow,
  type TaskQueueFields,
  type WorkflowFields,
} from "./routing-rules.ts";
import { seed } from "./seed.ts";
import { WorkspaceState } from "./state.ts";
import { Tallies } from "./tallies.ts";
import {
  checkPriority,
  checkVirtualStartTime,
  findTaskChannel,
  newTask,
  type TaskRequest,
} from "./task-requests.ts";
import { cancel, complete, removeUnfinished, wrapUp } from "./task-states.ts";
import {
  changeWorker,
  changeWorkerChannel,
  requireActivity,
  type WorkerChanges,
  type WorkerChannelChanges,
} from "./workers.ts";

export interface TaskChanges {
  readonly attributes?: string | undefined;
  readonly assignmentStatus?: Task["assignmentStatus"] | undefined;
  readonly reason?: string | undefined;
  readonly priority?: number | undefined;
  readonly taskChannel?: string | undefined;
  readonly virtualStartTime?: number | undefined;
}

/**
 * The TaskRouter workspace. REST and Flex's event bridge both use these methods. They throw a Refusal where Twilio would
 * refuse, and publish every event to subscribers.
 */
export class Store {
  readonly state: WorkspaceState;
  readonly tallies: Tallies;
  readonly log: EventLog;
  readonly #router: Router;

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.state = new WorkspaceState(account, clock);
    this.#router = new Router(this.state);
    this.tallies = new Tallies(this.state);
    this.log = new EventLog(this.state);
    seed(this.state);
  }

  /** Calls `listener` with every event from now on. The returned function ends this. */
  subscribe(listener: Listener): () => void {
    return this.state.events.subscribe(listener);
  }

  /** Resets the workspace to its state at the start. Subscribers stay. */
  reset(): void {
    this.state.clear();
    this.#router.clear();
    this.tallies.clear();
    this.log.clear();
    seed(this.state);
  }

  createTask(request: TaskRequest): Task {
    const task = newTask(this.state, request);
    this.state.tasks.set(task.sid, task);
    this.state.setDeadline(`time to live ${task.sid}`, task.dateCreated + task.timeout * 1000, () => {
      this.#outlive(task.sid);
    });
    this.state.events.publish({ kind: "task.created", task });
    this.#router.enter(task);
    this.#router.run();

    return this.state.tasks.get(task.sid) ?? task;
  }

  /**
   * Cancels the task of an outbound call that was not answered. The reservation has the reason.
   * https://support.twilio.com/hc/en-us/articles/48779348972827
   */
  cancelOutboundCall(reservationSid: string, canceledReasonCode: number): Reservation {
    const reservation = reservationOf(this.state, reservationSid);
    const task = taskOf(this.state, reservation.taskSid);
    this.state.changeReservation(reservation, { canceledReasonCode });
    cancel(this.state, task);
    this.#router.run();

    return reservationOf(this.state, reservationSid);
  }

  /** Unverified: that a waiting task whose attributes change is not routed again. */
  updateTask(sid: string, changes: TaskChanges): Task {
    const task = taskOf(this.state, sid);
    const { assignmentStatus: status } = changes;
    if (changes.attributes !== undefined && (status === "wrapping" || status === "completed")) {
      throw badRequest("Attributes and AssignmentStatus cannot be updated in one request");
    }
    const fields = {
      ...(changes.attributes === undefined ? {} : { attributes: checkAttributes(changes.attributes) }),
      ...(changes.priority === undefined ? {} : { priority: checkPriority(changes.priority) }),
      ...(changes.taskChannel === undefined
        ? {}
        : { taskChannelSid: findTaskChannel(this.state, changes.taskChannel).sid }),
      ...(changes.virtualStartTime === undefined
        ? {}
        : { virtualStartTime: checkVirtualStartTime(this.state, changes.virtualStartTime) }),
    };
    const moved = status === undefined ? task : this.#moveTask(task, status, changes.reason);
    if (Object.keys(fields).length > 0) {
      const task = this.state.changeTask(moved, fields);
      this.state.events.publish({ kind: "task.updated", task });
    }
    this.#router.run();

    return taskOf(this.state, sid);
  }

  deleteTask(sid: string): void {
    removeUnfinished(this.state, taskOf(this.state, sid), "task.deleted");
    this.#router.run();
  }

  acceptReservation(sid: string): Reservation {
    return accept(this.state, reservationOf(this.state, sid));
  }

  /** Rejects the reservation, so that the task is offered again. May move the worker to another activity. */
  rejectReservation(sid: string, activitySid?: string): Reservation {
    const reservation = reservationOf(this.state, sid);
    if (activitySid !== undefined) requireActivity(this.state, activitySid);
    const rejected = giveBack(this.state, reservation, "rejected");
    if (activitySid !== undefined) {
      changeWorker(this.state, workerOf(this.state, rejected.workerSid), { activitySid });
    }
    this.#router.reenter(rejected.taskSid);
    this.#router.run();

    return rejected;
  }

  wrapUpReservation(sid: string): Reservation {
    const reservation = reservationOf(this.state, sid);
    requireState(reservation, ["accepted"], "wrapping");
    wrapUp(this.state, taskOf(this.state, reservation.taskSid));

    return reservationOf(this.state, sid);
  }

  completeReservation(sid: string): Reservation {
    const reservation = reservationOf(this.state, sid);
    requireState(reservation, ["accepted", "wrapping"], "completed");
    complete(this.state, taskOf(this.state, reservation.taskSid));
    this.#router.run();

    return reservationOf(this.state, sid);
  }

  /** A worker who becomes unavailable keeps pending reservations, unless `rejectPendingReservations` is set. */
  updateWorker(sid: string, changes: WorkerChanges, rejectPendingReservations = false): Worker {
    const worker = workerOf(this.state, sid);
    const activity = this.state.activities.get(changes.activitySid ?? worker.activitySid);
    if (rejectPendingReservations && activity?.available) {
      throw badRequest("RejectPendingReservations is only valid with an activity that is not available");
    }
    changeWorker(this.state, worker, changes);
    if (rejectPendingReservations) {
      for (const { sid: reservationSid } of this.reservationsOfWorker(sid, ["pending"])) {
        this.rejectReservation(reservationSid);
      }
    }
    this.#router.run();

    return workerOf(this.state, sid);
  }

  updateWorkerChannel(channel: WorkerChannel, changes: WorkerChannelChanges): WorkerChannel {
    const worker = workerOf(this.state, channel.workerSid);
    const changed = changeWorkerChannel(this.state, channel, worker, changes);
    this.#router.run();

    return changed;
  }

  reservationsOfWorker(
    workerSid: string,
    statuses: readonly Reservation["status"][],
  ): readonly Reservation[] {
    return [...this.state.reservations.values()].filter(
      (reservation) => reservation.workerSid === workerSid && statuses.includes(reservation.status),
    );
  }

  /** The number of tasks that the worker is offered or holds on this channel, and the channel's capacity. */
  loadOf(channel: WorkerChannel): { held: number; capacity: number } {
    return {
      held: tasksHeld(this.state, channel.workerSid, channel.taskChannelSid),
      capacity: channel.capacity,
    };
  }

  workerChannel(workerSid: string, taskChannelSid: string): WorkerChannel | undefined {
    return channelOf(this.state, workerSid, taskChannelSid);
  }

  createWorkflow(fields: WorkflowFields): Workflow {
    return newWorkflow(this.state, fields);
  }

  /** With `reEvaluateTasks`, waiting tasks start again at the top of the changed workflow. */
  updateWorkflow(sid: string, fields: WorkflowFields, reEvaluateTasks = false): Workflow {
    const workflow = changeWorkflow(this.state, workflowOf(this.state, sid), fields);
    if (reEvaluateTasks) {
      for (const task of this.state.tasks.values()) {
        if (task.workflowSid === sid) this.#router.reenter(task.sid);
      }
      this.#router.run();
    }

    return workflow;
  }

  removeWorkflow(sid: string): void {
    removeWorkflow(this.state, workflowOf(this.state, sid));
  }

  removeTaskQueue(sid: string): void {
    removeTaskQueue(this.state, taskQueueOf(this.state, sid));
  }

  createTaskQueue(fields: TaskQueueFields): TaskQueue {
    return newTaskQueue(this.state, fields);
  }

  /** A request may set only these three states; reservations cause the others. The words are unverified. */
  #moveTask(task: Task, status: Task["assignmentStatus"], reason: string | undefined): Task {
    switch (status) {
      case "canceled":
        return cancel(this.state, task, reason);
      case "wrapping":
        return wrapUp(this.state, task, reason);
      case "completed":
        return complete(this.state, task, reason);
      case "pending":
      case "reserved":
      case "assigned":
        throw badRequest(`AssignmentStatus cannot be set to ${status}`);
    }
  }

  #outlive(sid: string): void {
    cancel(this.state, taskOf(this.state, sid), "Task TTL Exceeded");
    this.#router.run();
  }
}
