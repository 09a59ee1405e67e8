import { isJsonObject, type Json, type JsonObject } from "../../../domain/json.ts";
import type { CallbackInput } from "../../../domain/parse-request.ts";
import { knownNumber } from "../../../domain/phone-number.ts";
import type { Carried } from "../../../domain/waiting/carried.ts";
import { type MenuState, SPOTS, START } from "../../../domain/waiting/menu-state.ts";
import { as, count, fields, flag, number, oneOf, type Read, text } from "../../twilio-wire/shape.ts";
import type { Seal } from "./seal.ts";

/** What is known of a call's visit to the menu, from one request to the next. */
export interface Visit {
  readonly menu: MenuState;
  /** The task of the live call. */
  readonly taskId?: string;
  /** How often that task was looked for. */
  readonly looks: number;
  readonly expectedSeconds?: number;
  readonly waiting?: number;
  readonly openCallbacks?: number;
  readonly hasCallback: boolean;
  /** How many callbacks were arranged for this call and withdrawn again. */
  readonly withdrawn: number;
  /** For a call that left the queue: what its request takes over. */
  readonly carried?: Carried;
}

const NEW_VISIT: Visit = { menu: START, looks: 0, hasCallback: false, withdrawn: 0 };

const date = as(text, (written) => {
  const read = new Date(written);

  return Number.isNaN(read.getTime()) ? undefined : read;
});

const object: Read<JsonObject> = (value) => (isJsonObject(value) ? value : undefined);

const CARRIED = {
  workflowId: text,
  priority: number,
  queuedSince: date,
  attributes: object,
  conversationId: text,
};

const readVisit = fields(
  {
    menu: fields({ at: oneOf(SPOTS), tries: count }, { keyed: as(text, knownNumber) }),
    looks: count,
    hasCallback: flag,
    withdrawn: count,
  },
  {
    taskId: text,
    expectedSeconds: number,
    waiting: number,
    openCallbacks: number,
    carried: fields({}, CARRIED),
  },
);

export function sealVisit(visit: Visit, seal: Seal, callSid: string): string {
  return seal.close(asJson(visit), callSid);
}

/** A state that nobody can open begins anew: the caller hears the greeting once more. */
export function openVisit(sealed: string | undefined, seal: Seal, callSid: string): Visit {
  return (sealed === undefined ? undefined : readVisit(seal.open(sealed, callSid))) ?? NEW_VISIT;
}

/** A message is on its way: who left it, for whom, and what its request takes over. */
export type MessageOnItsWay = Carried & Pick<CallbackInput, "contactNumber" | "callerId">;

const readMessage = fields({}, { ...CARRIED, contactNumber: text, callerId: text });

export function sealMessage(message: MessageOnItsWay, seal: Seal, callSid: string): string {
  return seal.close(asJson(message), callSid);
}

/** `undefined`: nobody can open it. */
export function openMessage(sealed: string, seal: Seal, callSid: string): MessageOnItsWay | undefined {
  return readMessage(seal.open(sealed, callSid));
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
