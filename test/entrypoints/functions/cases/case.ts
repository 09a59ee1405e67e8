import type { Fault, LocalAccount } from "../../../../local/twilio/index.ts";
import type { Form, FunctionName, Sent } from "../../../support/functions.ts";

/** One thing that goes wrong, what is answered, and what it leaves behind: a line of the table, and a test. */
export interface Case {
  readonly what: string;
  readonly sent: (world: World) => Sent;
  readonly faults?: readonly Fault[];
  readonly answer: ExpectedAnswer;
  /** Made by the request. */
  readonly tasks: number;
  /** What the task's attributes must hold. */
  readonly attributes?: object;
  /** What else the table says about it. */
  readonly note?: string;
}

export interface ExpectedAnswer {
  readonly status: number;
  /** Absent: success. */
  readonly code?: string;
  /** The parameters found wrong: these and no others. */
  readonly fields?: readonly string[];
  readonly retryAfter?: true;
}

/** A group of cases, under one heading of the table. */
export interface Section {
  readonly title: string;
  readonly cases: readonly Case[];
}

/** What a request can be about. */
export interface World {
  readonly account: LocalAccount;
  /** A callback that the agent has taken. */
  heldCallback(number?: string): string;
  /** A callback that waits out its delay. */
  delayedCallback(): string;
  /** A call that waits in the queue. */
  foreignTask(): string;
}

export type Changes = Readonly<Record<string, string | readonly string[] | undefined>>;

export const CONTACT = "+14155550123";
export const CALLER_ID = "+14155550100";
export const RECORDING = `RE${"5".repeat(32)}`;
export const TRANSCRIPT = "Please call me about order nine, I am at home all day.";

export const SUCCESS: ExpectedAnswer = { status: 200 };
export const BUSY: ExpectedAnswer = { status: 503, code: "unavailable", retryAfter: true };
export const REFUSED_BY_TWILIO: ExpectedAnswer = { status: 502, code: "refused-by-twilio" };

/** From Studio. A change to `undefined` leaves the parameter out. */
export function callback(changes: Changes = {}): () => Sent {
  const form = changed({ numberToCall: CONTACT, numberToCallFrom: CALLER_ID }, changes);

  return () => ({ to: "studio/create-callback", form });
}

export function voicemail(changes: Changes = {}): () => Sent {
  return callback({
    RecordingSid: RECORDING,
    TranscriptionText: TRANSCRIPT,
    TranscriptionStatus: "completed",
    ...changes,
  });
}

/** From Flex, with the agent's token. */
export function fromFlex(to: FunctionName, changes: (world: World) => Changes): (world: World) => Sent {
  return (world) => ({ to, form: changed({ Token: world.account.tokens.agent }, changes(world)) });
}

export function jsonFromFlex(json: object): (world: World) => Sent {
  return ({ account }) => ({ to: "flex/create-callback", json: { Token: account.tokens.agent, ...json } });
}

export function requeue(changes: Changes = {}): (world: World) => Sent {
  return fromFlex("flex/requeue-callback", ({ heldCallback }) => ({ taskSid: heldCallback(), ...changes }));
}

/** A callback with these parameters is refused for them. */
export function refused(
  what: string,
  changes: Changes,
  fields: readonly string[] = Object.keys(changes),
): Case {
  return {
    what,
    sent: callback(changes),
    answer: { status: 400, code: "invalid-request", fields },
    tasks: 0,
  };
}

/** A request that is answered with a task, however odd it looks. */
export function accepted(what: string, sent: Case["sent"], attributes: object, note?: string): Case {
  return { what, sent, answer: SUCCESS, tasks: 1, attributes, ...(note !== undefined && { note }) };
}

export function changed(form: Form, changes: Changes): Form {
  return Object.fromEntries(
    Object.entries({ ...form, ...changes }).filter(
      (entry): entry is [string, string | string[]] => entry[1] !== undefined,
    ),
  );
}
