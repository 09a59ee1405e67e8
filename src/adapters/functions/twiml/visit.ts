import * as z from "zod/mini";
import { defined } from "../../../domain/defined.ts";
import type { Json } from "../../../domain/json.ts";
import type { CallbackInput } from "../../../domain/parse-request.ts";
import { knownNumber } from "../../../domain/phone-number.ts";
import type { Carried } from "../../../domain/waiting/carried.ts";
import { type MenuState, SPOTS, START } from "../../../domain/waiting/menu-state.ts";
import { optionalDate } from "../parameters.ts";
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

const carriedForm = () =>
  z.object({
    workflowId: z.optional(z.string()),
    priority: z.optional(z.number()),
    queuedSince: optionalDate,
    attributes: z.optional(z.record(z.string(), z.json())),
    conversationId: z.optional(z.string()),
  });

const visitForm = () =>
  z.object({
    menu: z.object({ at: z.enum(SPOTS), tries: z.number(), keyed: z.optional(z.string()) }),
    taskId: z.optional(z.string()),
    looks: z.number(),
    expectedSeconds: z.optional(z.number()),
    waiting: z.optional(z.number()),
    openCallbacks: z.optional(z.number()),
    hasCallback: z.boolean(),
    withdrawn: z.number(),
    carried: z.optional(carriedForm()),
  });

export function sealVisit(visit: Visit, seal: Seal, callSid: string): string {
  return seal.close(asJson(visit), callSid);
}

/** A state that nobody can open begins anew: the caller hears the greeting once more. */
export function openVisit(sealed: string | undefined, seal: Seal, callSid: string): Visit {
  const read = z.safeParse(visitForm(), sealed === undefined ? undefined : seal.open(sealed, callSid));
  if (!read.success) return NEW_VISIT;
  const { menu, carried, ...rest } = read.data;
  const keyed = menu.keyed === undefined ? undefined : knownNumber(menu.keyed);

  return defined({
    ...rest,
    menu: defined({ at: menu.at, tries: menu.tries, keyed }),
    carried: carried && (defined(carried) as Carried),
  });
}

/** A message is on its way: who left it, for whom, and what its request takes over. */
export type MessageOnItsWay = Carried & Pick<CallbackInput, "contactNumber" | "callerId">;

const messageForm = () =>
  z.extend(carriedForm(), { contactNumber: z.optional(z.string()), callerId: z.optional(z.string()) });

export function sealMessage(message: MessageOnItsWay, seal: Seal, callSid: string): string {
  return seal.close(asJson(message), callSid);
}

/** `undefined`: nobody can open it. */
export function openMessage(sealed: string, seal: Seal, callSid: string): MessageOnItsWay | undefined {
  const read = z.safeParse(messageForm(), seal.open(sealed, callSid));

  return read.success ? (defined(read.data) as MessageOnItsWay) : undefined;
}

function asJson(value: object): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
