import type { LeaveVoicemail } from "../../application/leave-voicemail.ts";
import type {
  CheckRequest,
  RequestCallback,
  RequestCallbackOutcome,
} from "../../application/request-callback.ts";
import type { AskedCallback } from "../../domain/new-request.ts";
import type { Log } from "../../ports/log.ts";
import { type Answer, invalidRequest, success } from "./answer.ts";
import { type CreateCallbackRead, parameterFaults, readCreateCallback } from "./create-callback-request.ts";
import { type FunctionEvent, optionalText, readParameters } from "./parameters.ts";

export interface RecordingStatusPolicy {
  /** What to do for a caller who left no audible message. */
  readonly absent: "callback" | "ignore";
}

/**
 * `recording-status` receives the `recordingStatusCallback` of `<Record>`.
 * https://www.twilio.com/docs/voice/twiml/record#attributes-recording-status-callback
 *
 * Twilio sends the SIDs of the recording and the call, but no phone numbers. The flow puts those into the query, under the
 * same names as for `create-callback`.
 */
export const makeRecordingStatus =
  (
    leaveVoicemail: LeaveVoicemail,
    requestCallback: RequestCallback,
    check: CheckRequest,
    log: Log,
    policy: RecordingStatusPolicy,
  ) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const read = readCreateCallback(event);
    const recordingSid = read.asked.voicemail?.recordingId;
    switch (statusOf(event)) {
      case "completed":
        return recordingSid === undefined
          ? invalidRequest({ RecordingSid: "is required" })
          : made(leaveVoicemail, read, check);
      case "absent":
      case "failed":
        log.warn("recording.absent", { recordingSid, status: statusOf(event), becomes: policy.absent });
        return policy.absent === "ignore" ? success() : made(requestCallback, withoutVoicemail(read), check);
      // A flow may also ask Twilio to report recordings in progress.
      default:
        return success();
    }
  };

function statusOf(event: FunctionEvent): string | undefined {
  return readParameters(event, { RecordingStatus: optionalText }).values.RecordingStatus;
}

function withoutVoicemail({ asked, faults }: CreateCallbackRead): CreateCallbackRead {
  const { voicemail: _, ...rest } = asked;

  return { asked: rest, faults };
}

async function made(
  make: (asked: AskedCallback) => Promise<RequestCallbackOutcome>,
  { asked, faults }: CreateCallbackRead,
  check: CheckRequest,
): Promise<Answer> {
  if (Object.keys(faults).length > 0) return invalidRequest(parameterFaults(check(asked), faults));

  const outcome = await make(asked);
  switch (outcome.kind) {
    case "created":
      return success({ taskSid: outcome.taskId });
    case "joined":
      return success({ taskSid: outcome.taskId, duplicate: true });
    case "refused":
      return invalidRequest(parameterFaults(outcome.faults, {}));
  }
}
