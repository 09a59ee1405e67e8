import {
  type TaskInstance,
  TaskListInstance,
  type TaskListInstance as TaskResource,
} from "twilio/lib/rest/taskrouter/v1/workspace/task.js";
import { fitToBudget } from "../../domain/attribute-budget.ts";
import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { CallbackTask } from "../../domain/callback-task.ts";
import { type JsonObject, jsonBytes, parseJson } from "../../domain/json.ts";
import type { Routing } from "../../domain/routing.ts";
import { isOpen, type TaskState } from "../../domain/task-state.ts";
import type { CallbackTaskChange, CallbackTasks } from "../../ports/callback-tasks.ts";
import { TooLarge, Unavailable } from "../../ports/faults.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import {
  type AttributesRead,
  markExpression,
  readAttributes,
  recordingExpression,
  writeAttributes,
} from "../twilio-wire/task-attributes.ts";

export interface TaskRouterSettings {
  readonly accountSid: string;
  readonly workspaceSid: string;
  /** The workflow of requests that name none. */
  readonly workflowSid: string;
}

/** Callbacks and voicemails as tasks of a TaskRouter workspace: https://www.twilio.com/docs/taskrouter/api/task */
export class TaskRouterCallbackTasks implements CallbackTasks {
  private readonly tasks: TaskResource;

  /** @param version TaskRouter's v1: our own, or `twilio(…).taskrouter.v1` */
  constructor(
    version: ApiVersion,
    private readonly settings: TaskRouterSettings,
  ) {
    this.tasks = TaskListInstance(
      version as unknown as Parameters<typeof TaskListInstance>[0],
      settings.workspaceSid,
    );
  }

  async add(request: CallbackRequest): Promise<string> {
    const { workflowId, channel, priority, timeoutSeconds, queuedSince } = request.routing;
    const asked = {
      attributes: this.written(this.fitted({ request })),
      workflowSid: workflowId ?? this.settings.workflowSid,
      taskChannel: channel,
      priority,
      timeout: timeoutSeconds,
      ...(queuedSince && { virtualStartTime: queuedSince }),
    };

    for (let tried = 1; ; tried++) {
      try {
        return (await this.tasks.create(asked)).sid;
      } catch (error) {
        const taskId = await this.addedAfterAll(request, error);
        if (taskId !== undefined) return taskId;
        if (tried === CREATE_TRIES) throw asPortFault(error, "Creating the task");
      }
    }
  }

  async find(id: string): Promise<CallbackTask | undefined> {
    return (await this.fetch(id))?.task;
  }

  async findByMark(mark: string): Promise<readonly CallbackTask[]> {
    return this.open(markExpression(mark), ({ request }) => request.mark === mark);
  }

  async findByRecording(recordingId: string): Promise<CallbackTask | undefined> {
    const isMeant = ({ request }: CallbackTask) => request.voicemail?.recordingId === recordingId;

    return (await this.open(recordingExpression(recordingId), isMeant))[0];
  }

  async holders(id: string): Promise<readonly string[]> {
    const reservations = await this.tasks(id)
      .reservations.list({ pageSize: 50, limit: 50 })
      .catch(whenGone([]))
      .catch((error: unknown) => {
        throw asPortFault(error, "Asking who holds the task");
      });
    const workers = (...statuses: readonly string[]): string[] =>
      reservations
        .filter(({ reservationStatus }) => statuses.includes(reservationStatus))
        .map(({ workerSid }) => workerSid);
    const holding = workers("accepted", "wrapping");

    return holding.length > 0 ? holding : workers("completed");
  }

  async change(
    id: string,
    edit: (task: CallbackTask) => CallbackTaskChange | undefined,
  ): Promise<CallbackTask | undefined> {
    for (let tried = 1, sent: string | undefined; ; tried++) {
      const fetched = await this.fetch(id);
      if (!fetched) return undefined;
      // The update before took effect, though its answer was lost: repeating it met its own change.
      if (fetched.attributes === sent) return fetched.task;

      const change = edit(fetched.task);
      if (!change) return fetched.task;

      const changed = this.fitted({ ...fetched.task, ...change });
      sent = this.written(changed);
      try {
        await this.tasks(id).update({ attributes: sent, ifMatch: fetched.etag });
        return changed;
      } catch (error) {
        const fault = twilioFault(error);
        if (fault?.kind === "not-found") return undefined;
        if (fault?.kind !== "conflict" || tried === CHANGE_TRIES)
          throw asPortFault(error, "Changing the task");
      }
    }
  }

