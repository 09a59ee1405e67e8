import {
  TaskListInstance,
  type TaskListInstanceCreateOptions,
  type TaskListInstance as TaskResource,
} from "twilio/lib/rest/taskrouter/v1/workspace/task.js";
import { fitToBudget } from "../../domain/attribute-budget.ts";
import { type CallbackTask, type CallbackTaskChange, changedTask } from "../../domain/callback-task.ts";
import { defined } from "../../domain/defined.ts";
import { type JsonObject, jsonBytes } from "../../domain/json.ts";
import { type Extent, type Look, oldestFirst } from "../../domain/once/look.ts";
import { mayEnd, type TaskState } from "../../domain/task-state.ts";
import type { Added, CallbackTasks, NewTask, Sought, TaskReading } from "../../ports/callback-tasks.ts";
import { TooLarge } from "../../ports/faults.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import type { Patience } from "../twilio-rest/connection.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { type AttributesRead, writeAttributes } from "../twilio-wire/task-attributes.ts";
import { withoutOurs } from "../twilio-wire/without-ours.ts";
import { readTask } from "./read-task.ts";
import { heldTasks, reservationsOf } from "./reservations.ts";
import { lookForTasks, revisionOf, serverTime } from "./task-listing.ts";

export interface TaskRouterSettings {
  readonly accountSid: string;
  readonly workspaceSid: string;
  /** The workflow of requests that name none. */
  readonly workflowSid: string;
  /**
   * The API with less patience: for a create that is not sent later than so many milliseconds from now, and for what is
   * looked at again rather than waited for. By default the same as for all else, which must not repeat a create by itself.
   */
  readonly versionWith?: (patience: Pick<Patience, "tryWithin" | "longestTry">) => ApiVersion;
}

const CHANGE_TRIES = 5;

/** A look that goes beside a claim holds nobody up for long. */
const NEWEST_WITHIN_MS = 500;

/** What an update that hangs has done is seen on the task, in time for whoever may add the next one for 4 s. */
const LONGEST_UPDATE_MS = 2_000;

/** Callbacks and voicemails as tasks of a TaskRouter workspace: https://www.twilio.com/docs/taskrouter/api/task */
export class TaskRouterCallbackTasks implements CallbackTasks {
  readonly #settings: TaskRouterSettings;
  readonly #version: ApiVersion;
  readonly #tasks: TaskResource;
  readonly #tasksWithin: (milliseconds: number) => TaskResource;
  readonly #tasksToUpdate: TaskResource;

  /** @param version TaskRouter's v1: our own, or `twilio(…).taskrouter.v1` */
  constructor(version: ApiVersion, settings: TaskRouterSettings) {
    const { workspaceSid, versionWith = () => version } = settings;
    const tasksOf = (api: ApiVersion) =>
      TaskListInstance(api as unknown as Parameters<typeof TaskListInstance>[0], workspaceSid);
    this.#settings = settings;
    this.#version = version;
    this.#tasks = tasksOf(version);
    this.#tasksWithin = (milliseconds) => tasksOf(versionWith({ tryWithin: milliseconds }));
    this.#tasksToUpdate = tasksOf(versionWith({ longestTry: LONGEST_UPDATE_MS }));
  }

  async add({ request, madeBy, after }: NewTask, withinMs: number): Promise<Added> {
    const { workflowId, channel, priority, timeoutSeconds, queuedSince } = request.routing;
    const { task, attributes } = this.#fitted(
      { request, madeBy, ...defined({ after }) },
      after !== undefined,
    );
    const asked: TaskListInstanceCreateOptions = {
      attributes,
      workflowSid: workflowId ?? this.#settings.workflowSid,
      taskChannel: channel,
      priority,
      timeout: timeoutSeconds,
      ...defined({ virtualStartTime: queuedSince }),
    };

