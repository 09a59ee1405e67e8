import { isoTime, isoTimeOrNull } from "../../wire/http/dates.ts";
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

export type View = Readonly<Record<string, unknown>>;

/** Records as TaskRouter's REST API shows them. */
export class Views {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  get base(): string {
    return `https://taskrouter.twilio.com/v1/Workspaces/${this.#store.state.account.workspaceSid}`;
  }

  task(task: Task): View {
    const { state } = this.#store;
    const url = `${this.base}/Tasks/${task.sid}`;

    return {
      ...this.#owner,
      sid: task.sid,
      age: Math.floor((state.clock.time() - task.dateCreated) / 1000),
      assignment_status: task.assignmentStatus,
      attributes: task.attributes,
      addons: "{}",
      date_created: isoTime(task.dateCreated),
      date_updated: isoTime(task.dateUpdated),
      task_queue_entered_date: isoTimeOrNull(task.taskQueueEnteredDate),
      virtual_start_time: isoTime(task.virtualStartTime),
      priority: task.priority,
      reason: task.reason,
      task_queue_sid: task.taskQueueSid,
      task_queue_friendly_name: state.taskQueues.get(task.taskQueueSid ?? "")?.friendlyName ?? null,
      task_channel_sid: task.taskChannelSid,
      task_channel_unique_name: state.taskChannels.get(task.taskChannelSid)?.uniqueName ?? null,
      timeout: task.timeout,
      workflow_sid: task.workflowSid,
      workflow_friendly_name: state.workflows.get(task.workflowSid)?.friendlyName ?? null,
      ignore_capacity: task.ignoreCapacity,
      routing_target: task.routingTarget,
      url,
      links: {
        workspace: this.base,
        workflow: `${this.base}/Workflows/${task.workflowSid}`,
        ...(task.taskQueueSid === null ? {} : { task_queue: `${this.base}/TaskQueues/${task.taskQueueSid}` }),
        reservations: `${url}/Reservations`,
      },
    };
  }

  /** The same reservation hangs under its task and under its worker. */
  reservation(reservation: Reservation, parent: "Tasks" | "Workers"): View {
    const task = `${this.base}/Tasks/${reservation.taskSid}`;
    const worker = `${this.base}/Workers/${reservation.workerSid}`;

    return {
      ...this.#owner,
      sid: reservation.sid,
      date_created: isoTime(reservation.dateCreated),
      date_updated: isoTime(reservation.dateUpdated),
      reservation_status: reservation.status,
      task_sid: reservation.taskSid,
      worker_name: this.#store.state.workers.get(reservation.workerSid)?.friendlyName ?? null,
      worker_sid: reservation.workerSid,
      url: `${parent === "Tasks" ? task : worker}/Reservations/${reservation.sid}`,
      links: { task, worker, workspace: this.base },
    };
  }

  worker(worker: Worker): View {
    const activity = this.#store.state.activities.get(worker.activitySid);
    const url = `${this.base}/Workers/${worker.sid}`;

    return {
      ...this.#owner,
      sid: worker.sid,
      friendly_name: worker.friendlyName,
      attributes: worker.attributes,
      activity_sid: worker.activitySid,
      activity_name: activity?.friendlyName ?? null,
      available: activity?.available ?? false,
      date_created: isoTime(worker.dateCreated),
      date_status_changed: isoTime(worker.dateStatusChanged),
      date_updated: isoTime(worker.dateUpdated),
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
    const { held, capacity } = this.#store.loadOf(channel);
    const free = capacity === 0 ? 0 : Math.max(0, Math.round(((capacity - held) / capacity) * 100));

    return {
      ...this.#owner,
      sid: channel.sid,
      assigned_tasks: held,
      available: channel.available,
      available_capacity_percentage: free,
      configured_capacity: capacity,
      date_created: isoTime(channel.dateCreated),
      date_updated: isoTime(channel.dateUpdated),
      task_channel_sid: channel.taskChannelSid,
      task_channel_unique_name:
        this.#store.state.taskChannels.get(channel.taskChannelSid)?.uniqueName ?? null,
      worker_sid: channel.workerSid,
      url: `${this.base}/Workers/${channel.workerSid}/Channels/${channel.sid}`,
    };
  }

  activity(activity: Activity): View {
    return {
      ...this.#owner,
      sid: activity.sid,
      available: activity.available,
      friendly_name: activity.friendlyName,
      date_created: isoTime(activity.dateCreated),
      date_updated: isoTime(activity.dateCreated),
      url: `${this.base}/Activities/${activity.sid}`,
      links: { workspace: this.base },
    };
  }

  taskChannel(channel: TaskChannel): View {
    return {
      ...this.#owner,
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
      date_created: isoTime(queue.dateCreated),
      date_updated: isoTime(queue.dateUpdated),
      url,
      links: { workspace: this.base, statistics: `${url}/Statistics` },
    };
  }

  workflow(workflow: Workflow): View {
    const url = `${this.base}/Workflows/${workflow.sid}`;

    return {
      ...this.#owner,
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

  get #owner(): View {
    const { accountSid, workspaceSid } = this.#store.state.account;

    return { account_sid: accountSid, workspace_sid: workspaceSid };
  }
}
