import { ContainerModule } from "inversify";
import { makeDeleteVoicemailAnswer } from "../../../adapters/functions/delete-voicemail.ts";
import { makeDeleteVoicemail } from "../../../application/delete-voicemail.ts";
import { TOKENS } from "../tokens.ts";

/** The end of a voicemail by an agent's hand. Stands on the queue, recordings and transcriptions. */
export const deletionModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.DeleteVoicemail).toResolvedValue(makeDeleteVoicemail, [
    TOKENS.CallbackTasks,
    TOKENS.WriteToRequest,
    TOKENS.Recordings,
    TOKENS.Transcriptions,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.DeletionPolicy,
  ]);
  bind(TOKENS.DeleteVoicemailAnswer).toResolvedValue(makeDeleteVoicemailAnswer, [TOKENS.DeleteVoicemail]);
});
