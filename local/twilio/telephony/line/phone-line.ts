import type { Move, PhoneCall, PhoneCalls } from "../phone-calls.ts";
import type { Place } from "../twiml/check.ts";
import { TwimlRefused, type Verb } from "../twiml/parse.ts";
import { type MessageNeeds, Messages } from "./messages.ts";
import { callParams, type Document, documentOf, type Program, programAt, tell } from "./programs.ts";
import { type Heard, Interrupted, Stage } from "./stage.ts";
import { gather, HungUpWhileSpeaking, type Message, perform, record } from "./verbs.ts";
import { taskOf, type VoiceQueues, type Waiting } from "./voice-queue.ts";

export interface LineNeeds extends MessageNeeds {
  readonly calls: PhoneCalls;
  readonly queues: VoiceQueues;
}

/** How a document ended. */
type Outcome =
  | { readonly kind: "next"; readonly program: Program }
  | { readonly kind: "hang-up" }
  | { readonly kind: "leave" }
  /** There are no more verbs. */
  | { readonly kind: "done" };

/** One caller's telephone, while it runs TwiML: https://www.twilio.com/docs/voice/twiml */
export class PhoneLine {
  readonly call: PhoneCall;
  readonly #needs: LineNeeds;
  readonly #stage: Stage;
  readonly #messages: Messages;
  #waiting: Waiting | undefined;
  #isBridged = false;
  #hasEnded = false;
  #endBridge: (() => void) | undefined;

  constructor(call: PhoneCall, needs: LineNeeds) {
    this.call = call;
    this.#needs = needs;
    this.#stage = new Stage(needs.clock);
    this.#messages = new Messages(call, needs);
  }

  get heard(): readonly Heard[] {
    return this.#stage.heard;
  }

