import { badRequest } from "../../refusal.ts";
import { isSid, newSid } from "../../sids.ts";
import { checkAttributes } from "./attributes.ts";
import type { Task, TaskChannel } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

/** The parameters of a new task: https://www.twilio.com/docs/taskrouter/api/task */
export interface TaskRequest {
  readonly attributes?: string | undefined;
  readonly workflowSid?: string | undefined;
  /** SID or unique name. */
  readonly taskChannel?: string | undefined;
  readonly priority?: number | undefined;
  readonly timeout?: number | undefined;
  readonly virtualStartTime?: number | undefined;
  readonly routingTarget?: string | undefined;
  readonly ignoreCapacity?: boolean | undefined;
  readonly taskQueueSid?: string | undefined;
}

const HIGHEST_PRIORITY = 2 ** 31 - 1;
const LONGEST_TIMEOUT = 1_209_600;
const DEFAULT_TIMEOUT = 86_400;
const YEAR_1900 = Date.UTC(1900, 0, 1);

export function newTask(state: WorkspaceState, request: TaskRequest): Task {
  const now = state.clock.time();
  const routingTarget = request.routingTarget ?? null;
  checkRoutingTarget(state, routingTarget);
  if (request.taskQueueSid !== undefined && !state.taskQueues.has(request.taskQueueSid)) {
    throw badRequest("TaskQueueSid is not a task queue of this workspace");
  }

  return {
    sid: newSid("WT"),
    attributes: checkAttributes(request.attributes ?? "{}"),
    assignmentStatus: "pending",
    priority: checkPriority(request.priority ?? 0),
    timeout: checkTimeout(request.timeout ?? DEFAULT_TIMEOUT),
    reason: null,
    taskChannelSid: findTaskChannel(state, request.taskChannel ?? "default").sid,
    workflowSid: findWorkflowSid(state, request.workflowSid, routingTarget),
    taskQueueSid: request.taskQueueSid ?? null,
    taskQueueEnteredDate: null,
    routingTarget,
    ignoreCapacity: ignoresCapacity(routingTarget, request.ignoreCapacity),
    dateCreated: now,
    dateUpdated: now,
    virtualStartTime: checkVirtualStartTime(state, request.virtualStartTime ?? now),
    version: 0,
    assignmentCount: 0,
  };
}

export function checkPriority(priority: number): number {
  if (!Number.isInteger(priority) || priority < 0 || priority > HIGHEST_PRIORITY) {
    throw badRequest("Priority is not valid");
  }

  return priority;
}

export function checkVirtualStartTime(state: WorkspaceState, time: number): number {
  if (!Number.isFinite(time) || time < YEAR_1900) throw badRequest("VirtualStartTime is not valid");
  if (time > state.clock.time()) throw badRequest("VirtualStartTime cannot be in the future");

  return time;
}

export function findTaskChannel(state: WorkspaceState, sidOrName: string): TaskChannel {
  const found =
    state.taskChannels.get(sidOrName) ??
    [...state.taskChannels.values()].find((channel) => channel.uniqueName === sidOrName);
  if (!found) throw badRequest("TaskChannel is not a task channel of this workspace");

  return found;
}

function checkTimeout(timeout: number): number {
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > LONGEST_TIMEOUT) {
    throw badRequest("Timeout is not valid");
  }

  return timeout;
}

/** A request may omit it only if the workspace has a single workflow. The words were seen in Twilio's answer. */
function findWorkflowSid(
  state: WorkspaceState,
  asked: string | undefined,
  routingTarget: string | null,
): string {
  const target = routingTarget?.startsWith("WW") ? routingTarget : undefined;
  const sid = asked ?? target ?? onlyOne([...state.workflows.keys()]);
  if (sid === undefined) throw badRequest("WorkflowSid field is required");
  if (!state.workflows.has(sid)) throw badRequest("WorkflowSid is not a workflow of this workspace");

  return sid;
}

function onlyOne(sids: readonly string[]): string | undefined {
  return sids.length === 1 ? sids[0] : undefined;
}

function checkRoutingTarget(state: WorkspaceState, target: string | null): void {
  if (target === null) return;
  const known = [state.workers, state.taskQueues, state.workflows].some((records) => records.has(target));
  if (!known) throw badRequest("RoutingTarget is not a worker, task queue or workflow of this workspace");
}

/** True by default if the target is a worker. It has no meaning for other targets. */
function ignoresCapacity(target: string | null, asked: boolean | undefined): boolean {
  return target !== null && isSid("WK", target) && (asked ?? true);
}
