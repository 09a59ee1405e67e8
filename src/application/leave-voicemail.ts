import type { CallbackInput } from "../domain/parse-request.ts";
import type { Log } from "../ports/log.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";
import type { RequestCallback, RequestCallbackOutcome } from "./request-callback.ts";

/** A recording was made: puts the voicemail to the agents, and asks for its transcript. */
export type LeaveVoicemail = (asked: CallbackInput) => Promise<RequestCallbackOutcome>;

/** The voicemail does not wait for its transcript, nor suffers when none can be had. */
export const makeLeaveVoicemail =
  (requestCallback: RequestCallback, transcriptions: Transcriptions, log: Log): LeaveVoicemail =>
  async (asked) => {
    const outcome = await requestCallback(asked);
    const recordingId = asked.voicemail?.recordingId;
    if (outcome.kind === "refused" || recordingId === undefined) return outcome;

    try {
      await transcriptions.request(recordingId);
    } catch (cause) {
      log.warn("transcription.not-requested", { taskId: outcome.taskId, recordingId }, cause);
    }

    return outcome;
  };
