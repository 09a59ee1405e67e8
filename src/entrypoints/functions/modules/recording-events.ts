import { ContainerModule } from "inversify";
import {
  makeRecordingStatus,
  type RecordingStatusPolicy,
} from "../../../adapters/functions/recording-status.ts";
import { makeLeaveVoicemail } from "../../../application/leave-voicemail.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds the answer of `recording-status`. It needs the modules for requests, transcriptions and inbound calls. */
export const recordingEventsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RecordingStatusPolicy).toResolvedValue(recordingStatusPolicy, [TOKENS.Settings]);
  bind(TOKENS.LeaveVoicemail).toResolvedValue(makeLeaveVoicemail, [
    TOKENS.RequestCallback,
    TOKENS.Transcriptions,
    TOKENS.Log,
  ]);
  bind(TOKENS.RecordingStatusAnswer).toResolvedValue(makeRecordingStatus, [
    TOKENS.LeaveVoicemail,
    TOKENS.RequestCallback,
    TOKENS.CallerOf,
    TOKENS.Log,
    TOKENS.RecordingStatusPolicy,
  ]);
});

function recordingStatusPolicy(settings: Settings): RecordingStatusPolicy {
  return { absent: settings.VOICEMAIL_ABSENT, minSeconds: settings.VOICEMAIL_MIN_SECONDS };
}
