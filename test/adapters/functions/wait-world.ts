import { checkTwiml } from "../../../local/twilio/telephony/twiml/check.ts";
import { parseTwiml, type Verb } from "../../../local/twilio/telephony/twiml/parse.ts";
import { DEFAULT_MENU, type MenuOptions } from "../../../src/adapters/functions/twiml/menu-options.ts";
import { Seal } from "../../../src/adapters/functions/twiml/seal.ts";
import {
  makeWaitExperience,
  type WaitPolicy,
} from "../../../src/adapters/functions/twiml/wait-experience.ts";
import { MemoryInboundCalls } from "../../../src/adapters/memory/memory-inbound-calls.ts";
import { MemoryLedger } from "../../../src/adapters/memory/memory-ledger.ts";
import { MemoryWaitEstimates } from "../../../src/adapters/memory/memory-wait-estimates.ts";
import { MemoryWaitingCalls } from "../../../src/adapters/memory/memory-waiting-calls.ts";
import { makeCancelCallback } from "../../../src/application/cancel-callback.ts";
import { makeFindCallback } from "../../../src/application/find-callback.ts";
import { makeKeepPlace } from "../../../src/application/keep-place.ts";
import { makeLeaveForVoicemail } from "../../../src/application/leave-for-voicemail.ts";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { FUNCTIONS_PACE } from "../../../src/domain/once/pace.ts";
import type { WaitingCalls } from "../../../src/ports/waiting-calls.ts";
import { Centre } from "../../application/centre.ts";
import { anId } from "../../support/requests.ts";

export const CALL = anId("CA");
export const CALLER = "+14155550100";
export const CALLED = "+14155550199";
export const WORKFLOW = anId("WW", 7);

export interface WorldOptions {
  readonly menu?: Partial<MenuOptions>;
  readonly policy?: Partial<WaitPolicy>;
  readonly offers?: Partial<WaitPolicy["offers"]>;
  /** Puts something in front of the calls' queue. */
  readonly calls?: (calls: MemoryWaitingCalls) => WaitingCalls;
}

/** A caller in front of the wait menu of a contact centre in memory. */
export class WaitWorld {
  readonly centre = new Centre();
  readonly calls = new MemoryWaitingCalls();
  readonly inbound = new MemoryInboundCalls();
  readonly estimates = new MemoryWaitEstimates(this.centre.clock);
  readonly seal = new Seal("a secret of the contact centre");
  readonly taskId: string;
  readonly #answer: ReturnType<typeof makeWaitExperience>;
  /** Where Twilio asks next if nothing is keyed, and if something is. */
  #next = "wait-experience?";
  #action = "wait-experience?";

  constructor({ menu, policy, offers, calls = (memory) => memory }: WorldOptions = {}) {
    const { centre, inbound, estimates } = this;
    const { requestCallback } = centre.process();
    const waiting = calls(this.calls);
    const ledger = new MemoryLedger(centre.clock, centre.ledgerBook);
    const findCallback = makeFindCallback(centre.tasks, ledger, centre.clock, centre.policy);
    const workflows = { callbackWorkflows: [] };
    this.taskId = this.calls.add(CALL, {
      routing: {
        workflowId: WORKFLOW,
        priority: 3,
        queuedSince: new Date(centre.clock.now().getTime() - 60_000),
      },
      attributes: { skills: ["billing"] },
    });
    this.inbound.add(CALL, { from: CALLER, to: CALLED });
    this.#answer = makeWaitExperience(
      {
        calls: waiting,
        estimates,
        findCallback,
        requestCallback,
        cancelCallback: makeCancelCallback(findCallback, {
          tasks: centre.tasks,
          clock: centre.clock,
          pace: FUNCTIONS_PACE,
        }),
        keepPlace: makeKeepPlace(waiting, requestCallback, centre.tasks, centre.clock, centre.log, workflows),
        leaveForVoicemail: makeLeaveForVoicemail(waiting, inbound, centre.clock, centre.log, workflows),
        log: centre.log,
      },
      this.seal,
      centre.clock,
      {
        options: { ...DEFAULT_MENU, ...menu },
        callbackWorkflow: anId("WW"),
        numbers: { premiumNumbers: "refuse" },
        functionsUrl: "https://functions.example.com",
        transcribes: false,
        offers: {
          callback: true,
          voicemail: true,
          fromSeconds: 0,
          fromLength: 0,
          timeZone: "UTC",
          ...offers,
        },
        ...policy,
      },
    );
  }

  /** The caller comes to this address. */
  async arrive(query = "", details: Readonly<Record<string, string>> = {}): Promise<readonly Verb[]> {
    return this.ask(`wait-experience?${query}`, details);
  }

  async press(keys: string): Promise<readonly Verb[]> {
    return this.ask(this.#action, { Digits: keys });
  }

  async sayNothing(): Promise<readonly Verb[]> {
    return this.ask(this.#next, {});
  }

  /** Twilio asks, as it does while a call waits. Every answer must be one that Twilio takes there. */
  async ask(url: string, details: Readonly<Record<string, string>>): Promise<readonly Verb[]> {
    const { searchParams } = new URL(url, "https://functions.example.com/callback/studio/");
    const event = {
      ...Object.fromEntries(searchParams),
      CallSid: CALL,
      From: CALLER,
      To: CALLED,
      ...details,
    };
    const { status, body, headers } = await this.centre.run(this.#answer(event));
    if (status !== 200 || headers?.["Content-Type"] !== "text/xml")
      throw new Error("It must answer with TwiML");
    const verbs = parseTwiml(String(body));
    const isInQueue = !["before", "voicemail"].includes(searchParams.get("entry") ?? "queue");
    checkTwiml(verbs, isInQueue ? "wait" : "call");
    this.#action = verbs.find(({ name }) => name === "Gather" || name === "Record")?.attributes.action ?? "";
    this.#next = verbs.find(({ name }) => name === "Redirect")?.text ?? "";

    return verbs;
  }

  /** Everything that is open for agents. */
  callbacks(): Promise<readonly CallbackTask[]> {
    return this.centre.openTasks();
  }

  /** Where a message is recorded, and where Twilio tells of it. */
  get addresses(): { readonly action: string; readonly next: string } {
    return { action: this.#action, next: this.#next };
  }
}

/** What a caller hears. */
export function heard(verbs: readonly Verb[]): string {
  return verbs
    .flatMap((verb) => (verb.name === "Gather" ? verb.children : [verb]))
    .filter(({ name }) => name === "Say")
    .map(({ text }) => text)
    .join(" ");
}

/** The verbs, those inside of a Gather in brackets. */
export function shape(verbs: readonly Verb[]): string {
  return verbs
    .map(({ name, children }) => (children.length > 0 ? `${name}(${shape(children)})` : name))
    .join(" ");
}
