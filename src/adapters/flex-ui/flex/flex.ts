/**
 * The parts of Flex that this plugin uses, so that each is named once and a test can stand in for them.
 * The genuine `Manager` and `Actions` of `@twilio/flex-ui` fit; the entrypoint's compilation shows it.
 */
export interface Flex {
  readonly actions: FlexActions;
  readonly store: FlexStore;
  readonly events: FlexEvents;
  readonly serviceConfiguration: FlexServiceConfiguration;
  /** The worker who is logged in. Absent for people who take no tasks. */
  readonly workerId: string | undefined;
  /** Whether the task's channel definition makes it a telephone call: Flex allows one at a time. */
  isCallTask(task: FlexTask): boolean;
}

export interface FlexActions {
  invokeAction(name: string, payload: object): Promise<unknown>;
  /** Flex waits for what a listener returns. `abort` keeps the action from being carried out. */
  addListener(
    event: "beforeSelectTask" | "beforeCompleteTask",
    listener: (payload: TaskPayload, abort: () => void) => void | Promise<void>,
  ): unknown;
}

/** Flex hands the same object on to the action, so that a listener may change it. */
export interface TaskPayload {
  sid?: string;
  task?: unknown;
}

export interface FlexStore {
  getState(): { readonly flex: FlexState };
  subscribe(listener: () => void): () => void;
}

export interface FlexState {
  readonly worker: {
    /** By reservation. */
    readonly tasks: ReadonlyMap<string, FlexTask>;
    readonly activity: { readonly sid: string };
  };
  readonly phone: { readonly activeCall?: unknown };
  readonly view: { readonly selectedTaskSid?: string | undefined };
}

export interface FlexTask {
  /** The reservation's SID, which is Flex's own name for a task. */
  readonly sid: string;
  readonly taskSid: string;
  /** The reservation's status. */
  readonly status: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Numbers as Flex writes them. */
  readonly formattedAttributes?: { readonly from?: string };
  readonly dateCreated?: Date;
  /** When the reservation came into its status, by TaskRouter's clock. */
  readonly dateUpdated?: Date;
  readonly priority: number;
  readonly timeout: number;
  readonly queueSid: string;
  readonly queueName: string;
  readonly workerSid: string;
  readonly workflowSid: string;
  readonly taskChannelUniqueName: string;
  /** The reservation itself. */
  readonly sourceObject?: { readonly canceledReasonCode?: number };
}

export type FlexTaskEvent = "taskAccepted" | "taskCanceled" | "taskWrapup" | "taskCompleted";

export interface FlexEvents {
  addListener(event: FlexTaskEvent, listener: (task: FlexTask) => void): unknown;
  removeListener(event: FlexTaskEvent, listener: (task: FlexTask) => void): unknown;
}

export interface FlexServiceConfiguration {
  readonly outbound_call_flows?: { readonly default?: { readonly enabled?: boolean } };
  readonly taskrouter_offline_activity_sid?: string;
}
