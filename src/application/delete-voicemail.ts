import type { Agent } from "../domain/agent.ts";
import { type CallbackTask, keyOf } from "../domain/callback-task.ts";
import { asDeleted } from "../domain/voicemail.ts";
import { type DeletionPolicy, type DeletionRefusal, decideDeletion } from "../domain/voicemail-deletion.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Recordings } from "../ports/recordings.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";
import { tasksOf } from "./once/needs.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";
import { type NotForAgent, taskForAgent } from "./task-for-agent.ts";

export type DeleteVoicemailOutcome =
  /** `repeated`: it had been deleted before. */
  | { readonly kind: "deleted"; readonly repeated: boolean }
  /** The contact centre does not want it deleted, or not yet. */
  | { readonly kind: "kept"; readonly reason: DeletionRefusal }
  | { readonly kind: "no-recording" }
  | NotForAgent;

/**
 * Removes a voicemail for good: its transcriptions, its recording, then the text on all tasks of its request.
 *
 * The agent's task is marked last, and keeps until then what it takes to do the rest: whatever fails on the way, doing it
 * again ends well.
 */
export type DeleteVoicemail = (taskId: string, agent: Agent) => Promise<DeleteVoicemailOutcome>;

export const makeDeleteVoicemail =
  (
    tasks: CallbackTasks,
    write: WriteToRequest,
    recordings: Recordings,
    transcriptions: Transcriptions,
    clock: Clock,
    log: Log,
    policy: DeletionPolicy,
  ): DeleteVoicemail =>
  async (taskId, agent) => {
    const found = await taskForAgent(taskId, agent, tasks);
    if (found.kind !== "task") return found;

    const { voicemail } = found.task.request;
    if (!voicemail) return { kind: "no-recording" };
    if (voicemail.deleted) return { kind: "deleted", repeated: true };

    const decision = decideDeletion(found.task.request, policy);
    if (decision.kind === "not-allowed") return { kind: "kept", reason: decision.reason };

    const { recordingId, transcript } = voicemail;
    await transcriptions.removeAll(recordingId, transcript?.transcriptionId);
    await recordings.remove(recordingId);
    const deletion = { by: agent.name, at: clock.now() };
    const twins = await twinsOf(found.task, recordingId);
    for (const id of [...twins, taskId]) {
      await write(id, (request) =>
        request.voicemail ? { ...request, voicemail: asDeleted(request.voicemail, deletion) } : undefined,
      );
    }
    log.info("voicemail.deleted", { taskId, recordingId, agent: agent.name });

    return { kind: "deleted", repeated: false };

    /** Other tasks of the same request with the message: a create that hung may have made one. */
    async function twinsOf(task: CallbackTask, recordingId: string): Promise<readonly string[]> {
      const sought = tasksOf(keyOf(task), task.request);
      const { tasks: known } = await tasks.look(sought, { since: task.request.receivedAt });

      return known
        .filter(({ id, request }) => id !== taskId && request.voicemail?.recordingId === recordingId)
        .map(({ id }) => id);
    }
  };
