import type { LeaveVoicemail } from "../../application/leave-voicemail.ts";
import type { RequestCallback } from "../../application/request-callback.ts";
import type { CallbackInput } from "../../domain/parse-request.ts";
import type { Log } from "../../ports/log.ts";
import { type Answer, success } from "./answer.ts";
import { type CreateCallbackRead, readCreateCallback } from "./create-callback-request.ts";
import { RECORDING_PARAMETERS } from "./parameter-catalogue.ts";
import { type FunctionEvent, readParameters } from "./parameters.ts";
import { refused, requested } from "./request-answer.ts";

export interface RecordingStatusPolicy {
  /** What to do for a caller who left no audible message. */
  readonly absent: "callback" | "ignore";
  /** A message that is known to be shorter counts as none. */
  readonly minSeconds: number;
}

/** What the webhook itself does not say of a message: who left it, for whom, and what its request takes over. */
export type CallerOf = (event: FunctionEvent) => Promise<Partial<CallbackInput>>;

/**
 * `recording-status` receives the `recordingStatusCallback` of `<Record>`, and its `action`, which has no status.
 * https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback
 *
 * Twilio sends the SIDs of the recording and the call, but no phone numbers. The flow puts those into the query, under the
 * same names as for `create-callback`; else they are read from the call.
 */
export const makeRecordingStatus =
  (
    leaveVoicemail: LeaveVoicemail,
    requestCallback: RequestCallback,
    callerOf: CallerOf,
    log: Log,
    policy: RecordingStatusPolicy,
  ) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const sent = readCreateCallback(event);
    const read = { ...sent, asked: { ...(await callerOf(event)), ...sent.asked } };
    const recordingSid = read.asked.voicemail?.recordingId;
    const status = statusOf(event);
    switch (status) {
      case "absent":
      case "failed":
        return withoutMessage(status);
      // A flow may also ask Twilio to report recordings that are not there yet.
      case "in-progress":
      case "paused":
      case "processing":
      case "deleted":
        return success();
    }
    if (recordingSid === undefined) return refused({ RecordingSid: "is required" }, log);
    if (read.recordingSeconds !== undefined && read.recordingSeconds < policy.minSeconds)
      return withoutMessage("too-short");

    return requested(leaveVoicemail, read, log);

    async function withoutMessage(why: string): Promise<Answer> {
      log.warn("recording.absent", { recordingSid, status: why, becomes: policy.absent });

      return policy.absent === "ignore" ? success() : requested(requestCallback, withoutVoicemail(read), log);
    }
  };

/** https://www.twilio.com/docs/voice/api/recording#recording-properties */
function statusOf(event: FunctionEvent): string | undefined {
  return readParameters(event, RECORDING_PARAMETERS).values.RecordingStatus?.trim().toLowerCase();
}

function withoutVoicemail({ asked, ...read }: CreateCallbackRead): CreateCallbackRead {
  const { voicemail: _, ...rest } = asked;

  return { ...read, asked: rest };
}
