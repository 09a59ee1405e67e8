import { type Agent, mayHandle } from "../domain/agent.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import { asDeleted } from "../domain/voicemail.ts";
import { type DeletionPolicy, type DeletionRefusal, decideDeletion } from "../domain/voicemail-deletion.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Log } from "../ports/log.ts";
import type { Recordings } from "../ports/recordings.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";

export type DeleteVoicemailOutcome =
  /** `repeated`: it had been deleted before. */
  | { readonly kind: "deleted"; readonly repeated: boolean }
  /** The contact centre does not want it deleted, or not yet. */
  | { readonly kind: "kept"; readonly reason: DeletionRefusal }
  | { readonly kind: "no-recording" }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/**
 * Removes a voicemail for good: its transcriptions, its recording, then the text on its task.
 *
 * The task is marked last, and keeps until then what it takes to do the rest: whatever fails on the way, doing it
 * again ends well.
 */
export type DeleteVoicemail = (taskId: string, agent: Agent) => Promise<DeleteVoicemailOutcome>;

export const makeDeleteVoicemail =
  (
    tasks: CallbackTasks,
    recordings: Recordings,
    transcriptions: Transcriptions,
    log: Log,
    policy: DeletionPolicy,
  ): DeleteVoicemail =>
  async (taskId, agent) => {
    const [task, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!task) return { kind: "task-not-found" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };

    const { voicemail } = task.request;
    if (!voicemail) return { kind: "no-recording" };
    if (voicemail.deleted) return { kind: "deleted", repeated: true };

    const decision = decideDeletion(task.request, policy);
    if (decision.kind === "not-allowed") return { kind: "kept", reason: decision.reason };

    const { recordingId, transcript } = voicemail;
    await transcriptions.removeAll(recordingId, transcript?.transcriptionId);
    await recordings.remove(recordingId);
    await markDeleted(taskId, tasks);
    log.info("voicemail.deleted", { taskId, recordingId });

    return { kind: "deleted", repeated: false };
  };

/** A request that was put back meanwhile goes on as another task, which tells of the same message. */
async function markDeleted(taskId: string, tasks: CallbackTasks): Promise<void> {
  const seen = new Set<string>();
  for (let id: string | undefined = taskId; id !== undefined && !seen.has(id); ) {
    seen.add(id);
    const marked: CallbackTask | undefined = await tasks.change(id, ({ request }) =>
      request.voicemail ? { request: { ...request, voicemail: asDeleted(request.voicemail) } } : undefined,
    );
    id = marked?.requeued?.taskId;
  }
}
