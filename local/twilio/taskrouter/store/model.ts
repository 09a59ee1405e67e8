/** The records of a TaskRouter workspace. Times are milliseconds since 1970; durations are seconds, as in the API. */

export type TaskStatus = "pending" | "reserved" | "assigned" | "wrapping" | "completed" | "canceled";

export interface Task {
  readonly sid: string;
  /** JSON text exactly as it was sent: whitespace counts towards the limit. */
  readonly attributes: string;
  readonly assignmentStatus: TaskStatus;
  readonly priority: number;
  readonly timeout: number;
  readonly reason: string | null;
  readonly taskChannelSid: string;
  readonly workflowSid: string;
  readonly taskQueueSid: string | null;
  readonly taskQueueEnteredDate: number | null;
  readonly routingTarget: string | null;
  readonly ignoreCapacity: boolean;
  readonly dateCreated: number;
  readonly dateUpdated: number;
  readonly virtualStartTime: number;
  /** Every change adds one. */
  readonly version: number;
  /** How often the task changed from pending to reserved. */
  readonly assignmentCount: number;
}

export type ReservationStatus =
  | "pending"
  | "accepted"
  | "rejected"
  | "timeout"
  | "canceled"
  | "rescinded"
  | "wrapping"
  | "completed";

export interface Reservation {
  readonly sid: string;
  readonly taskSid: string;
  readonly workerSid: string;
  readonly status: ReservationStatus;
  readonly timeout: number;
  /** On the canceled reservation of an outbound call: why nobody answered it. */
  readonly canceledReasonCode?: number;
  readonly dateCreated: number;
  readonly dateUpdated: number;
  readonly version: number;
}

export interface Worker {
  readonly sid: string;
  readonly friendlyName: string;
  readonly attributes: string;
  readonly activitySid: string;
  readonly dateCreated: number;
  readonly dateUpdated: number;
  readonly dateStatusChanged: number;
  /** When this worker was last offered a task. The worker with the earliest time is next. */
  readonly lastReservedAt: number;
  readonly version: number;
}

export interface WorkerChannel {
  readonly sid: string;
  readonly workerSid: string;
  readonly taskChannelSid: string;
  readonly capacity: number;
  readonly available: boolean;
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

export interface Activity {
  readonly sid: string;
  readonly friendlyName: string;
  readonly available: boolean;
  readonly dateCreated: number;
}

export interface TaskChannel {
  readonly sid: string;
  readonly friendlyName: string;
  readonly uniqueName: string;
  readonly dateCreated: number;
}

export interface TaskQueue {
  readonly sid: string;
  readonly friendlyName: string;
  /** Expression over worker attributes. */
  readonly targetWorkers: string;
  readonly maxReservedWorkers: number;
  readonly taskOrder: "FIFO" | "LIFO";
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

export interface Workflow {
  readonly sid: string;
  readonly friendlyName: string;
  /** JSON text as it was sent. */
  readonly configuration: string;
  readonly taskReservationTimeout: number;
  readonly assignmentCallbackUrl: string;
  readonly fallbackAssignmentCallbackUrl: string;
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

export interface Workspace {
  readonly sid: string;
  readonly friendlyName: string;
  readonly defaultActivitySid: string;
  /** The activity of a worker after a reservation of theirs timed out. */
  readonly timeoutActivitySid: string;
  readonly dateCreated: number;
}
