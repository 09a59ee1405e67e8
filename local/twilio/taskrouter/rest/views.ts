import { isoTime, isoTimeOrNull } from "../../wire/http/dates.ts";
import { Records, type TaskRouterRecord } from "../records.ts";
import type {
  Activity,
  Reservation,
  Task,
  TaskChannel,
  TaskQueue,
  Worker,
  WorkerChannel,
  Workflow,
} from "../store/model.ts";
import type { Store } from "../store/store.ts";

export type View = TaskRouterRecord;

/** Records as TaskRouter's REST API shows them. */
export class Views {
  readonly #store: Store;
  readonly #records: Records<string>;

  constructor(store: Store) {
    this.#store = store;
    this.#records = new Records(store, isoTime);
  }

  get base(): string {
    return `https://taskrouter.twilio.com/v1/Workspaces/${this.#store.state.account.workspaceSid}`;
  }

  task(task: Task): View {
    const { state } = this.#store;
    const url = `${this.base}/Tasks/${task.sid}`;

    return {
      ...this.#records.task(task),
      task_queue_entered_date: isoTimeOrNull(task.taskQueueEnteredDate),
      task_queue_sid: task.taskQueueSid,
      task_queue_friendly_name: state.taskQueues.get(task.taskQueueSid ?? "")?.friendlyName ?? null,
      workflow_friendly_name: state.workflows.get(task.workflowSid)?.friendlyName ?? null,
      ignore_capacity: task.ignoreCapacity,
      url,
      links: {
        workspace: this.base,
        workflow: `${this.base}/Workflows/${task.workflowSid}`,
        ...(task.taskQueueSid === null ? {} : { task_queue: `${this.base}/TaskQueues/${task.taskQueueSid}` }),
        reservations: `${url}/Reservations`,
      },
    };
  }

  /** The address of a reservation is below its task or below its worker. */
  reservation(reservation: Reservation, parent: "Tasks" | "Workers"): View {
    const task = `${this.base}/Tasks/${reservation.taskSid}`;
    const worker = `${this.base}/Workers/${reservation.workerSid}`;

    return {
      ...this.#records.reservation(reservation),
      task_sid: reservation.taskSid,
      worker_name: this.#store.state.workers.get(reservation.workerSid)?.friendlyName ?? null,
      url: `${parent === "Tasks" ? task : worker}/Reservations/${reservation.sid}`,
      links: { task, worker, workspace: this.base },
    };
  }

  worker(worker: Worker): View {
    const url = `${this.base}/Workers/${worker.sid}`;

    return {
      ...this.#records.worker(worker),
      url,
      links: {
        workspace: this.base,
        activity: `${this.base}/Activities/${worker.activitySid}`,
        channels: `${url}/Channels`,
        reservations: `${url}/Reservations`,
        statistics: `${this.base}/Workers/Statistics`,
      },
    };
  }

  workerChannel(channel: WorkerChannel): View {
    return {
      ...this.#records.workerChannel(channel),
      url: `${this.base}/Workers/${channel.workerSid}/Channels/${channel.sid}`,
    };
  }

  activity(activity: Activity): View {
    return {
      ...this.#records.activity(activity),
      url: `${this.base}/Activities/${activity.sid}`,
      links: { workspace: this.base },
    };
  }

  taskChannel(channel: TaskChannel): View {
    return {
      ...this.#records.owner,
      sid: channel.sid,
      friendly_name: channel.friendlyName,
      unique_name: channel.uniqueName,
      channel_optimized_routing: true,
      date_created: isoTime(channel.dateCreated),
      date_updated: isoTime(channel.dateCreated),
      url: `${this.base}/TaskChannels/${channel.sid}`,
      links: { workspace: this.base },
    };
  }

  taskQueue(queue: TaskQueue): View {
    const url = `${this.base}/TaskQueues/${queue.sid}`;

    return {
      ...this.#records.taskQueue(queue),
      url,
      links: { workspace: this.base, statistics: `${url}/Statistics` },
    };
  }

  workflow(workflow: Workflow): View {
    const url = `${this.base}/Workflows/${workflow.sid}`;

    return {
      ...this.#records.owner,
      sid: workflow.sid,
      friendly_name: workflow.friendlyName,
      configuration: workflow.configuration,
      document_content_type: "application/json",
      task_reservation_timeout: workflow.taskReservationTimeout,
      assignment_callback_url: workflow.assignmentCallbackUrl,
      fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl,
      date_created: isoTime(workflow.dateCreated),
      date_updated: isoTime(workflow.dateUpdated),
      url,
      links: { workspace: this.base, statistics: `${url}/Statistics` },
    };
  }
}
