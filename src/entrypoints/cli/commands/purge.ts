import { keptLongEnoughBefore } from "../../../domain/retention.ts";
import type { Log } from "../../../ports/log.ts";
import { purgeModule } from "../../functions/modules/purge.ts";
import { queueModule } from "../../functions/modules/queue.ts";
import { recordingsModule } from "../../functions/modules/recordings.ts";
import { transcriptionsModule } from "../../functions/modules/transcriptions.ts";
import { buildContainer } from "../../functions/serve.ts";
import { TOKENS } from "../../functions/tokens.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT } from "../exit-codes.ts";
import { functionEnvironment } from "../function-settings.ts";

/** `purge`: deletes the voicemails that have been kept for VOICEMAIL_RETENTION_DAYS. May be stopped and run again. */
export async function purgeCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const container = buildContainer(functionEnvironment(context), MODULES, { Log: SILENT });
  const before = keptLongEnoughBefore(host.clock.now(), container.get(TOKENS.PurgePolicy));
  if (!before) {
    host.err("VOICEMAIL_RETENTION_DAYS is not set: voicemails are kept until somebody deletes them.");
    return EXIT.misused;
  }

  const due = options.dryRun
    ? planned(container.get(TOKENS.Recordings).recordedBefore(before))
    : container.get(TOKENS.PurgeVoicemails)();
  const count = { due: 0, deleted: 0, failed: 0 };
  for await (const { kind, recordingId, recordedAt } of due) {
    count[kind] += 1;
    host.err(`${WORDS[kind]} ${recordingId} of ${recordedAt.toISOString()}`);
  }
  host.out(options.json ? JSON.stringify(count) : summary(count, options.dryRun));

  return count.failed > 0 ? EXIT.failed : EXIT.done;
}

const MODULES = [queueModule, recordingsModule, transcriptionsModule, purgeModule];

const WORDS = { due: "Due:", deleted: "Deleted:", failed: "NOT deleted:" } as const;

async function* planned<T extends object>(messages: AsyncIterable<T>) {
  for await (const message of messages) yield { kind: "due" as const, ...message };
}

function summary({ due, deleted, failed }: Record<keyof typeof WORDS, number>, dryRun: boolean): string {
  if (dryRun) return `${due} voicemails would be deleted. Nothing was changed.`;

  return failed === 0
    ? `${deleted} voicemails were deleted.`
    : `${deleted} voicemails were deleted, ${failed} were not: the next purge tries them again.`;
}

/** Logs nothing: the command prints each step. */
const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
