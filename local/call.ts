// `npm run call -- callback|voicemail` sends the requests that Twilio sends for a caller, with Twilio's signature.
// `npm run call -- queue|before-queue` is a telephone: the caller hears the wait menu and presses keys.
import { misused, readArguments } from "../scripts/arguments.ts";
import { studioPath } from "../src/adapters/twilio-wire/paths.ts";
import { inWords } from "./call/in-words.ts";
import { findLocal, type Local, sendForm } from "./call/send.ts";
import { telephone } from "./call/telephone.ts";
import { type Caller, leaveMessage } from "./call/voicemail.ts";
import { fixedSid } from "./twilio/sids.ts";

const USAGE = `npm run call -- callback|voicemail|queue|before-queue [--from +1…] [--to +1…] [--set key=value …]

  --from   the caller's number      (default +14155550123; anonymous for a withheld one)
  --to     the number they called   (default +14155550100)
  --set    any parameter of create-callback, such as --set priority=5
  --at     where the functions are  (default http://localhost:3000, or PORT)

Of queue and before-queue: a telephone, with the wait menu
  --language   the language that is spoken, such as de

Of a voicemail
  --no-transcript      Twilio never transcribes it
  --late-transcript    the transcript comes ten seconds after the recording
  --failed-transcript  Twilio could not transcribe it
  --long               the message takes more than half an hour
  --tones              nobody speaks
  --absent             nothing was recorded`;

const KINDS = ["callback", "voicemail", "queue", "before-queue"] as const;
type Kind = (typeof KINDS)[number];

const { words, values } = readArguments({
  command: "npm run call",
  usage: USAGE,
  options: {
    from: { type: "string" },
    to: { type: "string" },
    set: { type: "string", multiple: true },
    at: { type: "string" },
    language: { type: "string" },
    "no-transcript": { type: "boolean" },
    "late-transcript": { type: "boolean" },
    "failed-transcript": { type: "boolean" },
    long: { type: "boolean" },
    tones: { type: "boolean" },
    absent: { type: "boolean" },
  },
  takes: (word) => KINDS.some((kind) => kind === word),
});
const kind = kindOf(words[0]);
const parties = { from: values.from ?? "+14155550123", to: values.to ?? "+14155550100" };
const local = await findLocal(values.at ?? `http://localhost:${process.env.PORT ?? 3000}`).catch(fail);
const caller: Caller = {
  numberToCall: parties.from,
  numberToCallFrom: parties.to,
  flexFlowSid: fixedSid("FW", "Studio flow"),
  utcDateTimeReceived: new Date().toISOString(),
  ...Object.fromEntries((values.set ?? []).map(keyAndValue)),
};

if (kind === "queue" || kind === "before-queue") {
  const dialled = { ...parties, entry: kind, language: values.language ?? "en-US" };
  await telephone(local, dialled, console.log).catch(fail);
} else {
  for await (const sent of answersOf(kind, local)) {
    console.log(inWords(sent));
    if (sent.status >= 400) process.exitCode = 1;
  }
}

function kindOf(word: string | undefined): Kind {
  return KINDS.find((kind) => kind === word) ?? misused(USAGE);
}

function answersOf(kind: "callback" | "voicemail", to: Local): ReturnType<typeof leaveMessage> {
  switch (kind) {
    case "callback":
      return askForCallback(to);
    case "voicemail":
      return leaveMessage(to, caller, values);
  }
}

async function* askForCallback(to: Local): ReturnType<typeof leaveMessage> {
  yield await sendForm(to, "Studio asks for a callback", studioPath("create-callback"), {}, caller);
}

function keyAndValue(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) misused(`--set takes key=value, not ${text}.`);

  return [text.slice(0, at), text.slice(at + 1)];
}

function fail(why: unknown): never {
  return misused(why instanceof Error ? why.message : String(why));
}
