import { ContainerModule } from "inversify";
import { makeDeleteVoicemailAnswer } from "../../../adapters/functions/delete-voicemail.ts";
import { makeDeleteVoicemail } from "../../../application/delete-voicemail.ts";
import { makePurgeVoicemails } from "../../../application/purge-voicemails.ts";
import type { RetentionPolicy } from "../../../domain/retention.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** The end of voicemails, by an agent's hand or after their time. Stands on recordings and transcriptions. */
export const deletionModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RetentionPolicy).toResolvedValue(retentionPolicy, [TOKENS.Settings]);
  bind(TOKENS.DeleteVoicemail).toResolvedValue(makeDeleteVoicemail, [
    TOKENS.CallbackTasks,
    TOKENS.Recordings,
    TOKENS.Transcriptions,
    TOKENS.Log,
    TOKENS.DeletionPolicy,
  ]);
  bind(TOKENS.PurgeVoicemails).toResolvedValue(makePurgeVoicemails, [
    TOKENS.CallbackTasks,
    TOKENS.Recordings,
    TOKENS.Transcriptions,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.RetentionPolicy,
  ]);
  bind(TOKENS.DeleteVoicemailAnswer).toResolvedValue(makeDeleteVoicemailAnswer, [TOKENS.DeleteVoicemail]);
});

function retentionPolicy({ VOICEMAIL_RETENTION_DAYS: days }: Settings): RetentionPolicy {
  return days === undefined ? {} : { days };
}
