import type { LocalAccount } from "../../account.ts";
import { notFound } from "../../refusal.ts";
import { newSid } from "../../sids.ts";
import type { Task } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import type { PhoneCall } from "../phone-calls.ts";
import { TwimlRefused, type Verb } from "../twiml/parse.ts";

export interface Waiting {
  readonly callSid: string;
  readonly workflowSid: string;
  readonly taskSid: string;
  readonly since: number;
}

/** Made when somebody waits for its workflow the first time. */
interface VoiceQueue {
  readonly sid: string;
  readonly createdAt: number;
}

/** Twilio's own bound: https://www.twilio.com/docs/voice/api/queue-resource */
const DEFAULT_CAPACITY = 100;

/** So long is the conference set up in which agent and caller meet. Unverified. */
const BRIDGING_MS = 300;

/** The calls of `<Enqueue workflowSid>`: the voice queue of each workflow, and the tasks of its calls. */
export class VoiceQueues {
  readonly #account: LocalAccount;
  readonly #store: Store;
  readonly #waiting = new Map<string, Waiting>();
  readonly #queues = new Map<string, VoiceQueue>();
  capacity = DEFAULT_CAPACITY;

  constructor(account: LocalAccount, store: Store) {
    this.#account = account;
    this.#store = store;
    store.state.bridgesFor = (taskSid) =>
      [...this.#waiting.values()].some((each) => each.taskSid === taskSid) ? BRIDGING_MS : 0;
  }

  /** `undefined`: the queue is full. */
  enter(
    call: PhoneCall,
    workflowSid: string,
    given: { readonly attributes: object; readonly priority?: number; readonly timeout?: number },
  ): Waiting | undefined {
    if (this.#of(workflowSid).length >= this.capacity) return undefined;
    const { attributes, ...others } = given;
    const task = this.#store.createTask({
      workflowSid,
      taskChannel: "voice",
      attributes: JSON.stringify({ ...attributes, ...this.#ofTheCall(call) }),
      ...others,
    });
    const waiting = {
      callSid: call.sid,
      workflowSid,
      taskSid: task.sid,
      since: this.#store.state.clock.time(),
    };
    this.#waiting.set(call.sid, waiting);

    return waiting;
  }

  /** Hanging up and leaving cancel the task; an agent who has it is left with the rest of the work. */
  leave({ callSid, taskSid }: Waiting): void {
    this.#waiting.delete(callSid);
    switch (this.taskOf(taskSid)?.assignmentStatus) {
      case "pending":
      case "reserved":
        this.#store.updateTask(taskSid, { assignmentStatus: "canceled", reason: "hangup" });
        break;
      case "assigned":
        this.#store.updateTask(taskSid, { assignmentStatus: "wrapping" });
    }
  }

  /** The caller is with an agent. */
  bridged({ callSid }: Waiting): void {
    this.#waiting.delete(callSid);
  }

  taskOf(taskSid: string): Task | undefined {
    return this.#store.state.tasks.get(taskSid);
  }

  /** What Twilio sends to `waitUrl` of the voice queue: https://www.twilio.com/docs/voice/twiml/enqueue */
  params({ callSid, workflowSid, since }: Waiting): Readonly<Record<string, string>> {
    const all = this.#of(workflowSid);

    return {
      QueuePosition: String(all.findIndex((each) => each.callSid === callSid) + 1),
      QueueSid: this.sidOf(workflowSid),
      QueueTime: String(this.#secondsSince(since)),
      AvgQueueTime: String(this.#averageWait(all)),
      CurrentQueueSize: String(all.length),
      MaxQueueSize: String(this.capacity),
    };
  }

  sidOf(workflowSid: string): string {
    const queue = this.#queues.get(workflowSid) ?? {
      sid: newSid("QU"),
      createdAt: this.#store.state.clock.time(),
    };
    this.#queues.set(workflowSid, queue);

    return queue.sid;
  }

  /** By its SID. The solution template relies on it that its name is the SID of its workflow. */
  find(sid: string) {
    const [found] = [...this.#queues].filter(([, queue]) => queue.sid === sid);
    if (!found) throw notFound(`/Queues/${sid}.json`);
    const [workflowSid, { createdAt }] = found;
    const waiting = this.#of(workflowSid);

    return {
      sid,
      createdAt,
      friendlyName: workflowSid,
      size: waiting.length,
      averageWait: this.#averageWait(waiting),
      capacity: this.capacity,
    };
  }

  #averageWait(waiting: readonly Waiting[]): number {
    const sum = waiting.reduce((seconds, { since }) => seconds + this.#secondsSince(since), 0);

    return Math.floor(sum / Math.max(1, waiting.length));
  }

  #secondsSince(moment: number): number {
    return Math.floor((this.#store.state.clock.time() - moment) / 1_000);
  }

  clear(): void {
    this.#waiting.clear();
    this.#queues.clear();
    this.capacity = DEFAULT_CAPACITY;
  }

  #of(workflowSid: string): readonly Waiting[] {
    return [...this.#waiting.values()].filter((each) => each.workflowSid === workflowSid);
  }

  /** https://www.twilio.com/docs/taskrouter/twiml-queue-calls */
  #ofTheCall({ sid, from, to, status }: PhoneCall): object {
    return {
      call_sid: sid,
      account_sid: this.#account.accountSid,
      from,
      caller: from,
      to,
      called: to,
      direction: "inbound",
      call_status: status,
      api_version: "2010-04-01",
    };
  }
}

/** What `<Task>` says: https://www.twilio.com/docs/voice/twiml/enqueue#task */
export function taskOf({ children }: Verb) {
  const [task] = children;
  const { priority, timeout } = task?.attributes ?? {};

  return {
    attributes: jsonOf(task?.text ?? "{}"),
    ...(priority !== undefined && { priority: Number(priority) }),
    ...(timeout !== undefined && { timeout: Number(timeout) }),
  };
}

function jsonOf(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new TwimlRefused(12200, "The attributes of Task are no JSON");
  }
}
