/** How TaskRouter brings a request to an agent. */
export interface Routing {
  /** Absent: the contact centre's callback workflow. */
  readonly workflowId?: string;
  /** Unique name of the task channel, such as `voice`. An agent must have capacity for it. */
  readonly channel: string;
  /** 0 (lowest) to 2,147,483,647. */
  readonly priority: number;
  /** How long the request may wait for an agent, in seconds: 1 to 1,209,600 (two weeks). */
  readonly timeoutSeconds: number;
  /** The place in queue: waiting time counts from this moment. Absent: from the creation of the task. */
  readonly queuedSince?: Date;
}

export const DEFAULT_CHANNEL = "voice";
export const DEFAULT_PRIORITY = 0;
export const DEFAULT_TIMEOUT_SECONDS = 86_400;

/** Limits of TaskRouter: https://www.twilio.com/docs/taskrouter/api/task */
export const MAX_PRIORITY = 2_147_483_647;
export const MAX_TIMEOUT_SECONDS = 1_209_600;

/** Earliest virtual start time that TaskRouter accepts. */
const EARLIEST_QUEUED_SINCE = new Date("1900-01-01T00:00:00Z");

export function isPriority(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_PRIORITY;
}

/** More than contact centres use to tell urgent work from other work. */
const EXPEDITED_BY = 1_000_000;

/** The priority of a request that goes before all others. Several of them keep their order. */
export function expeditedPriority(priority: number): number {
  return Math.min(priority + EXPEDITED_BY, MAX_PRIORITY);
}

export function isTimeout(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_TIMEOUT_SECONDS;
}

/** A request may keep a place in queue from the past. A place in the future makes no sense. */
export function isQueuedSince(value: Date, now: Date): boolean {
  return value >= EARLIEST_QUEUED_SINCE && value <= now;
}