  async complete(id: string, reason: string): Promise<void> {
    for (let tried = 1; ; tried++) {
      const fetched = await this.fetch(id);
      const assignmentStatus = fetched && endOf(fetched.task.state);
      if (!assignmentStatus) return;

      try {
        await this.tasks(id).update({ assignmentStatus, reason });
        return;
      } catch (error) {
        const fault = twilioFault(error);
        if (fault?.kind === "not-found") return;
        // 20001: the task moved on between the look and the update. https://www.twilio.com/docs/api/errors/20001
        const movedOn = fault?.kind === "refused" && fault.code === 20001;
        if (!movedOn || tried === CHANGE_TRIES) throw asPortFault(error, "Completing the task");
      }
    }
  }

  /**
   * The latest attempt first.
   * @param expression which tasks to fetch; text in it is compared more loosely than `isMeant` does
   */
  private async open(
    expression: string,
    isMeant: (task: CallbackTask) => boolean,
  ): Promise<readonly CallbackTask[]> {
    const found = await this.tasks
      .list({ evaluateTaskAttributes: expression, pageSize: 50, limit: 50 })
      .catch((error: unknown) => {
        throw asPortFault(error, "Looking for the request's task");
      });

    return found
      .map(readTask)
      .filter((task) => task !== undefined)
      .filter((task) => isOpen(task.state) && isMeant(task))
      .sort((one, other) => other.request.attemptsMade - one.request.attemptsMade);
  }

  /**
   * Whether a create that failed made a task after all. Undefined: it did not, and may be tried again.
   *
   * A create that ran out of time may still be at work, so that it is never repeated here.
   */
  private async addedAfterAll(request: CallbackRequest, error: unknown): Promise<string | undefined> {
    const fault = twilioFault(error);
    if (fault?.kind !== "lost") throw asPortFault(error, "Creating the task");

    const open = request.mark === undefined ? [] : await this.findByMark(request.mark);
    const task = open.find(({ request: made }) => isSameAttempt(made, request));
    if (!task && (fault.mayStillHappen || request.mark === undefined))
      throw asPortFault(error, "Creating the task");

    return task?.id;
  }

  /** The task as it fits its attributes. */
  private fitted<Task extends AttributesRead>(task: Task): Task {
    const fitted = fitToBudget(task.request, (request) => jsonBytes(this.attributesOf({ ...task, request })));
    if (fitted.kind === "too-large")
      throw new TooLarge("The attributes are too large for a task", { status: 400 });

    return { ...task, request: fitted.request };
  }

  private written(task: AttributesRead): string {
    return JSON.stringify(this.attributesOf(task));
  }

  private attributesOf(task: AttributesRead): JsonObject {
    return writeAttributes(task, this.settings.accountSid);
  }

  private async fetch(
    id: string,
  ): Promise<{ task: CallbackTask; attributes: string; etag: string } | undefined> {
    const fetched = await this.fetchRaw(id);
    const task = fetched && readTask(fetched.body);

    return task && { task, attributes: fetched.body.attributes, etag: fetched.etag };
  }

  private async fetchRaw(id: string): Promise<{ body: TaskInstance; etag: string } | undefined> {
    try {
      const { body, headers } = await this.tasks(id).fetchWithHttpInfo();
      const { etag } = headers as { etag?: string };
      if (etag === undefined) throw new Unavailable("TaskRouter answered without an ETag");

      return { body, etag };
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return undefined;
      throw asPortFault(error, "Fetching the task");
    }
  }
}

/** Whoever asks again, while an agent still has the task of the first time, asks at another time. */
function isSameAttempt(one: CallbackRequest, other: CallbackRequest): boolean {
  return one.attemptsMade === other.attemptsMade && one.receivedAt.getTime() === other.receivedAt.getTime();
}

const CREATE_TRIES = 3;
const CHANGE_TRIES = 5;

function readTask(instance: TaskInstance): CallbackTask | undefined {
  const read = readAttributes(parseJson(instance.attributes), {
    createdAt: instance.dateCreated,
    routing: routingOf(instance),
  });

  return read && { id: instance.sid, state: stateOf(instance), ...read };
}

function routingOf(instance: TaskInstance): Routing {
  const { virtualStartTime, dateCreated } = instance;
  const keptPlace = virtualStartTime && virtualStartTime.getTime() !== dateCreated.getTime();

  return {
    workflowId: instance.workflowSid,
    channel: instance.taskChannelUniqueName,
    priority: instance.priority,
    timeoutSeconds: instance.timeout,
    ...(keptPlace && { queuedSince: virtualStartTime }),
  };
}

const STATES: Record<TaskInstance["assignmentStatus"], TaskState> = {
  pending: "waiting",
  reserved: "offered",
  assigned: "assigned",
  wrapping: "wrap-up",
  completed: "completed",
  canceled: "canceled",
};

function stateOf({ assignmentStatus }: TaskInstance): TaskState {
  return STATES[assignmentStatus];
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
