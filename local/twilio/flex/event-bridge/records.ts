import { Records, type TaskRouterRecord } from "../../taskrouter/records.ts";
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

export type BridgeRecord = TaskRouterRecord;

/**
 * Records of the event bridge. They resemble those of REST, but times are seconds since 1970, and a reservation contains its
 * task. They have the fields that twilio-taskrouter 2.1.1 requires.
 */
export class BridgeRecords {
  readonly #store: Store;
  readonly #records: Records<number>;

  constructor(store: Store) {
    this.#store = store;
    this.#records = new Records(store, (milliseconds) => Math.floor(milliseconds / 1000));
  }

  worker(worker: Worker): BridgeRecord {
    return { ...this.#records.worker(worker), version: String(worker.version) };
  }

  activity(activity: Activity): BridgeRecord {
    return this.#records.activity(activity);
  }

  /** Only `last_reserved_time` is in milliseconds, because the client does not multiply it. */
  workerChannel(channel: WorkerChannel): BridgeRecord {
    return {
      ...this.#records.workerChannel(channel),
      last_reserved_time: this.#store.state.workers.get(channel.workerSid)?.lastReservedAt ?? 0,
    };
  }

  task(task: Task): BridgeRecord {
    const { taskQueues, workflows } = this.#store.state;

    return {
      ...this.#records.task(task),
      queue_sid: task.taskQueueSid,
      queue_name: taskQueues.get(task.taskQueueSid ?? "")?.friendlyName ?? null,
      workflow_name: workflows.get(task.workflowSid)?.friendlyName ?? null,
      version: task.version,
    };
  }

  /** @param task the task as it was at the time, if it is gone now */
  reservation(reservation: Reservation, task?: Task): BridgeRecord {
    return {
      ...this.#records.reservation(reservation),
      reservation_timeout: reservation.timeout,
      ...(reservation.canceledReasonCode === undefined
        ? {}
        : { canceled_reason_code: reservation.canceledReasonCode }),
      task: this.task(task ?? taskOf(this.#store.state, reservation.taskSid)),
      version: reservation.version,
    };
  }

  /**
   * The answer to a change of a reservation. It holds no task: the client hears of that by an event. After the mocks
   * of https://github.com/twilio/twilio-taskrouter.js.
   */
  changedReservation(reservation: Reservation): BridgeRecord {
    const { tasks, workers } = this.#store.state;

    return {
      ...this.#records.reservation(reservation),
      task_sid: reservation.taskSid,
      task_channel_sid: tasks.get(reservation.taskSid)?.taskChannelSid ?? null,
      worker_name: workers.get(reservation.workerSid)?.friendlyName ?? null,
      version: reservation.version,
    };
  }

  taskQueue(queue: TaskQueue): BridgeRecord {
    return this.#records.taskQueue(queue);
  }
}
