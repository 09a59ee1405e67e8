import { keptLongEnoughBefore, type RetentionPolicy } from "../domain/retention.ts";
import { asDeleted } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Rejected } from "../ports/faults.ts";
import type { Log } from "../ports/log.ts";
import type { RecordedMessage, Recordings } from "../ports/recordings.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";

export type PurgeStep =
  | ({ readonly kind: "deleted" } & RecordedMessage)
  /** It stays; the next purge tries again. */
  | ({ readonly kind: "failed"; readonly cause: unknown } & RecordedMessage);

/**
 * Deletes the messages that have been kept long enough, one after the other, telling of each.
 *
 * It may stop anywhere and be started again: what is done is done, and what was half done is found again.
 * A message that cannot be deleted does not keep the others; not reaching the recordings at all ends it.
 */
export type PurgeVoicemails = () => AsyncIterable<PurgeStep>;

export interface PurgePolicy extends RetentionPolicy {
  /** Pause after each message, whose task is searched for: a queue may bear only so many searches. */
  readonly pauseBetweenMs: number;
}

export const makePurgeVoicemails = (
  tasks: CallbackTasks,
  write: WriteToRequest,
  recordings: Recordings,
  transcriptions: Transcriptions,
  clock: Clock,
  log: Log,
  policy: PurgePolicy,
): PurgeVoicemails =>
  async function* purge() {
    const before = keptLongEnoughBefore(clock.now(), policy);
    if (before === undefined) return;

    for await (const message of recordings.recordedBefore(before)) {
      yield await purgeOne(message);
      await clock.pause(policy.pauseBetweenMs);
    }

    async function purgeOne(message: RecordedMessage): Promise<PurgeStep> {
      const { recordingId } = message;
      try {
        await forget(recordingId);
        await transcriptions.removeAll(recordingId);
        // Last, so that a message half deleted is still among those that are due.
        await recordings.remove(recordingId);
        log.info("voicemail.purged", { recordingId });

        return { kind: "deleted", ...message };
      } catch (cause) {
        if (!(cause instanceof Rejected)) throw cause;
        log.error("voicemail.not-purged", { recordingId }, cause);

        return { kind: "failed", cause, ...message };
      }
    }

    /** An agent may still have the task to do: the call is worth placing without the message. */
    async function forget(recordingId: string): Promise<void> {
      const { tasks: known } = await tasks.look({ recordingId }, "all");
      for (const { id } of known) {
        await write(id, (request) =>
          request.voicemail ? { ...request, voicemail: asDeleted(request.voicemail) } : undefined,
        );
      }
    }
  };
