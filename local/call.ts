// `npm run call -- callback|voicemail`: sends what Studio sends, signed as Twilio signs it.
import { parseArgs } from "node:util";
import { signatureOf } from "./functions/signature.ts";
import { fixedSid } from "./twilio/sids.ts";

const USAGE = `npm run call -- callback|voicemail [--from +1…] [--to +1…] [--set key=value …]

  --from   the caller's number      (default +14155550123)
  --to     the number they called   (default +14155550100)
  --set    any parameter of create-callback, such as --set priority=5
  --at     where the functions are  (default http://localhost:3000, or PORT)`;

const { positionals, values } = readArguments();
const kind = positionals[0];
if (kind !== "callback" && kind !== "voicemail") fail(USAGE);

const base = values.at ?? `http://localhost:${process.env.PORT ?? 3000}`;
const { authToken } = await ready(base);
const url = `${base}/callback/studio/create-callback`;
const form = {
  numberToCall: values.from ?? "+14155550123",
  numberToCallFrom: values.to ?? "+14155550100",
  flexFlowSid: fixedSid("FW", "Studio flow"),
  utcDateTimeReceived: new Date().toISOString(),
  ...(kind === "voicemail" && voicemailParameters()),
  ...Object.fromEntries((values.set ?? []).map(keyAndValue)),
};

const response = await fetch(url, {
  method: "POST",
  headers: {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-Twilio-Signature": signatureOf(authToken, url, form),
  },
  body: new URLSearchParams(form),
});
console.log(response.status, await response.text());
process.exitCode = response.ok ? 0 : 1;

function voicemailParameters(): Record<string, string> {
  const random = () => crypto.randomUUID().replaceAll("-", "");

  return {
    RecordingSid: `RE${random()}`,
    TranscriptionSid: `TR${random()}`,
    TranscriptionText: "Hello, it is about my order. Please call me back this afternoon.",
    TranscriptionStatus: "completed",
  };
}

async function ready(base: string): Promise<{ authToken: string }> {
  try {
    return (await (await fetch(`${base}/__local/ready`)).json()) as { authToken: string };
  } catch {
    return fail(`Nothing answers at ${base}. Start it first: npm start`);
  }
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

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
