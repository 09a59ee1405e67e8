import { badRequest } from "../../refusal.ts";
import type { Params } from "../../wire/http/params.ts";
import { evaluate } from "../expressions/evaluate.ts";
import { parseExpression } from "../expressions/parse.ts";
import { readAttributes } from "../store/attributes.ts";
import type { Task } from "../store/model.ts";
import { checkExpression } from "../store/routing-rules.ts";
import type { WorkspaceState } from "../store/state.ts";

const ORDERABLE = {
  DateCreated: (task: Task) => task.dateCreated,
  Priority: (task: Task) => task.priority,
  VirtualStartTime: (task: Task) => task.virtualStartTime,
};

const STATUSES = ["pending", "reserved", "assigned", "canceled", "wrapping", "completed"];

/** The tasks that match the query, in the requested order: https://www.twilio.com/docs/taskrouter/api/task */
export function selectTasks(state: WorkspaceState, query: Params): readonly Task[] {
  const tests = [
    statusTest(query),
    textTest(query, "WorkflowSid", (task) => task.workflowSid),
    textTest(query, "WorkflowName", (task) => state.workflows.get(task.workflowSid)?.friendlyName),
    textTest(query, "TaskQueueSid", (task) => task.taskQueueSid),
    textTest(query, "TaskQueueName", (task) => state.taskQueues.get(task.taskQueueSid ?? "")?.friendlyName),
    textTest(query, "RoutingTarget", (task) => task.routingTarget),
    priorityTest(query),
    attributesTest(query),
    addonsTest(query),
  ];
  const selected = [...state.tasks.values()].filter((task) => tests.every((test) => test(task)));

  return selected.sort(ordering(query.text("Ordering") ?? "DateCreated:asc"));
}

type TaskTest = (task: Task) => boolean;

const anyTask: TaskTest = () => true;

function statusTest(query: Params): TaskTest {
  const wanted = query.list("AssignmentStatus");
  if (wanted.some((status) => !STATUSES.includes(status))) throw badRequest("AssignmentStatus is not valid");

  return wanted.length === 0 ? anyTask : (task) => wanted.includes(task.assignmentStatus);
}

function textTest(query: Params, name: string, of: (task: Task) => string | null | undefined): TaskTest {
  const wanted = query.text(name);

  return wanted === undefined ? anyTask : (task) => of(task) === wanted;
}

function priorityTest(query: Params): TaskTest {
  const wanted = query.integer("Priority");

  return wanted === undefined ? anyTask : (task) => task.priority === wanted;
}

function attributesTest(query: Params): TaskTest {
  const source = query.text("EvaluateTaskAttributes");
  if (source === undefined) return anyTask;
  const expression = parseExpression(checkExpression(source, "EvaluateTaskAttributes"));

  return (task) => evaluate(expression, readAttributes(task.attributes));
}

/** No task here has add-ons. */
function addonsTest(query: Params): TaskTest {
  return query.boolean("HasAddons") === true ? () => false : anyTask;
}

function ordering(text: string): (a: Task, b: Task) => number {
  const rules = text.split(",").map(orderingRule);
  const keys = rules.map((rule) => rule.key);
  if (keys.includes("DateCreated") && keys.includes("VirtualStartTime"))
    throw badRequest("Ordering is not valid");

  return (a, b) => {
    for (const { key, sign } of rules) {
      const order = sign * (ORDERABLE[key](a) - ORDERABLE[key](b));
      if (order !== 0) return order;
    }
    return 0;
  };
}

function orderingRule(text: string): { key: keyof typeof ORDERABLE; sign: 1 | -1 } {
  const [, key, direction] = /^(DateCreated|Priority|VirtualStartTime):(asc|desc)$/.exec(text.trim()) ?? [];
  if (key === undefined) throw badRequest("Ordering is not valid");

  return { key: key as keyof typeof ORDERABLE, sign: direction === "desc" ? -1 : 1 };
}
