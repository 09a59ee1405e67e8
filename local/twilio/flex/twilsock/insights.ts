import { readAttributes } from "../../taskrouter/store/attributes.ts";
import { workersOfQueue } from "../../taskrouter/store/eligibility.ts";
import type { WorkspaceEvent } from "../../taskrouter/store/events.ts";
import type { Reservation, TaskQueue, Worker } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import { isoTime } from "../../wire/http/dates.ts";

/** The indexes that Flex's supervisor views search: workers, their reservations, and queues. */
export type IndexName = "tr-worker" | "tr-reservation" | "tr-queue";

export interface IndexItem {
  readonly key: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Every change adds one. */
  readonly revision: number;
}

/** A change of an item. Absent `item`: it is gone. */
export interface IndexChange {
  readonly index: IndexName;
  readonly key: string;
  readonly item: IndexItem | undefined;
}

const OPEN = new Set<Reservation["status"]>(["pending", "accepted", "wrapping"]);

/** Sync's Insights indexes over the store. Items have the fields that flex-ui 2.17.1 reads. */
export class Insights {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  static isIndex(name: string): name is IndexName {
    return name === "tr-worker" || name === "tr-reservation" || name === "tr-queue";
  }

  items(index: IndexName): readonly IndexItem[] {
    const { workers, reservations, taskQueues } = this.#store.state;
    switch (index) {
      case "tr-worker":
        return [...workers.values()].map((worker) => this.#worker(worker));
      case "tr-reservation":
        return [...reservations.values()].flatMap((reservation) => this.#reservation(reservation) ?? []);
      case "tr-queue":
        return [...taskQueues.values()].map(queueItem);
    }
  }

  changesBy(event: WorkspaceEvent): readonly IndexChange[] {
    if ("reservation" in event) return [this.#reservationChange(event.reservation)];
    if ("task" in event) {
      return this.#store.state.reservationsOf(event.task.sid).map((each) => this.#reservationChange(each));
    }
    const { sid } = event.worker;

    return [{ index: "tr-worker", key: sid, item: this.#worker(event.worker) }];
  }

  #reservationChange(reservation: Reservation): IndexChange {
    return { index: "tr-reservation", key: reservation.sid, item: this.#reservation(reservation) };
  }

  #worker(worker: Worker): IndexItem {
    const { activities, taskQueues } = this.#store.state;
    const queues = [...taskQueues.keys()].filter((sid) =>
      workersOfQueue(this.#store.state, sid).includes(worker),
    );

    return {
      key: worker.sid,
      revision: worker.version,
      data: {
        worker_sid: worker.sid,
        friendly_name: worker.friendlyName,
        attributes: readAttributes(worker.attributes),
        activity_name: activities.get(worker.activitySid)?.friendlyName ?? null,
        date_activity_changed: isoTime(worker.dateStatusChanged),
        date_updated: isoTime(worker.dateUpdated),
        queue_sids: queues,
      },
    };
  }

  #reservation(reservation: Reservation): IndexItem | undefined {
    const { tasks, taskQueues, taskChannels, clock } = this.#store.state;
    const task = tasks.get(reservation.taskSid);
    if (!task || !OPEN.has(reservation.status)) return undefined;

    return {
      key: reservation.sid,
      revision: reservation.version + task.version,
      data: {
        reservation_sid: reservation.sid,
        task_sid: task.sid,
        worker_sid: reservation.workerSid,
        status: reservation.status,
        task_status: task.assignmentStatus,
        attributes: readAttributes(task.attributes),
        task_age: Math.floor((clock.time() - task.dateCreated) / 1000),
        task_priority: task.priority,
        task_routing_target: task.routingTarget,
        task_channel_unique_name: taskChannels.get(task.taskChannelSid)?.uniqueName ?? null,
        queue_name: taskQueues.get(task.taskQueueSid ?? "")?.friendlyName ?? null,
        date_created: isoTime(reservation.dateCreated),
        date_updated: isoTime(reservation.dateUpdated),
      },
    };
  }
}

function queueItem(queue: TaskQueue): IndexItem {
  return { key: queue.sid, revision: 0, data: { queue_sid: queue.sid, queue_name: queue.friendlyName } };
}