  get state(): "ended" | "with-agent" | "recording" | "listening" | "busy" {
    if (this.#hasEnded) return "ended";
    if (this.#isBridged) return "with-agent";
    if (this.#stage.isRecording) return "recording";

    return this.#stage.isListening ? "listening" : "busy";
  }

  /** The task of the call, while it waits. */
  get taskSid(): string | undefined {
    return this.#waiting?.taskSid;
  }

  onHeard(listener: () => void): () => void {
    return this.#stage.onHeard(listener);
  }

  press(keys: string): void {
    for (const key of keys) this.#stage.press(key);
  }

  speak(words: string, sound?: Uint8Array<ArrayBuffer>): void {
    this.#stage.speak({ words, ...(sound && { sound }) });
  }

  hangUp(): void {
    this.#stage.interrupt({ kind: "hung-up" });
  }

  moved(move: Move): void {
    this.#stage.interrupt({ kind: "moved", move });
  }

  /** An agent who has accepted the call's task gets the caller. */
  accepted(): void {
    this.#stage.interrupt({ kind: "bridged" });
  }

  /** The agent's part of the conference is over. */
  conferenceEnded(): void {
    this.#endBridge?.();
  }

  /** Runs until the call ends. What cannot be carried out ends it, as at Twilio. */
  async run(start: Program): Promise<void> {
    let program: Program | undefined = start;
    while (program !== undefined) {
      this.#stage.begin();
      try {
        const outcome: Outcome = await this.#play(program, "call");
        program = outcome.kind === "next" ? outcome.program : undefined;
      } catch (cause) {
        program = this.#after(cause);
      }
    }
    this.#hasEnded = true;
    this.#needs.calls.end(this.call.sid);
    this.#stage.hear("ended", "");
  }

  #after(cause: unknown): Program | undefined {
    if (cause instanceof HungUpWhileSpeaking) return this.#after(cause.cause);
    if (cause instanceof Interrupted) {
      return cause.by.kind === "moved" ? { kind: "at", ...cause.by.move, params: {} } : undefined;
    }
    if (!(cause instanceof TwimlRefused)) throw cause;
    this.#stage.hear("refused", `${cause.code}: ${cause.message}`);
    this.#stage.hear("said", "We are sorry, an application error has occurred. Goodbye.");

    return undefined;
  }

  async #play(program: Program, place: Place): Promise<Outcome> {
    const asked = documentOf(program, place, this.#needs.account, this.call, this.#needs);
    // Of a call that was taken elsewhere meanwhile nobody reads the answer, whatever it is.
    const document = await asked.finally(() => this.#stage.goOn());
    for (const verb of document.verbs) {
      const outcome = await this.#do(verb, document);
      if (outcome.kind !== "done") return outcome;
    }

    return { kind: "done" };
  }

  async #do(verb: Verb, document: Document): Promise<Outcome> {
    const { attributes } = verb;
    switch (verb.name) {
      case "Hangup":
      case "Reject":
        return { kind: "hang-up" };
      case "Leave":
        return { kind: "leave" };
      case "Redirect":
        return next(document, verb.text, attributes.method, {});
      case "Gather": {
        const keys = await gather(verb, this.#stage);
        if (keys === undefined) return { kind: "done" };

        return next(document, attributes.action, attributes.method, { Digits: keys, msg: "Gather End" });
      }
      case "Record":
        return this.#record(verb, document);
      case "Enqueue":
        return this.#enqueue(verb, document);
      default:
        await perform(verb, this.#stage);

        return { kind: "done" };
    }
  }

  async #record(verb: Verb, document: Document): Promise<Outcome> {
    const { clock } = this.#needs;
    const { action, method } = verb.attributes;
    try {
      const message = await record(verb, this.#stage, () => clock.time());
      if (message) return next(document, action, method, this.#keep(message, verb, document));
      this.#messages.absent(verb, document);

      return { kind: "done" };
    } catch (cause) {
      if (cause instanceof HungUpWhileSpeaking) this.#keep(cause.message_, verb, document);
      throw cause;
    }
  }

  #keep(message: Message, verb: Verb, document: Document): Readonly<Record<string, string>> {
    this.#stage.hear("recorded", message.words);

    return this.#messages.keep(message, verb, document);
  }

  async #enqueue(verb: Verb, document: Document): Promise<Outcome> {
    const { account, queues, clock } = this.#needs;
    const { workflowSid = "", waitUrl, waitUrlMethod, action, method } = verb.attributes;
    const waiting = queues.enter(this.call, workflowSid, taskOf(verb));
    if (!waiting) return this.#afterQueue(verb, document, "queue-full", 0);

    this.#waiting = waiting;
    const seconds = () => Math.floor((clock.time() - waiting.since) / 1_000);
    try {
      const result = await this.#waitThrough(waiting, document, waitUrl, waitUrlMethod);
      if (result !== "bridged") queues.leave(waiting);

      return result === "hangup" ? { kind: "hang-up" } : this.#afterQueue(verb, document, result, seconds());
    } catch (cause) {
      queues.leave(waiting);
      const by = cause instanceof Interrupted ? cause.by.kind : "error";
      const result = by === "moved" ? "redirected" : by === "hung-up" ? "hangup" : "error";
      if (!(cause instanceof Interrupted)) {
        this.#stage.hear(
          "refused",
          cause instanceof TwimlRefused ? `${cause.code}: ${cause.message}` : String(cause),
        );
        if (cause instanceof TwimlRefused) return this.#afterQueue(verb, document, result, seconds());
      } else if (action !== undefined) {
        // The caller is elsewhere: Twilio tells of it, and the answer leads nowhere.
        tell(
          account,
          this.#needs,
          programAt(document, action, method, this.#queueParams(waiting, result, seconds())),
        );
      }
      throw cause;
    } finally {
      this.#waiting = undefined;
    }
  }

  /** Asks for the wait's TwiML again and again, until an agent, the caller, or the TwiML ends the wait. */
  async #waitThrough(
    waiting: Waiting,
    document: Document,
    waitUrl: string | undefined,
    method: string | undefined,
  ): Promise<"bridged" | "leave" | "hangup"> {
    const { queues } = this.#needs;
    const again = () => (waitUrl === undefined ? undefined : programAt(document, waitUrl, method, {}));
    try {
      for (let program: Program | undefined = again(); ; ) {
        if (!program) await this.#stage.wait(60_000);
        else {
          const outcome: Outcome = await this.#play(this.#withQueue(program, waiting), "wait");
          if (outcome.kind === "leave") return "leave";
          if (outcome.kind === "hang-up") return "hangup";
          program = outcome.kind === "next" ? outcome.program : again();
        }
      }
    } catch (cause) {
      if (!(cause instanceof Interrupted) || cause.by.kind !== "bridged") throw cause;
    }
    queues.bridged(waiting);
    await this.#bridge();

    return "bridged";
  }

  #withQueue(program: Program, waiting: Waiting): Program {
    return program.kind === "given"
      ? program
      : { ...program, params: { ...this.#needs.queues.params(waiting), ...program.params } };
  }

  async #bridge(): Promise<void> {
    this.#stage.begin();
    this.#isBridged = true;
    this.#stage.hear("bridged", "");
    try {
      await this.#stage.until<void>((resolve) => {
        this.#endBridge = resolve;

        return () => undefined;
      });
    } finally {
      this.#isBridged = false;
      this.#endBridge = undefined;
    }
  }

  #queueParams({ workflowSid }: Waiting, result: string, seconds: number): Readonly<Record<string, string>> {
    return {
      ...callParams(this.#needs.account, this.call),
      QueueResult: result,
      QueueSid: this.#needs.queues.sidOf(workflowSid),
      QueueTime: String(seconds),
    };
  }

  #afterQueue({ attributes }: Verb, document: Document, QueueResult: string, seconds: number): Outcome {
    return attributes.action === undefined
      ? { kind: "done" }
      : next(document, attributes.action, attributes.method, { QueueResult, QueueTime: String(seconds) });
  }
}

function next(
  document: Document,
  url: string | undefined,
  method: string | undefined,
  params: Readonly<Record<string, string>>,
): Outcome {
  return { kind: "next", program: programAt(document, url, method, params) };
}
