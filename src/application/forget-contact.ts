import { keyOf } from "../domain/callback-task.ts";
import { forgottenRequest, isOf } from "../domain/forgotten.ts";
import type { PhoneNumber } from "../domain/phone-number.ts";
import { isOpen, isWithAgent } from "../domain/task-state.ts";
import { asDeleted } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Rejected, Unavailable } from "../ports/faults.ts";
import type { Ledger } from "../ports/ledger.ts";
import type { Log } from "../ports/log.ts";
import type { Recordings } from "../ports/recordings.ts";
import { HISTORY_MS, type TaskHistory } from "../ports/task-history.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";

export type ForgetStep =
  | { readonly kind: "recording"; readonly recordingId: string }
  /** A waiting task: it was emptied and ended. */
  | { readonly kind: "task"; readonly taskId: string }
  /** An agent has the task: its message is deleted. The rest goes when they have ended it. */
  | { readonly kind: "with-agent"; readonly taskId: string }
  | { readonly kind: "entry"; readonly key: string }
  /** It stays; the same command tries again. */
  | { readonly kind: "failed"; readonly what: string; readonly cause: unknown };

/**
 * Removes what is kept of a contact: recordings, transcripts, tasks, entries in the ledger; telling of each.
 *
 * It knows the requests of the last thirty days, as far as the queue's log goes. It may stop anywhere and be started
 * again. What cannot be removed does not keep the rest.
 */
export type ForgetContact = (number: PhoneNumber) => AsyncIterable<ForgetStep>;

export interface ForgetNeeds {
  readonly tasks: CallbackTasks;
  readonly history: TaskHistory;
  readonly recordings: Recordings;
  readonly transcriptions: Transcriptions;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

export const makeForgetContact = (needs: ForgetNeeds): ForgetContact =>
  async function* forget(number) {
    const { tasks, recordings, transcriptions, ledger, clock, log } = needs;
    const found = await gathered();

    // Messages first: as long as a task tells of one, whoever starts again finds it.
    for (const [recordingId, transcriptionId] of found.recordings)
      yield* attempt(recordingId, async () => {
        await transcriptions.removeAll(recordingId, transcriptionId);
        await recordings.remove(recordingId);
        log.info("voicemail.forgotten", { recordingId });

        return { kind: "recording", recordingId };
      });
    for (const taskId of found.tasks) yield* attempt(taskId, () => emptied(taskId));
    for (const key of found.keys)
      yield* attempt(key, async () => {
        const forgotten = await ledger.forget(key);
        if (forgotten.kind === "away")
          throw new Unavailable("The ledger cannot be asked", { cause: forgotten.cause });

        return forgotten.kind === "forgotten" ? { kind: "entry", key } : undefined;
      });

    async function gathered() {
      const since = new Date(clock.now().getTime() - HISTORY_MS);
      const known = {
        tasks: new Set<string>(),
        keys: new Set<string>(),
        recordings: new Map<string, string | undefined>(),
      };
      for await (const { events } of needs.history.read({ since })) {
        for (const { task } of events.filter((event) => isOf(number, event.task.request))) {
          const { voicemail } = task.request;
          known.tasks.add(task.id);
          known.keys.add(keyOf(task));
          if (voicemail)
            known.recordings.set(
              voicemail.recordingId,
              voicemail.transcript?.transcriptionId ?? known.recordings.get(voicemail.recordingId),
            );
        }
      }

      return known;
    }

    /** An agent who has the task may be speaking to the contact at this moment. */
    async function emptied(taskId: string): Promise<ForgetStep | undefined> {
      const end = { how: "canceled", reason: "deleted", at: clock.now(), by: "forget" } as const;
      const reading = await tasks.change(taskId, ({ task: { request, state } }) => {
        if (!isWithAgent(state)) return { request: forgottenRequest(request, end) };
        const { voicemail } = request;

        return voicemail && { request: { ...request, voicemail: asDeleted(voicemail) } };
      });
      if (!reading || !isOpen(reading.task.state)) return undefined;
      if (isWithAgent(reading.task.state)) return { kind: "with-agent", taskId };
      await tasks.end(taskId, "Forgotten");

      return { kind: "task", taskId };
    }

    async function* attempt(
      what: string,
      remove: () => Promise<ForgetStep | undefined>,
    ): AsyncGenerator<ForgetStep> {
      try {
        const step = await remove();
        if (step) yield step;
      } catch (cause) {
        if (!(cause instanceof Rejected || cause instanceof Unavailable)) throw cause;
        log.warn("contact.not-forgotten", { what }, cause);
        yield { kind: "failed", what, cause };
      }
    }
  };
