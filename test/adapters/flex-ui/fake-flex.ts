import { EventEmitter } from "node:events";
import type {
  Flex,
  FlexServiceConfiguration,
  FlexTask,
  TaskPayload,
} from "../../../src/adapters/flex-ui/flex/flex.ts";
import { anId } from "../../support/requests.ts";

interface StartOutboundCallPayload {
  readonly destination: string;
  readonly callerId?: string;
  readonly queueSid?: string;
  readonly taskAttributes?: Readonly<Record<string, unknown>>;
}

/** How the SDK fails when Flex asks TaskRouter for the outbound task. */
export interface TaskRouterFault {
  readonly status?: number;
  readonly statusText: string;
}

type ActionListener = (payload: TaskPayload, abort: () => void) => void | Promise<void>;

export const ACTIVITIES = { available: anId("WA", 1), offline: anId("WA", 2) };
export const WORKER_ID = anId("WK", 1);
export const QUEUE_ID = anId("WQ", 1);

/**
 * The parts of Flex UI 2.17 that the plugin uses, with the refusals of the genuine ones, in their order and words.
 * That the genuine Flex behaves so, the tests in the browser show.
 */
export class FakeFlex implements Flex {
  readonly workerId = WORKER_ID;
  readonly events = new EventEmitter();
  readonly calls: StartOutboundCallPayload[] = [];
  readonly invoked: { readonly name: string; readonly payload: object }[] = [];
  serviceConfiguration: FlexServiceConfiguration = {
    outbound_call_flows: { default: { enabled: true } },
    taskrouter_offline_activity_sid: ACTIVITIES.offline,
  };
  microphone: "present" | "absent" = "present";
  /** Actions that somebody has blocked. */
  readonly blocked = new Set<string>();
  /** What TaskRouter answers next when it is asked for a task. */
  nextFault: TaskRouterFault | undefined;
  readonly #tasks = new Map<string, FlexTask>();
  readonly #listeners = new Set<() => void>();
  readonly #actionListeners = new Map<string, readonly ActionListener[]>();
  readonly #running = new Set<string>();
  #activitySid = ACTIVITIES.available;
  #selectedTaskSid: string | undefined;
  #activeCall: unknown;
  #made = 0;

