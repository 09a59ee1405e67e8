import type { Activity, Reservation, Task, TaskQueue, Worker, WorkerChannel } from "./store/model.ts";
import type { Store } from "./store/store.ts";

export type TaskRouterRecord = Readonly<Record<string, unknown>>;

/**
 * The fields that TaskRouter's records have both in REST and in Flex's event bridge.
 *
 * @typeParam Time the form of times in one of the two
 */
export class Records<Time extends string | number> {
  readonly #store: Store;
  readonly #time: (milliseconds: number) => Time;

  constructor(store: Store, time: (milliseconds: number) => Time) {
    this.#store = store;
    this.#time = time;
  }

  get owner(): TaskRouterRecord {
    const { accountSid, workspaceSid } = this.#store.state.account;

    return { account_sid: accountSid, workspace_sid: workspaceSid };
  }

  task(task: Task): TaskRouterRecord {
    return {
      ...this.#base(task),
      addons: "{}",
      age: Math.floor((this.#store.state.clock.time() - task.dateCreated) / 1000),
      attributes: task.attributes,
      assignment_status: task.assignmentStatus,
      priority: task.priority,
      reason: task.reason,
      routing_target: task.routingTarget,
      timeout: task.timeout,
      workflow_sid: task.workflowSid,
      task_channel_sid: task.taskChannelSid,
      task_channel_unique_name: this.#channelName(task.taskChannelSid),
      virtual_start_time: this.#time(task.virtualStartTime),
    };
  }

  reservation(reservation: Reservation): TaskRouterRecord {
    return {
      ...this.#base(reservation),
      worker_sid: reservation.workerSid,
      reservation_status: reservation.status,
    };
  }

  worker(worker: Worker): TaskRouterRecord {
    const activity = this.#store.state.activities.get(worker.activitySid);

    return {
      ...this.#base(worker),
      friendly_name: worker.friendlyName,
      attributes: worker.attributes,
      activity_sid: worker.activitySid,
      activity_name: activity?.friendlyName ?? null,
      available: activity?.available ?? false,
      date_status_changed: this.#time(worker.dateStatusChanged),
    };
  }

  workerChannel(channel: WorkerChannel): TaskRouterRecord {
    const { held, capacity } = this.#store.loadOf(channel);

    return {
      ...this.#base(channel),
      worker_sid: channel.workerSid,
      task_channel_sid: channel.taskChannelSid,
      task_channel_unique_name: this.#channelName(channel.taskChannelSid),
      available: channel.available,
      assigned_tasks: held,
      configured_capacity: capacity,
      available_capacity_percentage:
        capacity === 0 ? 0 : Math.max(0, Math.round(((capacity - held) / capacity) * 100)),
    };
  }

  activity(activity: Activity): TaskRouterRecord {
    return {
      ...this.#base({ ...activity, dateUpdated: activity.dateCreated }),
      friendly_name: activity.friendlyName,
      available: activity.available,
    };
  }

  taskQueue(queue: TaskQueue): TaskRouterRecord {
    return {
      ...this.#base(queue),
      friendly_name: queue.friendlyName,
      target_workers: queue.targetWorkers,
      max_reserved_workers: queue.maxReservedWorkers,
      task_order: queue.taskOrder,
      assignment_activity_sid: null,
      assignment_activity_name: null,
      reservation_activity_sid: null,
      reservation_activity_name: null,
    };
  }

  #base(record: Pick<Task, "sid" | "dateCreated" | "dateUpdated">): TaskRouterRecord {
    return {
      ...this.owner,
      sid: record.sid,
      date_created: this.#time(record.dateCreated),
      date_updated: this.#time(record.dateUpdated),
    };
  }

  #channelName(taskChannelSid: string): string | null {
    return this.#store.state.taskChannels.get(taskChannelSid)?.uniqueName ?? null;
  }
}
