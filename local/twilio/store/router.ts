import { evaluate } from "../expressions/evaluate.ts";
import { type RouteStep, routeThrough, stepAt } from "../routing/route.ts";
import { parseWorkflowConfiguration, type WorkflowConfiguration } from "../routing/workflow-configuration.ts";
import { readAttributes } from "./attributes.ts";
import { eligibleWorkers, isAvailable, presenceScope } from "./eligibility.ts";
import { workerOf } from "./lookup.ts";
import type { Reservation, Task, Worker, Workflow } from "./model.ts";
import { giveBack, reserve } from "./reservation-states.ts";
import type { WorkspaceState } from "./state.ts";
import { cancel } from "./task-states.ts";
import { changeWorker } from "./workers.ts";

/** https://www.twilio.com/docs/taskrouter/limits */
const MOST_ASSIGNMENTS = 1000;
/** Seen in Twilio's answers. Unverified: that it is also said of a task that no filter matches. */
const WORKFLOW_TIMEOUT = "Task canceled on Workflow timeout";
/** Seen in the event handlers of others. */
const TOO_MANY_ASSIGNMENTS = "Task TTL Exceeded or Max assignment count exceeded";

interface Position {
  readonly steps: readonly RouteStep[];
  readonly index: number;
  readonly skipped: boolean;
  /** The task has just come to this step: only then is `skip_if` looked at. */
  readonly fresh: boolean;
}

/** Moves waiting tasks through their workflows and offers them to workers. */
export class Router {
  readonly #state: WorkspaceState;
  readonly #positions = new Map<string, Position>();
  readonly #configurations = new WeakMap<Workflow, WorkflowConfiguration>();
  #running = false;
  #again = false;

  constructor(state: WorkspaceState) {
    this.#state = state;
  }

  /** Puts a waiting task at the place that its age gives it, from the top of its workflow. */
  enter(task: Task): void {
    if (task.assignmentCount >= MOST_ASSIGNMENTS) {
      this.#fallOut(task, TOO_MANY_ASSIGNMENTS);
      return;
    }
    this.#moveTo(task, this.#stepsOf(task), 0, false);
  }

