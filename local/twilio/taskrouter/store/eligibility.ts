import { evaluate, type Scope } from "../expressions/evaluate.ts";
import { parseExpression } from "../expressions/parse.ts";
import type { KnownWorker, RouteStep } from "../routing/route.ts";
import { readAttributes } from "./attributes.ts";
import type { Task, Worker, WorkerChannel } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

const HOLDS_CAPACITY = new Set(["pending", "accepted", "wrapping"]);

/** The workers who can be offered the task at this step, the longest idle first. */
export function eligibleWorkers(state: WorkspaceState, task: Task, step: RouteStep): readonly Worker[] {
  const { expression } = step;
  const attributes = expression ? readAttributes(task.attributes) : {};
  const eligible = workersOfQueue(state, step.queueSid)
    .filter((worker) => !step.knownWorker || isKnown(worker, step.knownWorker))
    .filter((worker) => step.knownWorker?.ignoresCapacity || isFree(state, worker, task.taskChannelSid))
    .filter((worker) => !expression || evaluate(expression, targetScope(state, attributes, worker)));

  return eligible.sort((a, b) => inOrder(state, step.orderBy, a, b) || a.lastReservedAt - b.lastReservedAt);
}

/** The channels on which some worker could take a task now. The router skips all others. */
export function channelsWithRoom(state: WorkspaceState): ReadonlySet<string> {
  const withRoom = new Set<string>();
  for (const { workerSid, taskChannelSid } of state.workerChannels.values()) {
    const worker = state.workers.get(workerSid);
    if (worker && isFree(state, worker, taskChannelSid)) withRoom.add(taskChannelSid);
  }

  return withRoom;
}

/** Workers that match the queue's own expression. Without a queue, all workers of the workspace. */
export function workersOfQueue(state: WorkspaceState, queueSid: string | null): readonly Worker[] {
  const workers = [...state.workers.values()];
  const queue = queueSid === null ? undefined : state.taskQueues.get(queueSid);
  if (!queue) return queueSid === null ? workers : [];
  const expression = parseExpression(queue.targetWorkers);

  return workers.filter((worker) => evaluate(expression, readAttributes(worker.attributes)));
}

export function isAvailable(state: WorkspaceState, worker: Worker): boolean {
  return state.activities.get(worker.activitySid)?.available ?? false;
}

export function channelOf(
  state: WorkspaceState,
  workerSid: string,
  taskChannelSid: string,
): WorkerChannel | undefined {
  for (const channel of state.workerChannels.values()) {
    if (channel.workerSid === workerSid && channel.taskChannelSid === taskChannelSid) return channel;
  }

  return undefined;
}

/** The number of tasks on a channel that a worker is offered or holds. Each takes one unit of capacity. */
export function tasksHeld(state: WorkspaceState, workerSid: string, taskChannelSid: string): number {
  let held = 0;
  for (const reservation of state.reservations.values()) {
    if (reservation.workerSid !== workerSid || !HOLDS_CAPACITY.has(reservation.status)) continue;
    if (state.tasks.get(reservation.taskSid)?.taskChannelSid === taskChannelSid) held += 1;
  }

  return held;
}

/** `skip_if` may count workers by activity: https://www.twilio.com/docs/taskrouter/worker-presence */
export function presenceScope(state: WorkspaceState, queueSid: string | null): Scope {
  const counts: Record<string, number> = { available: 0, unavailable: 0 };
  for (const activity of state.activities.keys()) counts[activity] = 0;
  for (const worker of workersOfQueue(state, queueSid)) {
    const kind = isAvailable(state, worker) ? "available" : "unavailable";
    counts[kind] = (counts[kind] ?? 0) + 1;
    counts[worker.activitySid] = (counts[worker.activitySid] ?? 0) + 1;
  }

  return { workers: counts };
}

function isFree(state: WorkspaceState, worker: Worker, taskChannelSid: string): boolean {
  if (!isAvailable(state, worker)) return false;
  const channel = channelOf(state, worker.sid, taskChannelSid);
  if (!channel?.available) return false;

  return tasksHeld(state, worker.sid, taskChannelSid) < channel.capacity;
}

function isKnown(worker: Worker, known: KnownWorker): boolean {
  return (known.by === "sid" ? worker.sid : worker.friendlyName) === known.value;
}

/** An expression may use a worker's own fields as well as the attributes. */
function targetScope(state: WorkspaceState, task: Scope, worker: Worker): Scope {
  return {
    task,
    worker: {
      ...readAttributes(worker.attributes),
      sid: worker.sid,
      friendly_name: worker.friendlyName,
      activity_sid: worker.activitySid,
      activity_name: state.activities.get(worker.activitySid)?.friendlyName ?? null,
    },
  };
}

/** `worker.level DESC, worker.age ASC`: https://www.twilio.com/docs/taskrouter/order-workers */
function inOrder(state: WorkspaceState, orderBy: string | undefined, a: Worker, b: Worker): number {
  for (const part of orderBy?.split(",") ?? []) {
    const [key = "", direction = "ASC"] = part.trim().split(/\s+/);
    const order = compareValues(valueAt(state, a, key), valueAt(state, b, key));
    if (order !== 0) return direction.toUpperCase() === "DESC" ? -order : order;
  }

  return 0;
}

function valueAt(state: WorkspaceState, worker: Worker, key: string): unknown {
  let value: unknown = targetScope(state, {}, worker);
  for (const step of key.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return null;
    value = (value as Record<string, unknown>)[step];
  }

  return value;
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;

  return 0;
}
