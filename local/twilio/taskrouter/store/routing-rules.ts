import { badRequest } from "../../refusal.ts";
import { newSid } from "../../sids.ts";
import { parseExpression } from "../expressions/parse.ts";
import { parseWorkflowConfiguration } from "../routing/workflow-configuration.ts";
import type { TaskQueue, Workflow } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

export interface WorkflowFields {
  readonly friendlyName?: string | undefined;
  readonly configuration?: string | undefined;
  readonly taskReservationTimeout?: number | undefined;
  readonly assignmentCallbackUrl?: string | undefined;
  readonly fallbackAssignmentCallbackUrl?: string | undefined;
}

export interface TaskQueueFields {
  readonly friendlyName?: string | undefined;
  readonly targetWorkers?: string | undefined;
  readonly maxReservedWorkers?: number | undefined;
  readonly taskOrder?: "FIFO" | "LIFO" | undefined;
}

/** https://www.twilio.com/docs/taskrouter/limits */
const LONGEST_CONFIGURATION_BYTES = 1_038_576;
const LONGEST_RESERVATION_TIMEOUT = 86_400;
const MOST_RESERVED_WORKERS = 50;

export function newWorkflow(state: WorkspaceState, fields: WorkflowFields): Workflow {
  const now = state.clock.time();
  if (fields.configuration === undefined) throw badRequest("Configuration field is required");
  const workflow: Workflow = {
    sid: newSid("WW"),
    friendlyName: required("FriendlyName", fields.friendlyName),
    configuration: checkConfiguration(state, fields.configuration),
    taskReservationTimeout: checkReservationTimeout(fields.taskReservationTimeout ?? 120),
    assignmentCallbackUrl: fields.assignmentCallbackUrl ?? "",
    fallbackAssignmentCallbackUrl: fields.fallbackAssignmentCallbackUrl ?? "",
    dateCreated: now,
    dateUpdated: now,
  };
  state.workflows.set(workflow.sid, workflow);

  return workflow;
}

/** Unverified: that Twilio refuses it while tasks are open, and in which words. */
export function removeWorkflow(state: WorkspaceState, { sid }: Workflow): void {
  const isInUse = [...state.tasks.values()].some(
    (task) => task.workflowSid === sid && !["completed", "canceled"].includes(task.assignmentStatus),
  );
  if (isInUse) throw badRequest("Cannot delete a workflow that has open tasks");
  state.workflows.delete(sid);
}

/** Unverified: in which words Twilio refuses it while a workflow names the queue. */
export function removeTaskQueue(state: WorkspaceState, { sid }: TaskQueue): void {
  if ([...state.workflows.values()].some(({ configuration }) => configuration.includes(sid)))
    throw badRequest("Cannot delete a task queue that a workflow refers to");
  state.taskQueues.delete(sid);
}

export function changeWorkflow(state: WorkspaceState, workflow: Workflow, fields: WorkflowFields): Workflow {
  const changed: Workflow = {
    ...workflow,
    friendlyName: required("FriendlyName", fields.friendlyName ?? workflow.friendlyName),
    configuration: checkConfiguration(state, fields.configuration ?? workflow.configuration),
    taskReservationTimeout: checkReservationTimeout(
      fields.taskReservationTimeout ?? workflow.taskReservationTimeout,
    ),
    assignmentCallbackUrl: fields.assignmentCallbackUrl ?? workflow.assignmentCallbackUrl,
    fallbackAssignmentCallbackUrl:
      fields.fallbackAssignmentCallbackUrl ?? workflow.fallbackAssignmentCallbackUrl,
    dateUpdated: state.clock.time(),
  };
  state.workflows.set(workflow.sid, changed);

  return changed;
}

export function newTaskQueue(state: WorkspaceState, fields: TaskQueueFields): TaskQueue {
  const now = state.clock.time();
  const maxReservedWorkers = fields.maxReservedWorkers ?? 1;
  if (
    !Number.isInteger(maxReservedWorkers) ||
    maxReservedWorkers < 1 ||
    maxReservedWorkers > MOST_RESERVED_WORKERS
  ) {
    throw badRequest("MaxReservedWorkers is not valid");
  }
  const queue: TaskQueue = {
    sid: newSid("WQ"),
    friendlyName: required("FriendlyName", fields.friendlyName),
    targetWorkers: checkExpression(fields.targetWorkers ?? "1==1", "TargetWorkers"),
    maxReservedWorkers,
    taskOrder: fields.taskOrder ?? "FIFO",
    dateCreated: now,
    dateUpdated: now,
  };
  state.taskQueues.set(queue.sid, queue);

  return queue;
}

/** Refuses an expression that does not parse, as Twilio does. It accepts one that parses but can never match. */
export function checkExpression(source: string, parameter: string): string {
  try {
    parseExpression(source);
  } catch (error) {
    throw badRequest(`${parameter} is not a valid expression: ${(error as Error).message}`);
  }

  return source;
}

function checkConfiguration(state: WorkspaceState, text: string): string {
  if (Buffer.byteLength(text) > LONGEST_CONFIGURATION_BYTES) throw badRequest("Configuration is too long");
  const { task_routing: routing } = parsedConfiguration(text);
  const queues = [
    routing.default_filter?.queue,
    ...routing.filters.flatMap((filter) => firstQueue(filter.targets)),
  ];
  const unknown = queues.find((queue) => queue !== undefined && !state.taskQueues.has(queue));
  if (unknown !== undefined)
    throw badRequest("Configuration names a task queue that is not in this workspace");
  if (routing.filters.some((filter) => filter.targets[0]?.queue === undefined)) {
    throw badRequest("Configuration has a filter whose first target names no queue");
  }

  return text;
}

function parsedConfiguration(text: string): ReturnType<typeof parseWorkflowConfiguration> {
  try {
    return parseWorkflowConfiguration(text);
  } catch (error) {
    throw badRequest(`Configuration is not valid: ${(error as Error).message}`);
  }
}

function firstQueue(targets: readonly { readonly queue?: string | undefined }[]): readonly string[] {
  return targets.flatMap((target) => target.queue ?? []);
}

function checkReservationTimeout(seconds: number): number {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_RESERVATION_TIMEOUT) {
    throw badRequest("TaskReservationTimeout is not valid");
  }

  return seconds;
}

function required(parameter: string, value: string | undefined): string {
  if (value === undefined || value === "") throw badRequest(`${parameter} field is required`);

  return value;
}
