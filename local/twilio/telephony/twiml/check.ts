import { SSML, TwimlRefused, type Verb } from "./parse.ts";

/** `wait`: while a call waits in a queue. */
export type Place = "call" | "wait";

type Test = (value: string) => boolean;

interface Rule {
  readonly attributes: Readonly<Record<string, Test>>;
  /** Verbs that may stand inside. */
  readonly nests?: readonly string[];
  /** Whether it needs a text, or must have none. */
  readonly text: "required" | "optional" | "none";
}

const anything: Test = () => true;
const flag: Test = (value) => /^(true|false)$/.test(value);
const method: Test = (value) => /^(GET|POST)$/.test(value);
const number =
  (least: number, most: number): Test =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
const words =
  (...known: readonly string[]): Test =>
  (value) =>
    value.split(" ").every((word) => known.includes(word));
const address: Test = (value) => value !== "" && !/\s/.test(value);

const IN_SPEECH = SSML.filter((name) => name !== "p" && name !== "s");

/** Verbs and their attributes: https://www.twilio.com/docs/voice/twiml */
const RULES: Readonly<Record<string, Rule>> = {
  Say: {
    attributes: { voice: anything, language: anything, loop: number(0, 1_000) },
    nests: SSML,
    text: "required",
  },
  break: { attributes: { strength: anything, time: (value) => /^\d+m?s$/.test(value) }, text: "none" },
  emphasis: {
    attributes: { level: words("strong", "moderate", "reduced") },
    nests: IN_SPEECH,
    text: "optional",
  },
  lang: { attributes: { "xml:lang": anything }, nests: SSML, text: "optional" },
  p: { attributes: {}, nests: [...IN_SPEECH, "s"], text: "optional" },
  phoneme: { attributes: { alphabet: anything, ph: anything }, text: "required" },
  prosody: {
    attributes: { volume: anything, rate: anything, pitch: anything },
    nests: SSML,
    text: "optional",
  },
  s: { attributes: {}, nests: IN_SPEECH, text: "optional" },
  "say-as": { attributes: { "interpret-as": anything, format: anything, role: anything }, text: "required" },
  sub: { attributes: { alias: anything }, text: "required" },
  w: { attributes: { role: anything }, nests: IN_SPEECH, text: "optional" },
  Play: {
    attributes: { loop: number(0, 1_000), digits: (value) => /^[0-9*#wW]+$/.test(value) },
    text: "optional",
  },
  Pause: { attributes: { length: number(1, 3_600) }, text: "none" },
  Hangup: { attributes: {}, text: "none" },
  Leave: { attributes: {}, text: "none" },
  Reject: { attributes: { reason: words("busy", "rejected") }, text: "none" },
  Redirect: { attributes: { method }, text: "required" },
  Gather: {
    attributes: {
      action: address,
      method,
      input: words("dtmf", "speech"),
      timeout: number(1, 600),
      numDigits: number(1, 1_000),
      // Empty: every key counts.
      finishOnKey: (value) => /^[0-9*#]?$/.test(value),
      actionOnEmptyResult: flag,
    },
    nests: ["Say", "Play", "Pause"],
    text: "none",
  },
  Record: {
    attributes: {
      action: address,
      method,
      timeout: number(1, 600),
      finishOnKey: (value) => /^[0-9*#]*$/.test(value),
      maxLength: number(1, 14_400),
      playBeep: flag,
      trim: words("trim-silence", "do-not-trim"),
      recordingStatusCallback: address,
      recordingStatusCallbackMethod: method,
      recordingStatusCallbackEvent: words("in-progress", "completed", "absent"),
      transcribe: flag,
      transcribeCallback: address,
    },
    text: "none",
  },
  Enqueue: {
    attributes: {
      action: address,
      method,
      waitUrl: address,
      waitUrlMethod: method,
      workflowSid: (value) => /^WW[0-9a-f]{32}$/.test(value),
    },
    nests: ["Task"],
    text: "optional",
  },
  Task: {
    attributes: { priority: number(0, 2_147_483_647), timeout: number(1, 1_209_600) },
    text: "required",
  },
};

/** https://www.twilio.com/docs/voice/twiml/enqueue: of `waitUrl` */
const IN_WAIT = ["Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"];
const IN_CALL = Object.keys(RULES).filter((name) => name !== "Task" && !SSML.includes(name));

/**
 * Refuses what Twilio cannot carry out at this place.
 *
 * @throws {TwimlRefused}
 */
export function checkTwiml(verbs: readonly Verb[], place: Place): void {
  const allowed = place === "wait" ? IN_WAIT : IN_CALL;
  for (const verb of verbs) checkVerb(verb, allowed, place === "wait" ? "while a call waits" : "in a call");
}

function checkVerb(
  { name, attributes, text, children }: Verb,
  allowed: readonly string[],
  where: string,
): void {
  const rule = RULES[name];
  if (!rule || !allowed.includes(name)) throw new TwimlRefused(12200, `${name} is not allowed ${where}`);

  for (const [key, value] of Object.entries(attributes)) {
    const test = rule.attributes[key];
    if (!test) throw new TwimlRefused(12200, `${name} has no attribute ${key}`);
    if (!test(value)) throw new TwimlRefused(12200, `${key} of ${name} must not be "${value}"`);
  }
  if (rule.text === "required" && text === "") throw new TwimlRefused(12200, `${name} is empty`);
  if (rule.text === "none" && text !== "") throw new TwimlRefused(12200, `${name} must have no text`);
  for (const child of children) checkVerb(child, rule.nests ?? [], `in ${name}`);
}
