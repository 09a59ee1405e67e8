interface AnswerBody {
  readonly taskSid?: string;
  readonly code?: string;
  readonly [name: string]: unknown;
}

/** A request to one of the functions, by a caller, by Twilio or by an agent's browser. */
export interface FunctionCall {
  readonly id: number;
  readonly what:
    | "ask"
    | "put-back"
    | "record"
    | "close"
    | "delete"
    | "list"
    | "cancel"
    | "expedite"
    | "assign"
    | "events";
  /** Whose request it is about: the simulation's own name for it. */
  readonly key: string;
  /** Made once for ever: an explicit id, or a recording. */
  readonly once: boolean;
  /** The task that the agent named. */
  readonly taskSid?: string;
  readonly detail: string;
  readonly form: Readonly<Record<string, string>>;
  readonly sentAt: number;
  process?: string;
  /** When it reached the process. */
  arrivedAt?: number;
  answeredAt?: number;
  /** The status with which it was answered, whether or not the answer arrived. */
  answeredWith?: number;
  answeredBody?: AnswerBody;
  /** What arrived. */
  status?: number;
  body?: AnswerBody;
  /** The process died or froze while it was at work on this. */
  disturbed?: boolean;
}

/** A request of a process to Twilio. */
export interface TwilioCall {
  readonly id: number;
  readonly for: FunctionCall | undefined;
  readonly process: string;
  readonly text: string;
  readonly service: string;
  /** It makes a task. */
  readonly creates: boolean;
  readonly sentAt: number;
  actedAt?: number;
  fault?: string;
}

export interface PlacedCall {
  readonly at: number;
  /** When the agent pressed the button. The call is noted first, for which the panel takes a second at most. */
  readonly pressedAt?: number;
  outcome?: string;
  callSid?: string;
  /** When a function said that the outcome was recorded. */
  recordedAt?: number;
}

/** A task as the simulation saw it live. */
export interface SeenTask {
  readonly sid: string;
  readonly key: string | undefined;
  readonly createdAt: number;
  readonly channel: string;
  readonly workflow: string;
  /** As it was made. */
  readonly priority: number;
  highestPriority: number;
  /** The moment from which its place in the queue counts. */
  readonly place: number;
  readonly madeBy: TwilioCall | undefined;
  readonly calls: PlacedCall[];
  /** As it was made. */
  readonly firstAttributes: string;
  attributes: string;
  status: string;
  acceptedAt?: number;
  /** For the first time. */
  offeredAt?: number;
  endedAt?: number;
  /** Which request canceled it. Of a task that ended otherwise this says nothing. */
  endedBy?: TwilioCall | undefined;
  /** The agent asked to put it back, for the first time. */
  putBackAt?: number;
  /** The agent decided to end it without a call. */
  handledAt?: number;
}

/** An agent dealt with a request without a call. */
export interface Handled {
  readonly key: string;
  readonly at: number;
}

/** A task was offered to an agent. */
export interface Offer {
  readonly at: number;
  readonly task: SeenTask;
  /** Tasks that waited at this moment, and could have been offered. */
  readonly waiting: readonly SeenTask[];
}

/** Everything that happened, as somebody outside saw it. Nothing in it is read off our own marks. */
export class History {
  readonly functionCalls: FunctionCall[] = [];
  readonly twilioCalls: TwilioCall[] = [];
  readonly tasks = new Map<string, SeenTask>();
  readonly handled: Handled[] = [];
  readonly offers: Offer[] = [];
  readonly logLines: string[] = [];
  readonly unhandled: string[] = [];
  readonly lines: string[] = [];
  deaths = 0;
  readonly #time: () => number;
  readonly #start: number;
  readonly #isTold: boolean;
  readonly #names = new Map<string, string>();

  /** @param isTold keeps the story in words, which takes longer than to live through it */
  constructor(time: () => number, isTold = false) {
    this.#time = time;
    this.#start = time();
    this.#isTold = isTold;
  }

  /** One line of the story, with short names for SIDs. */
  tell(text: () => string): void {
    if (!this.#isTold) return;
    const seconds = ((this.#time() - this.#start) / 1000).toFixed(3).padStart(9);
    this.lines.push(
      `${seconds}  ${text().replace(/\b([A-Z]{2})[0-9a-f]{32}\b/g, (sid, kind: string) => this.#short(sid, kind))}`,
    );
  }

  /** Everybody for whom there was a task. */
  keys(): ReadonlySet<string> {
    return new Set([...this.tasks.values()].flatMap(({ key }) => key ?? []));
  }

  /** All tasks of the request, the oldest first. */
  tasksOf(key: string): readonly SeenTask[] {
    return [...this.tasks.values()].filter((task) => task.key === key);
  }

  #short(sid: string, kind: string): string {
    const known = this.#names.get(sid);
    if (known !== undefined) return known;
    const count = [...this.#names.values()].filter((name) => name.startsWith(`${kind}-`)).length;
    const name = `${kind}-${count + 1}`;
    this.#names.set(sid, name);

    return name;
  }
}

/** What put-backs of this task made: one task if all is well. */
export function nextOf({ sid }: SeenTask, own: readonly SeenTask[]): readonly SeenTask[] {
  return own.filter(({ madeBy }) => madeBy?.for?.what === "put-back" && madeBy.for.taskSid === sid);
}
