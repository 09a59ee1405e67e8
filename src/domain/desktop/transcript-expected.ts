import type { CallbackRequest } from "../callback-request.ts";

/** Twilio transcribes within minutes. After this long no transcript comes any more. */
const LONGEST_TRANSCRIPTION_MS = 10 * 60_000;

/** Whether a voicemail without a transcript may still get one. */
export function isTranscriptExpected(
  { receivedAt }: Pick<CallbackRequest, "receivedAt">,
  now: Date,
): boolean {
  return now.getTime() - receivedAt.getTime() < LONGEST_TRANSCRIPTION_MS;
}