  /** Offers what can be offered now. Events may lead back here: then it goes round once more. */
  run(): void {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        this.#offerAll();
      }
    } finally {
      this.#running = false;
    }
  }

  clear(): void {
    this.#positions.clear();
  }

  /**
   * Nobody answered: the worker is moved to the workspace's time-out activity, and the task is routed again.
   * https://www.twilio.com/docs/taskrouter/api/workspace
   */
  timeOut(reservation: Reservation): void {
    giveBack(this.#state, reservation, "timeout");
    const { timeoutActivitySid } = this.#state.workspace;
    changeWorker(this.#state, workerOf(this.#state, reservation.workerSid), {
      activitySid: timeoutActivitySid,
    });
    this.reenter(reservation.taskSid);
    this.run();
  }

  reenter(taskSid: string): void {
    const task = this.#state.tasks.get(taskSid);
    if (task?.assignmentStatus === "pending") this.enter(task);
  }

  #offerAll(): void {
    const someoneIsThere = [...this.#state.workers.values()].some((worker) =>
      isAvailable(this.#state, worker),
    );
    for (const task of this.#waitingInOrder(someoneIsThere)) this.#offer(task.sid);
  }

  /** Highest priority first, then the earliest start; in a LIFO queue the latest. */
  #waitingInOrder(someoneIsThere: boolean): readonly Task[] {
    const waiting: Task[] = [];
    for (const [sid, position] of this.#positions) {
      const task = this.#state.tasks.get(sid);
      if (task?.assignmentStatus !== "pending") {
        this.#positions.delete(sid);
        continue;
      }
      if (someoneIsThere || position.fresh || task.ignoreCapacity) waiting.push(task);
    }

    return waiting.sort((a, b) => b.priority - a.priority || this.#byStart(a, b));
  }

  #byStart(a: Task, b: Task): number {
    const queue =
      a.taskQueueSid === b.taskQueueSid ? this.#state.taskQueues.get(a.taskQueueSid ?? "") : undefined;
    const order = a.virtualStartTime - b.virtualStartTime;

    return queue?.taskOrder === "LIFO" ? -order : order;
  }

  #offer(taskSid: string): void {
    for (;;) {
      const task = this.#state.tasks.get(taskSid);
      const position = this.#positions.get(taskSid);
      const step = position?.steps[position.index];
      if (task?.assignmentStatus !== "pending" || !position || !step) return;

      const [worker] = eligibleWorkers(this.#state, task, step);
      if (worker) {
        this.#reserve(task, worker);
        return;
      }
      if (!position.fresh) return;
      this.#positions.set(taskSid, { ...position, fresh: false });
      if (!step.skipIf || !evaluate(step.skipIf, presenceScope(this.#state, step.queueSid))) return;
      this.#moveTo(task, position.steps, position.index + 1, true);
    }
  }

  #reserve(task: Task, worker: Worker): void {
    reserve(this.#state, task, worker, (reservation) => this.timeOut(reservation));
  }

  #moveTo(task: Task, steps: readonly RouteStep[], from: number, skipped: boolean): void {
    const age = (this.#state.clock.now() - task.dateCreated) / 1000;
    const index = stepAt(steps, age, from, skipped);
    const step = index === undefined ? undefined : steps[index];
    if (index === undefined || !step) {
      this.#fallOut(task, WORKFLOW_TIMEOUT);
      return;
    }
    this.#positions.set(task.sid, { steps, index, skipped, fresh: true });
    this.#applyStep(task, step);
    this.#scheduleNext(task, step);
  }

  #applyStep(task: Task, step: RouteStep): void {
    const isNew = task.taskQueueEnteredDate === null;
    const priority = step.priority ?? task.priority;
    const enters = isNew || step.queueSid !== task.taskQueueSid;
    if (!enters && priority === task.priority) return;
    const changes = {
      taskQueueSid: step.queueSid,
      priority,
      ...(enters ? { taskQueueEnteredDate: this.#state.clock.now() } : {}),
    };
    const moved = isNew ? this.#state.placeTask(task, changes) : this.#state.changeTask(task, changes);
    if (enters) this.#state.events.publish({ kind: "task-queue.entered", task: moved });
  }

  #scheduleNext(task: Task, step: RouteStep): void {
    this.#state.cancelDeadline(`target ${task.sid}`);
    if (step.leavesAtAge === undefined) return;
    this.#state.setDeadline(`target ${task.sid}`, task.dateCreated + step.leavesAtAge * 1000, () => {
      const current = this.#state.tasks.get(task.sid);
      const position = this.#positions.get(task.sid);
      if (current?.assignmentStatus !== "pending" || !position) return;
      this.#moveTo(current, position.steps, position.index + 1, position.skipped);
      this.run();
    });
  }

  #fallOut(task: Task, reason: string): void {
    this.#positions.delete(task.sid);
    cancel(this.#state, task, reason);
  }

  #stepsOf(task: Task): readonly RouteStep[] {
    const target = task.routingTarget;
    if (target?.startsWith("WK")) {
      const knownWorker = { by: "sid", value: target, ignoresCapacity: task.ignoreCapacity } as const;
      return [{ queueSid: task.taskQueueSid, knownWorker, isDefault: false }];
    }
    if (target?.startsWith("WQ")) return [{ queueSid: target, isDefault: false }];
    const workflow = this.#state.workflows.get(task.workflowSid);

    return workflow ? routeThrough(this.#configurationOf(workflow), readAttributes(task.attributes)) : [];
  }

  #configurationOf(workflow: Workflow): WorkflowConfiguration {
    const known = this.#configurations.get(workflow);
    if (known) return known;
    const configuration = parseWorkflowConfiguration(workflow.configuration);
    this.#configurations.set(workflow, configuration);

    return configuration;
  }
}