  readonly store = {
    getState: () => ({
      flex: {
        worker: { tasks: this.#tasks, activity: { sid: this.#activitySid } },
        phone: { activeCall: this.#activeCall },
        view: { selectedTaskSid: this.#selectedTaskSid },
      },
    }),
    subscribe: (listener: () => void) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    },
  };

  readonly actions = {
    addListener: (event: string, listener: ActionListener) =>
      this.#actionListeners.set(event, [...(this.#actionListeners.get(event) ?? []), listener]),
    invokeAction: (name: string, payload: object) => this.#invoke(name, payload),
  };

  /** Callbacks and voicemails are matched by our channels, which are none of calls. */
  isCallTask({ attributes, taskChannelUniqueName }: FlexTask): boolean {
    return (
      taskChannelUniqueName === "voice" && !["callback", "voicemail"].includes(String(attributes.taskType))
    );
  }

  get selectedTaskSid(): string | undefined {
    return this.#selectedTaskSid;
  }

  get tasks(): readonly FlexTask[] {
    return [...this.#tasks.values()];
  }

  setActivity(sid: string): void {
    this.#activitySid = sid;
    this.#dispatch();
  }

  setActiveCall(call: unknown): void {
    this.#activeCall = call;
    this.#dispatch();
  }

  configure(configuration: FlexServiceConfiguration): void {
    this.serviceConfiguration = { ...this.serviceConfiguration, ...configuration };
    this.#dispatch();
  }

  /** A task that an agent has, unless another status is named. */
  addTask(details: Partial<FlexTask> = {}): FlexTask {
    const task = { ...aFlexTask(++this.#made), ...details };
    this.#put(task);

    return task;
  }

  /** What TaskRouter tells Flex of a reservation. */
  report(
    event: "taskAccepted" | "taskWrapup" | "taskCompleted" | "taskCanceled",
    sid: string,
    reasonCode?: number,
    secondsLater = 0,
  ): void {
    const task = this.#tasks.get(sid);
    if (!task) throw new Error(`No such reservation: ${sid}`);
    const reported: FlexTask = {
      ...task,
      status: STATUS_AFTER[event],
      dateUpdated: new Date((task.dateUpdated ?? NOON).getTime() + secondsLater * 1000),
      sourceObject: reasonCode === undefined ? {} : { canceledReasonCode: reasonCode },
    };
    this.events.emit(event, reported);
    if (event === "taskCompleted" || event === "taskCanceled") this.#remove(sid);
    else this.#put(reported);
  }

  setAttributes(sid: string, attributes: Readonly<Record<string, unknown>>): void {
    const task = this.#tasks.get(sid);
    if (task) this.#put({ ...task, attributes });
  }

  async #invoke(name: string, given: object): Promise<void> {
    if (this.#running.has(name)) throw coreError("Action is pending");
    if (this.blocked.has(name)) throw coreError("Action is blocked");
    this.#running.add(name);
    try {
      const payload = this.#updated(given);
      await this.#tellBefore(name, payload);
      this.invoked.push({ name, payload });
      await this.#run(name, payload);
    } finally {
      this.#running.delete(name);
    }
  }

  async #tellBefore(name: string, payload: TaskPayload): Promise<void> {
    let aborted = false;
    const abort = () => {
      aborted = true;
    };
    for (const listener of this.#actionListeners.get(`before${name}`) ?? []) await listener(payload, abort);
    if (aborted) throw new Error(`Action ${name} cancelled by before event`);
  }

  /** Flex completes a payload that names the task one way with the other way. */
  #updated(given: object): Record<string, unknown> {
    const payload: Record<string, unknown> = { ...given };
    const task = payload.task as FlexTask | null | undefined;
    if (task) payload.sid = task.sid;
    else if (typeof payload.sid === "string") payload.task = this.#tasks.get(payload.sid);

    return payload;
  }

  async #run(name: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
    switch (name) {
      case "StartOutboundCall":
        return this.#startOutboundCall(payload as unknown as StartOutboundCallPayload);
      case "SelectTask":
        this.#selectedTaskSid = (payload.sid as string | undefined) || undefined;
        return this.#dispatch();
      case "WrapupTask":
        return this.#move(payload, ["accepted"], "taskWrapup");
      case "CompleteTask":
        return this.#move(payload, ["accepted", "wrapping"], "taskCompleted");
      default:
        throw coreError("Action does not exist");
    }
  }

  async #move(
    { sid }: Readonly<Record<string, unknown>>,
    from: readonly string[],
    event: "taskWrapup" | "taskCompleted",
  ): Promise<void> {
    const task = this.#tasks.get(String(sid));
    await Promise.resolve();
    if (!task || !from.includes(task.status)) throw coreError("reservation is not in accepted state");
    this.report(event, task.sid);
  }

  async #startOutboundCall(payload: StartOutboundCallPayload): Promise<void> {
    const flow = this.serviceConfiguration.outbound_call_flows?.default;
    if (flow?.enabled !== true) throw coreError("outbound calling disabled");
    if (this.#activeCall) throw coreError("voice call already live");
    const calls = this.tasks.filter((task) => this.isCallTask(task));
    if (calls.some(({ status }) => status === "pending"))
      throw coreError("cannot do outbound calls with a pending inbound call");
    if (calls.some(({ status }) => status === "accepted")) throw coreError("live call task already exists");
    if (this.#activitySid === ACTIVITIES.offline) throw coreError("cannot do outbound calls when offline");
    if (!payload.destination) throw coreError("invalid destination");
    if (this.microphone === "absent") return;

    await Promise.resolve();
    const fault = this.nextFault;
    this.nextFault = undefined;
    if (fault) throw coreError("task could not be created", flexError(fault));

    this.calls.push(payload);
    const task = this.addTask({
      status: "pending",
      attributes: { ...payload.taskAttributes, direction: "outbound" },
    });
    this.#selectedTaskSid = task.sid;
  }

  #put(task: FlexTask): void {
    this.#tasks.set(task.sid, task);
    this.#dispatch();
  }

  /** When the selected task goes, Flex selects nothing, a moment later; as often as not, twice. */
  #remove(sid: string): void {
    this.#tasks.delete(sid);
    this.#dispatch();
    if (this.#selectedTaskSid !== sid) return;
    for (const after of [0, 1]) setTimeout(() => void this.#invoke("SelectTask", { task: null }), after);
  }

  #dispatch(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const NOON = new Date("2026-03-02T12:00:00.000Z");

const STATUS_AFTER = {
  taskAccepted: "accepted",
  taskWrapup: "wrapping",
  taskCompleted: "completed",
  taskCanceled: "canceled",
} as const;

export function aFlexTask(made = 1): FlexTask {
  return {
    sid: anId("WR", made),
    taskSid: anId("WT", made),
    status: "accepted",
    attributes: { taskType: "callback", callBackData: { numberToCall: "+14155550123" } },
    dateCreated: new Date("2026-03-02T09:30:00.000Z"),
    priority: 0,
    timeout: 86_400,
    queueSid: QUEUE_ID,
    queueName: "Callbacks",
    workerSid: WORKER_ID,
    workflowSid: anId("WW", 1),
    taskChannelUniqueName: "voice",
  };
}

/** The error that Flex's actions throw. */
function coreError(message: string, wrappedError?: object): Error {
  return Object.assign(new Error(message), { content: { wrappedError } });
}

function flexError({ status, statusText }: TaskRouterFault): Error {
  return Object.assign(new Error("task could not be created"), {
    content: {
      description: statusText,
      wrappedError: Object.assign(new Error(statusText), {
        ...(status !== undefined && { response: { status, statusText } }),
      }),
    },
  });
}
