import { keptLongEnoughBefore } from "../../../domain/retention.ts";
import { purgeModule } from "../../functions/modules/purge.ts";
import { queueModule } from "../../functions/modules/queue.ts";
import { recordingsModule } from "../../functions/modules/recordings.ts";
import { transcriptionsModule } from "../../functions/modules/transcriptions.ts";
import { buildContainer } from "../../functions/serve.ts";
import { readSettings } from "../../functions/settings.ts";
import { TOKENS } from "../../functions/tokens.ts";
import type { CommandContext } from "../command-context.ts";
import { EXIT } from "../exit-codes.ts";
import { Failure } from "../failure.ts";
import { functionEnvironment } from "../function-settings.ts";
import { SILENT } from "../silent.ts";

/** `purge`: deletes the voicemails that have been kept for VOICEMAIL_RETENTION_DAYS. May be stopped and run again. */
export async function purgeCommand(context: CommandContext): Promise<number> {
  const { options, host } = context;
  const count = await purge(context);
  host.out(options.json ? JSON.stringify(count) : purgeSummary(count, options.dryRun));

  return count.failed > 0 ? EXIT.failed : EXIT.done;
}

export type PurgeCount = Record<keyof typeof WORDS, number>;

/** Deletes what is due, and tells of each message. */
export async function purge(context: CommandContext): Promise<PurgeCount> {
  const { options, host } = context;
  const container = buildContainer(functionEnvironment(context), MODULES, { Log: SILENT });
  const before = keptLongEnoughBefore(host.clock.now(), container.get(TOKENS.PurgePolicy));
  if (!before) throw keepsAll();

  const due = options.dryRun
    ? planned(container.get(TOKENS.Recordings).recordedBefore(before))
    : container.get(TOKENS.PurgeVoicemails)();
  const count = { due: 0, deleted: 0, failed: 0 };
  for await (const { kind, recordingId, recordedAt } of due) {
    count[kind] += 1;
    host.err(`${WORDS[kind]} ${recordingId} of ${recordedAt.toISOString()}`);
  }

  return count;
}

/** @throws {Failure} where no number of days is set */
export function requireRetention(context: CommandContext): void {
  const { VOICEMAIL_RETENTION_DAYS: days } = readSettings(functionEnvironment(context));
  if (days === undefined) throw keepsAll();
}

function keepsAll(): Failure {
  return new Failure("no-retention", "VOICEMAIL_RETENTION_DAYS is not set", {
    remedy: "Voicemails are kept until somebody deletes them.",
    exit: EXIT.misused,
  });
}

const MODULES = [queueModule, recordingsModule, transcriptionsModule, purgeModule];

const WORDS = { due: "Due:", deleted: "Deleted:", failed: "NOT deleted:" } as const;

async function* planned<T extends object>(messages: AsyncIterable<T>) {
  for await (const message of messages) yield { kind: "due" as const, ...message };
}

export function purgeSummary({ due, deleted, failed }: PurgeCount, dryRun: boolean): string {
  if (dryRun) return `${due} voicemails would be deleted. Nothing was changed.`;

  return failed === 0
    ? `${deleted} voicemails were deleted.`
    : `${deleted} voicemails were deleted, ${failed} were not: the next purge tries them again.`;
}
