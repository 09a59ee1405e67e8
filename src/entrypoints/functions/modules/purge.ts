import { ContainerModule } from "inversify";
import { makePurgeVoicemails, type PurgePolicy } from "../../../application/purge-voicemails.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** The end of voicemails after their time. Stands on the queue, recordings and transcriptions. */
export const purgeModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.PurgePolicy).toResolvedValue(purgePolicy, [TOKENS.Settings]);
  bind(TOKENS.PurgeVoicemails).toResolvedValue(makePurgeVoicemails, [
    TOKENS.CallbackTasks,
    TOKENS.WriteToRequest,
    TOKENS.Recordings,
    TOKENS.Transcriptions,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.PurgePolicy,
  ]);
});

/** TaskRouter lets everybody together search three times a second, and a purge searches once for each message. */
const PAUSE_BETWEEN_SEARCHES_MS = 500;

function purgePolicy({ VOICEMAIL_RETENTION_DAYS: days }: Settings): PurgePolicy {
  return { pauseBetweenMs: PAUSE_BETWEEN_SEARCHES_MS, ...(days !== undefined && { days }) };
}
