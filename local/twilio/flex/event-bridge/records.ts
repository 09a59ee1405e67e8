import { taskOf } from "../../taskrouter/store/lookup.ts";
import type {
  Activity,
  Reservation,
  Task,
  TaskQueue,
  Worker,
  WorkerChannel,
} from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";

export type BridgeRecord = Readonly<Record<string, unknown>>;

/**
 * Records as the event bridge shows them: like those of REST, but with times in seconds since 1970 and with the
 * task inside its reservation. The fields are those that twilio-taskrouter 2.1.1 insists on.
 */
export class BridgeRecords {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  worker(worker: Worker): BridgeRecord {
    const activity = this.#store.state.activities.get(worker.activitySid);

    return {
      ...this.#owner,
      sid: worker.sid,
      friendly_name: worker.friendlyName,
      attributes: worker.attributes,
      activity_sid: worker.activitySid,
      activity_name: activity?.friendlyName ?? null,
      available: activity?.available ?? false,
      date_created: seconds(worker.dateCreated),
      date_updated: seconds(worker.dateUpdated),
      date_status_changed: seconds(worker.dateStatusChanged),
      version: String(worker.version),
    };
  }

  activity(activity: Activity): BridgeRecord {
    return {
      ...this.#owner,
      sid: activity.sid,
      friendly_name: activity.friendlyName,
      available: activity.available,
      date_created: seconds(activity.dateCreated),
      date_updated: seconds(activity.dateCreated),
    };
  }

  /** `last_reserved_time` alone is in milliseconds: the client does not multiply it. */
  workerChannel(channel: WorkerChannel): BridgeRecord {
    const { held, capacity } = this.#store.loadOf(channel);
    const { taskChannels, workers } = this.#store.state;

    return {
      ...this.#owner,
      sid: channel.sid,
      worker_sid: channel.workerSid,
      task_channel_sid: channel.taskChannelSid,
      task_channel_unique_name: taskChannels.get(channel.taskChannelSid)?.uniqueName ?? null,
      available: channel.available,
      assigned_tasks: held,
      configured_capacity: capacity,
      available_capacity_percentage:
        capacity === 0 ? 0 : Math.max(0, Math.round(((capacity - held) / capacity) * 100)),
      last_reserved_time: workers.get(channel.workerSid)?.lastReservedAt ?? 0,
      date_created: seconds(channel.dateCreated),
      date_updated: seconds(channel.dateUpdated),
    };
  }

  task(task: Task): BridgeRecord {
    const { clock, taskChannels, taskQueues, workflows } = this.#store.state;

    return {
      ...this.#owner,
      sid: task.sid,
      addons: "{}",
      age: Math.floor((clock.time() - task.dateCreated) / 1000),
      attributes: task.attributes,
      assignment_status: task.assignmentStatus,
      priority: task.priority,
      reason: task.reason,
      routing_target: task.routingTarget,
      timeout: task.timeout,
      queue_sid: task.taskQueueSid,
      queue_name: taskQueues.get(task.taskQueueSid ?? "")?.friendlyName ?? null,
      workflow_sid: task.workflowSid,
      workflow_name: workflows.get(task.workflowSid)?.friendlyName ?? null,
      task_channel_sid: task.taskChannelSid,
      task_channel_unique_name: taskChannels.get(task.taskChannelSid)?.uniqueName ?? null,
      date_created: seconds(task.dateCreated),
      date_updated: seconds(task.dateUpdated),
      virtual_start_time: seconds(task.virtualStartTime),
      version: task.version,
    };
  }

  /** The task as it was then, where it is gone by now. */
  reservation(reservation: Reservation, task?: Task): BridgeRecord {
    return {
      ...this.#owner,
      sid: reservation.sid,
      worker_sid: reservation.workerSid,
      reservation_status: reservation.status,
      reservation_timeout: reservation.timeout,
      ...(reservation.canceledReasonCode === undefined
        ? {}
        : { canceled_reason_code: reservation.canceledReasonCode }),
      task: this.task(task ?? taskOf(this.#store.state, reservation.taskSid)),
      date_created: seconds(reservation.dateCreated),
      date_updated: seconds(reservation.dateUpdated),
      version: reservation.version,
    };
  }

  taskQueue(queue: TaskQueue): BridgeRecord {
    return {
      ...this.#owner,
      sid: queue.sid,
      friendly_name: queue.friendlyName,
      target_workers: queue.targetWorkers,
      max_reserved_workers: queue.maxReservedWorkers,
      task_order: queue.taskOrder,
      assignment_activity_sid: null,
      assignment_activity_name: null,
      reservation_activity_sid: null,
      reservation_activity_name: null,
      date_created: seconds(queue.dateCreated),
      date_updated: seconds(queue.dateUpdated),
    };
  }

  get #owner(): BridgeRecord {
    const { accountSid, workspaceSid } = this.#store.state.account;

    return { account_sid: accountSid, workspace_sid: workspaceSid };
  }
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
