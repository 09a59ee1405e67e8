// `npm run call -- callback|voicemail` sends the requests that Twilio sends for a caller, with Twilio's signature.
import { parseArgs } from "node:util";
import { studioPath } from "../src/adapters/twilio-wire/paths.ts";
import { inWords } from "./call/in-words.ts";
import { findLocal, type Local, sendForm } from "./call/send.ts";
import { type Caller, leaveMessage } from "./call/voicemail.ts";
import { fixedSid } from "./twilio/sids.ts";

const USAGE = `npm run call -- callback|voicemail [--from +1…] [--to +1…] [--set key=value …]

  --from   the caller's number      (default +14155550123; anonymous for a withheld one)
  --to     the number they called   (default +14155550100)
  --set    any parameter of create-callback, such as --set priority=5
  --at     where the functions are  (default http://localhost:3000, or PORT)

Of a voicemail
  --no-transcript      Twilio never transcribes it
  --late-transcript    the transcript comes ten seconds after the recording
  --failed-transcript  Twilio could not transcribe it
  --long               the message takes more than half an hour
  --tones              nobody speaks
  --absent             nothing was recorded`;

const { positionals, values } = readArguments();
const kind = kindOf(positionals[0]);
const local = await findLocal(values.at ?? `http://localhost:${process.env.PORT ?? 3000}`).catch(fail);
const caller: Caller = {
  numberToCall: values.from ?? "+14155550123",
  numberToCallFrom: values.to ?? "+14155550100",
  flexFlowSid: fixedSid("FW", "Studio flow"),
  utcDateTimeReceived: new Date().toISOString(),
  ...Object.fromEntries((values.set ?? []).map(keyAndValue)),
};

const answers = answersOf(kind, local);
for await (const sent of answers) {
  console.log(inWords(sent));
  if (sent.status >= 400) process.exitCode = 1;
}

function kindOf(word: string | undefined): "callback" | "voicemail" {
  return word === "callback" || word === "voicemail" ? word : fail(USAGE);
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

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        from: { type: "string" },
        to: { type: "string" },
        set: { type: "string", multiple: true },
        at: { type: "string" },
        "no-transcript": { type: "boolean" },
        "late-transcript": { type: "boolean" },
        "failed-transcript": { type: "boolean" },
        long: { type: "boolean" },
        tones: { type: "boolean" },
        absent: { type: "boolean" },
      },
    });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function keyAndValue(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) fail(`--set takes key=value, not ${text}`);

  return [text.slice(0, at), text.slice(at + 1)];
}

function fail(why: unknown): never {
  console.error(why instanceof Error ? why.message : why);
  process.exit(2);
}
