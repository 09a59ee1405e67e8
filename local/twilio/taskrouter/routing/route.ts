import { evaluate, type Scope } from "../expressions/evaluate.ts";
import type { Expression } from "../expressions/syntax.ts";
import type { WorkflowConfiguration, WorkflowFilter } from "./workflow-configuration.ts";

/** One place on a task's way through its workflow. */
export interface RouteStep {
  readonly queueSid: string | null;
  /** Replaces the task's priority. */
  readonly priority?: number | undefined;
  /** Its names are `task` and `worker`. */
  readonly expression?: Expression | undefined;
  readonly skipIf?: Expression | undefined;
  readonly orderBy?: string | undefined;
  readonly knownWorker?: KnownWorker | undefined;
  /** The task's age in seconds at which it leaves this step. Absent: it stays. */
  readonly leavesAtAge?: number | undefined;
  /** Only a task that matched no filter, or skipped all of them, comes here. */
  readonly isDefault: boolean;
}

export interface KnownWorker {
  readonly by: "sid" | "friendlyName";
  readonly value: unknown;
  /** Offered even to a worker who is busy or not available. */
  readonly ignoresCapacity: boolean;
}

/**
 * The steps of a task in order: the targets of each matching filter, then the default filter. Time-outs add up and count from
 * the task's age: https://www.twilio.com/docs/taskrouter/task-evaluation. Unverified: that they continue to add up from one
 * filter to the next, and that a virtual start time makes no task older.
 */
export function routeThrough(configuration: WorkflowConfiguration, attributes: Scope): readonly RouteStep[] {
  const { filters, default_filter: defaultFilter } = configuration.task_routing;
  const steps: RouteStep[] = [];
  for (const filter of filters.filter((each) => evaluate(each.expression, attributes))) {
    steps.push(...stepsOf(filter, steps.at(-1)?.leavesAtAge ?? 0, attributes));
  }

  return defaultFilter ? [...steps, { queueSid: defaultFilter.queue, isDefault: true }] : steps;
}

/**
 * The step of a task of this age, at `from` or later. A task reaches the default filter after a filter that it skipped, but
 * not after one whose time-out has passed.
 */
export function stepAt(
  steps: readonly RouteStep[],
  ageSeconds: number,
  from: number,
  skipped: boolean,
): number | undefined {
  const usesDefault = skipped || steps.every((step) => step.isDefault);
  const index = steps.findIndex(
    (step, position) =>
      position >= from &&
      (!step.isDefault || usesDefault) &&
      (step.leavesAtAge === undefined || ageSeconds < step.leavesAtAge),
  );

  return index === -1 ? undefined : index;
}

function stepsOf(filter: WorkflowFilter, startAge: number, attributes: Scope): readonly RouteStep[] {
  let queueSid: string | null = null;
  let age = startAge;

  return filter.targets.map((target) => {
    queueSid = target.queue ?? queueSid;
    age += target.timeout ?? 0;
    return {
      queueSid,
      priority: target.priority,
      expression: target.expression,
      skipIf: target.skip_if,
      orderBy: target.order_by,
      knownWorker: knownWorkerOf(target, attributes),
      leavesAtAge: target.timeout === undefined ? undefined : age,
      isDefault: false,
    };
  });
}

/** `task.wanted_agent` names an attribute: https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing */
function knownWorkerOf(
  target: WorkflowFilter["targets"][number],
  attributes: Scope,
): KnownWorker | undefined {
  const bySid = target.known_worker_sid;
  const reference = bySid ?? target.known_worker_friendly_name;
  if (reference === undefined) return undefined;

  return {
    by: bySid === undefined ? "friendlyName" : "sid",
    value: attributeAt(attributes, reference),
    ignoresCapacity: false,
  };
}

function attributeAt(attributes: Scope, reference: string): unknown {
  let value: unknown = attributes;
  for (const key of reference.replace(/^task\./, "").split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }

  return value;
}