    try {
      const { sid, dateCreated } = await this.#tasksWithin(withinMs).create(asked);
      if (typeof sid === "string" && dateCreated instanceof Date)
        return { kind: "added", taskId: sid, createdAt: dateCreated };

      return this.#addedAfterAll(task, false, new Error("TaskRouter answered without a task"));
    } catch (cause) {
      const fault = twilioFault(cause);
      switch (fault?.kind) {
        case "lost":
          return this.#addedAfterAll(task, fault.mayStillHappen, cause);
        case "busy":
        case "unreachable":
          return { kind: "not-added", cause: asPortFault(cause, "Creating the task") };
        default:
          throw asPortFault(cause, "Creating the task");
      }
    }
  }

  async find(id: string): Promise<TaskReading | undefined> {
    return (await this.#fetch(id))?.reading;
  }

  async look(sought: Sought, extent: Extent): Promise<Look> {
    try {
      if ("heldBy" in sought) return await this.#heldBy(sought.heldBy, extent);
      const tasks = extent === "newest" ? this.#tasksWithin(NEWEST_WITHIN_MS) : this.#tasks;

      return await lookForTasks(tasks, sought, extent, this.#settings.workflowSid);
    } catch (error) {
      throw asPortFault(error, "Looking for the request's task");
    }
  }

  async holders(id: string): Promise<readonly string[]> {
    const of = { workspaceSid: this.#settings.workspaceSid, taskSid: id };
    const reservations = await reservationsOf(this.#version, of, { PageSize: 50 })
      .catch(whenGone([]))
      .catch((error: unknown) => {
        throw asPortFault(error, "Asking who holds the task");
      });
    const workers = (...statuses: readonly string[]): string[] =>
      reservations
        .filter(({ reservation_status }) => statuses.includes(reservation_status))
        .map(({ worker_sid }) => worker_sid);
    const holding = workers("accepted", "wrapping");

    return holding.length > 0 ? holding : workers("completed");
  }

  async change(
    id: string,
    edit: (reading: TaskReading) => CallbackTaskChange | undefined,
  ): Promise<TaskReading | undefined> {
    for (let tried = 1, sent: string | undefined; ; tried++) {
      const fetched = await this.#fetch(id);
      if (!fetched) return undefined;
      const { reading, attributes } = fetched;
      // The update before took effect, though its answer was lost: every mark is unlike every other.
      if (attributes === sent) return reading;

      const change = edit(reading);
      if (!change) return reading;

      const fitted = this.#fitted(changedTask(reading.task, change), true);
      sent = fitted.attributes;
      try {
        const { headers } = await this.#tasksToUpdate(id).updateWithHttpInfo({
          attributes: sent,
          ifMatch: reading.revision,
          ...newPriority(reading.task, fitted.task),
        });

        return { task: fitted.task, revision: revisionOf(headers), at: serverTime(headers) };
      } catch (error) {
        const fault = twilioFault(error);
        if (fault?.kind === "not-found") return undefined;
        if (!isWorthAnotherLook(fault?.kind) || tried === CHANGE_TRIES)
          throw asPortFault(error, "Changing the task");
      }
    }
  }

  async end(
    id: string,
    reason: string,
    revision?: string,
    evenOffered = false,
  ): Promise<"ended" | "refused"> {
    for (let tried = 1; ; tried++) {
      const reading = await this.find(id);
      const assignmentStatus = reading && endOf(reading.task.state);
      if (!assignmentStatus) return "ended";
      if (
        revision !== undefined &&
        (reading.revision !== revision || !mayEnd(reading.task.state, evenOffered))
      )
        return "refused";

      try {
        await this.#tasksToUpdate(id).update({ assignmentStatus, reason, ...defined({ ifMatch: revision }) });

        return "ended";
      } catch (error) {
        const fault = twilioFault(error);
        if (fault?.kind === "not-found") return "ended";
        // 20001: the task moved on between the look and the update. https://www.twilio.com/docs/api/errors/20001
        const movedOn = fault?.kind === "refused" && fault.code === 20001;
        if (!(movedOn || isWorthAnotherLook(fault?.kind)) || tried === CHANGE_TRIES)
          throw asPortFault(error, "Ending the task");
      }
    }
  }

  async #heldBy(workerSid: string, extent: Extent): Promise<Look> {
    const { taskSids, at } = await heldTasks(this.#version, {
      workspaceSid: this.#settings.workspaceSid,
      workerSid,
    });
    const readings = await Promise.all(taskSids.map((sid) => this.find(sid)));
    const tasks = readings.flatMap((reading) => (reading ? [reading.task] : []));

    return { tasks: oldestFirst(tasks), at, extent };
  }

  /** Whether a create that failed made a task after all. */
  async #addedAfterAll(
    { request, madeBy }: NewTask,
    mayStillHappen: boolean,
    cause: unknown,
  ): Promise<Added> {
    const { key, routing } = request;
    const seen =
      key === undefined
        ? undefined
        : await this.look({ key, ...defined({ workflowId: routing.workflowId }) }, "newest").catch(
            () => undefined,
          );
    const task = seen?.tasks.find((each) => each.madeBy === madeBy);

    return task
      ? { kind: "added", taskId: task.id, createdAt: task.createdAt }
      : {
          kind: "unknown",
          mayStillHappen: mayStillHappen || seen === undefined,
          cause: asPortFault(cause, "Creating the task"),
        };
  }

  /** The task as it fits its attributes, and what is written of it. */
  #fitted<Task extends AttributesRead>(task: Task, mayLeaveOut: boolean): { task: Task; attributes: string } {
    let whole: JsonObject = {};
    // What was written last is what fits, or is as short as it gets.
    const fitted = fitToBudget(task.request, (request) => {
      whole = writeAttributes({ ...task, request }, this.#settings.accountSid);

      return jsonBytes(whole);
    });
    const attributes = fitted.kind === "fits" ? whole : mayLeaveOut ? withoutOurs(whole) : undefined;
    if (attributes === undefined)
      throw new TooLarge("The attributes are too large for a task", { status: 400 });

    return { task: { ...task, request: fitted.request }, attributes: JSON.stringify(attributes) };
  }

  async #fetch(id: string): Promise<{ reading: TaskReading; attributes: string } | undefined> {
    try {
      const { body, headers } = await this.#tasks(id).fetchWithHttpInfo();
      const task = readTask(body);

      return (
        task && {
          reading: { task, revision: revisionOf(headers), at: serverTime(headers) },
          attributes: body.attributes,
        }
      );
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return undefined;
      throw asPortFault(error, "Fetching the task");
    }
  }
}

/** Not sent unless it changes: what is sent replaces the priority that the workflow's filter gave the task. */
function newPriority(from: CallbackTask, to: CallbackTask): { readonly priority?: number } {
  const { priority } = to.request.routing;

  return priority === from.request.routing.priority ? {} : { priority };
}

/** A conflict, and an update whose answer was lost: the next look tells what the task has become. */
function isWorthAnotherLook(kind: string | undefined): boolean {
  return kind === "conflict" || kind === "lost";
}

/** A task nobody has taken is canceled; one that somebody has is completed. */
function endOf(state: TaskState): "canceled" | "completed" | undefined {
  switch (state) {
    case "waiting":
    case "offered":
      return "canceled";
    case "assigned":
    case "wrap-up":
      return "completed";
    case "completed":
    case "canceled":
      return undefined;
  }
}

function whenGone<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (twilioFault(error)?.kind === "not-found") return value;
    throw error;
  };
}
