import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import type { Move, PhoneCall, PhoneCalls } from "../phone-calls.ts";
import type { RecordingLibrary } from "../recordings.ts";
import { audioNamed } from "../sounds/audio.ts";
import type { Place } from "../twiml/check.ts";
import { TwimlRefused, type Verb } from "../twiml/parse.ts";
import {
  callParams,
  type Document,
  documentOf,
  type Program,
  type SendWebhook,
  signedRequest,
} from "./programs.ts";
import { type Heard, Interrupted, Stage } from "./stage.ts";
import { gather, HungUpWhileSpeaking, type Message, perform, record } from "./verbs.ts";
import type { VoiceQueues, Waiting } from "./voice-queue.ts";

export interface LineNeeds {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly calls: PhoneCalls;
  readonly queues: VoiceQueues;
  readonly recordings: RecordingLibrary;
  readonly send: SendWebhook;
}

/** How a document ended. */
type Outcome =
  | { readonly kind: "next"; readonly program: Program }
  | { readonly kind: "hang-up" }
  | { readonly kind: "leave" }
  /** There are no more verbs. */
  | { readonly kind: "done" };

/** How an agent's acceptance takes effect: the conference is set up first. */
const BRIDGING_MS = 300;

/** So long after a recording Twilio tells of it. */
const TOLD_AFTER_MS = 1_000;

/** One caller's telephone, while it runs TwiML: https://www.twilio.com/docs/voice/twiml */
export class PhoneLine {
  readonly call: PhoneCall;
  readonly #needs: LineNeeds;
  readonly #stage: Stage;
  #waiting: Waiting | undefined;
  #isBridged = false;
  #hasEnded = false;
  #endBridge: (() => void) | undefined;

  constructor(call: PhoneCall, needs: LineNeeds) {
    this.call = call;
    this.#needs = needs;
    this.#stage = new Stage(needs.clock);
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

  speak(words: string): void {
    this.#stage.speak(words);
  }

  hangUp(): void {
    this.#stage.interrupt({ kind: "hung-up" });
  }

  moved(move: Move): void {
    this.#stage.interrupt({ kind: "moved", move });
  }

  /** An agent accepts the call's task. */
  accepted(): void {
    this.#needs.clock.after(BRIDGING_MS, () => this.#stage.interrupt({ kind: "bridged" }));
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
    const { account, send } = this.#needs;
    const document = await documentOf(program, place, account, this.call, send);
    this.#stage.goOn();
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
    try {
      const message = await record(verb, this.#stage, () => clock.time());
      if (!message) {
        this.#tell(verb, document, { RecordingStatus: "absent" });

        return { kind: "done" };
      }

      return next(
        document,
        verb.attributes.action,
        verb.attributes.method,
        this.#keep(message, verb, document),
      );
    } catch (cause) {
      if (cause instanceof HungUpWhileSpeaking) this.#keep(cause.message_, verb, document);
      throw cause;
    }
  }

  #keep(
    { words, seconds, ended }: Message,
    verb: Verb,
    document: Document,
  ): Readonly<Record<string, string>> {
    const { account, clock, recordings } = this.#needs;
    const { mp3 } = audioNamed("message");
    const { sid } = recordings.add({ mp3, seconds, words, callSid: this.call.sid });
    const recording = {
      RecordingSid: sid,
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/Recordings/${sid}`,
      RecordingDuration: String(seconds),
    };
    this.#stage.hear("recorded", words);
    this.#tell(verb, document, { ...recording, RecordingStatus: "completed", RecordingSource: "RecordVerb" });
    const { transcribe, transcribeCallback } = verb.attributes;
    if (transcribe === "true" && transcribeCallback !== undefined && seconds >= 2 && seconds <= 120) {
      clock.after(2 * TOLD_AFTER_MS, () => {
        const { sid: transcription, text } = recordings.transcribe(sid, "completed", words);
        const { RecordingDuration: _, ...whose } = recording;
        this.#webhook(document, transcribeCallback, {
          ...callParams(account, this.call),
          ...whose,
          TranscriptionSid: transcription,
          TranscriptionStatus: "completed",
          TranscriptionText: text,
          TranscriptionType: "fast",
        });
      });
    }

    return { ...recording, Digits: ended };
  }

  /** Twilio sends no numbers there: https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback */
  #tell({ attributes }: Verb, document: Document, params: Readonly<Record<string, string>>): void {
    const { recordingStatusCallback: url, recordingStatusCallbackEvent: events = "completed" } = attributes;
    if (url === undefined || !events.split(" ").includes(params.RecordingStatus ?? "")) return;
    const { account, clock } = this.#needs;
    const whose = { AccountSid: account.accountSid, CallSid: this.call.sid };
    clock.after(TOLD_AFTER_MS, () => this.#webhook(document, url, { ...whose, ...params }));
  }

  #webhook({ base }: Document, url: string, params: Readonly<Record<string, string>>): void {
    const request = signedRequest(this.#needs.account, {
      kind: "at",
      url: new URL(url, base).href,
      method: "POST",
      params,
    });
    this.#needs
      .send(request)
      .catch((cause: unknown) => console.error("A webhook of the telephone was not taken:", String(cause)));
  }

  async #enqueue(verb: Verb, document: Document): Promise<Outcome> {
    const { queues, clock } = this.#needs;
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
        this.#webhookTo(document, action, method, this.#queueParams(waiting, result, seconds()));
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
    const again = (): Program | undefined => {
      const outcome = waitUrl === undefined ? undefined : next(document, waitUrl, method, {});

      return outcome?.kind === "next" ? outcome.program : undefined;
    };
    try {
      for (let program = again(); ; ) {
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

  #webhookTo(
    document: Document,
    url: string,
    method: string | undefined,
    params: Readonly<Record<string, string>>,
  ): void {
    const outcome = next(document, url, method, params);
    if (outcome.kind !== "next" || outcome.program.kind !== "at") return;
    this.#needs
      .send(signedRequest(this.#needs.account, outcome.program))
      .catch((cause: unknown) => console.error("A webhook of the telephone was not taken:", String(cause)));
  }

  #afterQueue({ attributes }: Verb, document: Document, QueueResult: string, seconds: number): Outcome {
    return attributes.action === undefined
      ? { kind: "done" }
      : next(document, attributes.action, attributes.method, { QueueResult, QueueTime: String(seconds) });
  }
}

/** Without an address Twilio asks for the same document again. */
function next(
  { base }: Document,
  url: string | undefined,
  method: string | undefined,
  params: Readonly<Record<string, string>>,
): Outcome {
  const program: Program = {
    kind: "at",
    url: url === undefined ? base : new URL(url, base).href,
    method: method === "GET" ? "GET" : "POST",
    params,
  };

  return { kind: "next", program };
}

/** What `<Task>` says: https://www.twilio.com/docs/voice/twiml/enqueue#task */
function taskOf({ children }: Verb) {
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
