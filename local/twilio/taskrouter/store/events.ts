import type { Reservation, Task, Worker, WorkerChannel } from "./model.ts";

/** An event in the workspace, under Twilio's name: https://www.twilio.com/docs/taskrouter/api/event/reference */
export type WorkspaceEvent =
  | { readonly kind: TaskEventKind; readonly task: Task }
  | {
      readonly kind: ReservationEventKind;
      readonly reservation: Reservation;
      readonly task: Task;
      readonly worker: Worker;
    }
  | { readonly kind: WorkerEventKind; readonly worker: Worker }
  | { readonly kind: WorkerChannelEventKind; readonly worker: Worker; readonly channel: WorkerChannel };

export type TaskEventKind =
  | "task.created"
  | "task.updated"
  | "task.canceled"
  | "task.wrapup"
  | "task.completed"
  | "task.deleted"
  | "task.system-deleted"
  | "task-queue.entered";

export type ReservationEventKind =
  | "reservation.created"
  | "reservation.accepted"
  | "reservation.rejected"
  | "reservation.timeout"
  | "reservation.canceled"
  | "reservation.rescinded"
  | "reservation.wrapup"
  | "reservation.completed";

export type WorkerEventKind = "worker.activity.update" | "worker.attributes.update";

export type WorkerChannelEventKind = "worker.capacity.update" | "worker.channel.availability.update";

export type Listener = (event: WorkspaceEvent) => void;

/** Delivers events one after the other, even if a listener changes the store and so causes the next event. */
export class EventBus {
  readonly #listeners = new Set<Listener>();
  readonly #waiting: WorkspaceEvent[] = [];
  #delivering = false;

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);

    return () => {
      this.#listeners.delete(listener);
    };
  }

  publish(event: WorkspaceEvent): void {
    this.#waiting.push(event);
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
        for (const listener of this.#listeners) listener(next);
      }
    } finally {
      this.#delivering = false;
    }
  }
}
