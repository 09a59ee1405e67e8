/** A request to one of the functions, by a caller, by Twilio or by an agent's browser. */
export interface FunctionCall {
  readonly id: number;
  readonly what: "ask" | "put-back" | "record" | "delete";
  /** Whose request it is about: the simulation's own name for it. */
  readonly key: string;
  /** Made once for ever: an explicit id, or a recording. */
  readonly once: boolean;
  /** The task that the agent named. */
  readonly taskSid?: string;
  readonly detail: string;
  readonly sentAt: number;
  process?: string;
  answeredAt?: number;
  status?: number;
  body?: { readonly taskSid?: string; readonly code?: string; readonly [name: string]: unknown };
  /** The process died or froze while it was at work on this. */
  disturbed?: boolean;
}

/** A request of a process to Twilio. */
export interface TwilioCall {
  readonly id: number;
  readonly for: FunctionCall | undefined;
  readonly process: string;
  readonly text: string;
  readonly host: string;
  readonly sentAt: number;
  actedAt?: number;
  status?: number;
  fault?: string;
}

export interface PlacedCall {
  readonly at: number;
  outcome?: string;
  callSid?: string;
  /** The outcome was recorded: the function said so. */
  recorded?: boolean;
}

/** A task as the simulation saw it live. */
export interface SeenTask {
  readonly sid: string;
  readonly key: string | undefined;
  readonly createdAt: number;
  readonly channel: string;
  readonly madeBy: TwilioCall | undefined;
  readonly calls: PlacedCall[];
  attributes: string;
  status: string;
  acceptedAt?: number;
  offeredAt?: number;
  endedAt?: number;
  /** The agent asked to put it back, for the first time. */
  putBackAt?: number;
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
  readonly #names = new Map<string, string>();

  constructor(time: () => number) {
    this.#time = time;
    this.#start = time();
  }

  /** One line of the story, with short names for SIDs. */
  tell(text: string): void {
    const seconds = ((this.#time() - this.#start) / 1000).toFixed(3).padStart(9);
    this.lines.push(
      `${seconds}  ${text.replace(/\b([A-Z]{2})[0-9a-f]{32}\b/g, (sid, kind: string) => this.#short(sid, kind))}`,
    );
  }

  keyOf(taskSid: string): string | undefined {
    return this.tasks.get(taskSid)?.key;
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
