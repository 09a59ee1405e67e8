import { ContainerModule } from "inversify";
import { makeFetchVoicemailAnswer } from "../../../adapters/functions/fetch-voicemail.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { TwilioRecordings } from "../../../adapters/voice/twilio-recordings.ts";
import { makePlayVoicemail } from "../../../application/play-voicemail.ts";
import { TOKENS } from "../tokens.ts";

/** Binds `Recordings` and the use case that plays a voicemail. */
export const recordingsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Recordings).toResolvedValue(recordings, [TOKENS.Connection]);
  bind(TOKENS.PlayVoicemail).toResolvedValue(makePlayVoicemail, [
    TOKENS.CallbackTasks,
    TOKENS.WriteToRequest,
    TOKENS.Recordings,
    TOKENS.Clock,
    TOKENS.Log,
  ]);
  bind(TOKENS.FetchVoicemailAnswer).toResolvedValue(makeFetchVoicemailAnswer, [TOKENS.PlayVoicemail]);
});

function recordings(connection: TwilioConnection): TwilioRecordings {
  return new TwilioRecordings(connection);
}
