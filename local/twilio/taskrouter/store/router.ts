import { evaluate } from "../expressions/evaluate.ts";
import { type RouteStep, routeThrough, stepAt } from "../routing/route.ts";
import { parseWorkflowConfiguration, type WorkflowConfiguration } from "../routing/workflow-configuration.ts";
import { readAttributes } from "./attributes.ts";
import { channelsWithRoom, eligibleWorkers, presenceScope } from "./eligibility.ts";
import type { WorkspaceEvent } from "./events.ts";
import { workerOf } from "./lookup.ts";
import type { Reservation, Task, Worker, Workflow } from "./model.ts";
import { giveBack, reserve } from "./reservation-states.ts";
import type { WorkspaceState } from "./state.ts";
import { cancel } from "./task-states.ts";
import { changeWorker } from "./workers.ts";

/** https://www.twilio.com/docs/taskrouter/limits */
const MOST_ASSIGNMENTS = 1000;
/** Seen in Twilio's answers. Unverified: that a task that no filter matches gets the same text. */
const WORKFLOW_TIMEOUT = "Task canceled on Workflow timeout";
/** Seen in event handlers that others have published. */
const TOO_MANY_ASSIGNMENTS = "Task TTL Exceeded or Max assignment count exceeded";

const WAITS_NO_MORE: ReadonlySet<string> = new Set<WorkspaceEvent["kind"]>([
  "reservation.accepted",
  "task.canceled",
  "task.deleted",
  "task.system-deleted",
]);

interface Position {
  readonly steps: readonly RouteStep[];
  readonly index: number;
  readonly skipped: boolean;
}

/** Moves waiting tasks through their workflows and offers them to workers. */
export class Router {
  readonly #state: WorkspaceState;
  readonly #positions = new Map<string, Position>();
  /** Tasks that have just reached their step. `skip_if` counts only at that time. */
  readonly #newcomers = new Set<string>();
  readonly #configurations = new WeakMap<Workflow, WorkflowConfiguration>();
  #running = false;
  #again = false;

  constructor(state: WorkspaceState) {
    this.#state = state;
    state.events.subscribe((event) => {
      if (WAITS_NO_MORE.has(event.kind) && "task" in event) this.#forget(event.task.sid);
    });
  }

  /** Routes a waiting task from the top of its workflow to the step for its age. */
  enter(task: Task): void {
    if (task.assignmentCount >= MOST_ASSIGNMENTS) {
      this.#fallOut(task, TOO_MANY_ASSIGNMENTS);
      return;
    }
    this.#moveTo(task, this.#stepsOf(task), 0, false);
  }

  /** Offers every task that it can offer now. If an event calls this again meanwhile, it runs once more. */
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
    this.#newcomers.clear();
  }

  /**
   * The worker did not answer in time: moves the worker to the workspace's time-out activity, and routes the task again.
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

  /** If no worker has capacity, offers only newcomers: they may skip their step or have a known worker. */
  #offerAll(): void {
    let room = channelsWithRoom(this.#state);
    const considered = room.size > 0 ? this.#positions.keys() : this.#newcomers;
    for (const task of this.#inOrder(considered)) {
      if (!room.has(task.taskChannelSid) && !this.#newcomers.has(task.sid)) continue;
      if (this.#offer(task.sid)) room = channelsWithRoom(this.#state);
    }
  }

  /** Highest priority first, then the earliest start time, or in a LIFO queue the latest. */
  #inOrder(sids: Iterable<string>): readonly Task[] {
    const waiting: Task[] = [];
    for (const sid of sids) {
      const task = this.#state.tasks.get(sid);
      if (task?.assignmentStatus === "pending") waiting.push(task);
    }

    return waiting.sort((a, b) => b.priority - a.priority || this.#byStart(a, b));
  }

  #byStart(a: Task, b: Task): number {
    const queue =
      a.taskQueueSid === b.taskQueueSid ? this.#state.taskQueues.get(a.taskQueueSid ?? "") : undefined;
    const order = a.virtualStartTime - b.virtualStartTime;

    return queue?.taskOrder === "LIFO" ? -order : order;
  }

  /** Offers the task. Returns whether it was reserved for a worker. */
  #offer(taskSid: string): boolean {
    for (;;) {
      const task = this.#state.tasks.get(taskSid);
      const position = this.#positions.get(taskSid);
      const step = position?.steps[position.index];
      if (task?.assignmentStatus !== "pending" || !position || !step) return false;

      const isNewcomer = this.#newcomers.delete(taskSid);
      const [worker] = eligibleWorkers(this.#state, task, step);
      if (worker) {
        this.#reserve(task, worker);
        return true;
      }
      if (!isNewcomer || !step.skipIf) return false;
      if (!evaluate(step.skipIf, presenceScope(this.#state, step.queueSid))) return false;
      this.#moveTo(task, position.steps, position.index + 1, true);
    }
  }

  #reserve(task: Task, worker: Worker): void {
    reserve(this.#state, task, worker, (reservation) => this.timeOut(reservation));
  }

  #moveTo(task: Task, steps: readonly RouteStep[], from: number, skipped: boolean): void {
    const age = (this.#state.clock.time() - task.dateCreated) / 1000;
    const index = stepAt(steps, age, from, skipped);
    const step = index === undefined ? undefined : steps[index];
    if (index === undefined || !step) {
      this.#fallOut(task, WORKFLOW_TIMEOUT);
      return;
    }
    this.#positions.set(task.sid, { steps, index, skipped });
    this.#newcomers.add(task.sid);
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
      ...(enters ? { taskQueueEnteredDate: this.#state.clock.time() } : {}),
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
    cancel(this.#state, task, reason);
  }

  #forget(taskSid: string): void {
    this.#positions.delete(taskSid);
    this.#newcomers.delete(taskSid);
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
