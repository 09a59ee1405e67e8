import { randomBytes } from "node:crypto";
import { studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import { control, type Local, type Sent, sendForm } from "./send.ts";

/** The flow's parameters about the caller. They are in the addresses of both webhooks. */
export type Caller = Readonly<Record<string, string>>;

export interface MessageOptions {
  readonly "no-transcript"?: boolean | undefined;
  readonly "late-transcript"?: boolean | undefined;
  readonly "failed-transcript"?: boolean | undefined;
  readonly long?: boolean | undefined;
  readonly tones?: boolean | undefined;
  readonly absent?: boolean | undefined;
}

const RECORDING_STATUS = studioPath("recording-status");
const CREATE_CALLBACK = studioPath("create-callback");
const TRANSCRIBED_AFTER_MS = 500;
const TRANSCRIBED_LATE_AFTER_MS = 10_000;

interface Made {
  readonly recordingSid: string;
  readonly callSid: string;
  readonly seconds: number;
}

/**
 * Leaves a message. Twilio reports the recording first, and perhaps a transcript some time later.
 * https://www.twilio.com/docs/voice/twiml/record
 */
export async function* leaveMessage(
  local: Local,
  caller: Caller,
  options: MessageOptions,
): AsyncGenerator<Sent> {
  if (options.absent) {
    const callSid = `CA${randomBytes(16).toString("hex")}`;
    const nothing = {
      ...recordingForm(local, { callSid, seconds: 0, recordingSid: "" }),
      RecordingStatus: "absent",
    };
    yield await sendForm(local, "Nothing was recorded", RECORDING_STATUS, caller, withoutEmpty(nothing));
    return;
  }

  const audio = options.long ? "long" : options.tones ? "tones" : "message";
  const made = await control<Made>(local, "recordings", { audio });
  yield await sendForm(local, "The recording is there", RECORDING_STATUS, caller, recordingForm(local, made));
  // Twilio transcribes messages from 2 to 120 seconds.
  if (options["no-transcript"] || options.tones || made.seconds > 120) return;

  const isLate = options["late-transcript"];
  await new Promise((resolve) =>
    setTimeout(resolve, isLate ? TRANSCRIBED_LATE_AFTER_MS : TRANSCRIBED_AFTER_MS),
  );
  const status = options["failed-transcript"] ? "failed" : "completed";
  const { transcriptionSid, text } = await control<{ transcriptionSid: string; text: string }>(
    local,
    `recordings/${made.recordingSid}/transcriptions`,
    { status },
  );
  const form = {
    ...recordingForm(local, made),
    TranscriptionSid: transcriptionSid,
    TranscriptionStatus: status,
    TranscriptionText: text,
    TranscriptionType: "fast",
  };
  yield await sendForm(local, "The transcript is there", CREATE_CALLBACK, caller, withoutEmpty(form));
}

function recordingForm(
  { accountSid }: Local,
  { recordingSid, callSid, seconds }: Made,
): Record<string, string> {
  return {
    AccountSid: accountSid,
    CallSid: callSid,
    RecordingSid: recordingSid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingSid}`,
    RecordingStatus: "completed",
    RecordingDuration: String(seconds),
    RecordingChannels: "1",
    RecordingSource: "RecordVerb",
    RecordingStartTime: new Date(Date.now() - seconds * 1000).toUTCString().replace("GMT", "+0000"),
    ErrorCode: "0",
  };
}

function withoutEmpty(form: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ""));
}
