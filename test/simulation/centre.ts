import type { OnceNeeds } from "../../src/application/once/needs.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";
import type { Chance } from "../../src/ports/chance.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Log } from "../../src/ports/log.ts";
import type { Fault } from "./weather.ts";

/** One request of a process to the world outside. */
export interface Trip<Answer> {
  /** Which service is asked, such as `taskrouter`: a service may be away. */
  readonly service: string;
  readonly text: string;
  /** It makes a task. */
  readonly creates: boolean;
  act(): Promise<Answer>;
  /** What the process gets to hear in place of the answer. It may be rejected, or never settle. */
  spoiled(fault: Fault): Promise<Answer>;
  /** The answer in a word, for the story. */
  inWords(answer: Answer): string;
}

/** What a process has of the world outside: its own clock, and a network in which everything may fail. */
export interface Link {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  travel<Answer>(trip: Trip<Answer>): Promise<Answer>;
}

/**
 * A bug that is put into the harness's own wiring: it replaces parts, which it gets as they should be. `src` does not
 * know of it.
 */
export type Plant = (parts: OnceNeeds) => Bindings;

/** A task as its queue shows it to people. */
export interface QueueTask {
  readonly sid: string;
  /** What everybody who looks at the task can read, as JSON. */
  readonly attributes: string;
  readonly status: string;
  readonly channel: string;
  readonly workflow: string;
  readonly priority: number;
  /** The moment from which its place in the queue counts. */
  readonly place: number;
}

export type TaskNews = "made" | "changed" | "ended" | "offered";

/** A task that is put before an agent. */
export interface Offer {
  readonly taskSid: string;
  /** False: it was not offered any more, or had ended. */
  accept(): boolean;
  complete(): void;
}

export interface Login {
  readonly name: string;
  readonly token: string;
  readonly workerSid: string;
}

/** A contact centre as its agents and its callers see it. What stands behind it is its own affair. */
export interface Centre {
  readonly environment: Readonly<Record<string, string>>;
  readonly authToken: string;
  readonly agents: readonly Login[];
  readonly supervisor: Login;
  /** The parts of one process, which reach this centre over its link. */
  partsOf(link: Link, plant: Plant | undefined): Bindings;
  watch(listener: (news: TaskNews, task: QueueTask) => void): void;
  /** The agent starts to work: from now on everything offered to them goes to the listener. */
  start(agent: Login, onOffer: (offer: Offer) => void): void;
  /** The agent, who may have been sent away for not answering, takes offers again. */
  isBack(agent: Login): void;
  /** Somebody left a message. Returns the recording's SID. */
  record(): string;
  hasRecording(sid: string): boolean;
  /** What was asked of Twilio that Twilio does not know. */
  violations(): readonly string[];
}
