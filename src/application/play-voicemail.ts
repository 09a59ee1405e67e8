import type { Agent } from "../domain/agent.ts";
import { withHeard } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { RecordingRead, Recordings, Span } from "../ports/recordings.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";
import { type NotForAgent, taskForAgent } from "./task-for-agent.ts";

export type PlayOutcome =
  | Exclude<RecordingRead, { kind: "gone" }>
  /** Deleted here, or gone where it was kept. */
  | { readonly kind: "recording-gone" }
  /** A callback without a message. */
  | { readonly kind: "no-recording" }
  | NotForAgent;

/**
 * Yields part of the message that a task stands for: of that one, and to those who may handle the task. Who heard it is
 * logged at each play, and noted on the task once for each agent.
 */
export type PlayVoicemail = (taskId: string, span: Span, agent: Agent) => Promise<PlayOutcome>;

export const makePlayVoicemail =
  (
    tasks: CallbackTasks,
    write: WriteToRequest,
    recordings: Recordings,
    clock: Clock,
    log: Log,
  ): PlayVoicemail =>
  async (taskId, span, agent) => {
    const found = await taskForAgent(taskId, agent, tasks);
    if (found.kind !== "task") return found;

    const { voicemail } = found.task.request;
    if (!voicemail) return { kind: "no-recording" };
    if (voicemail.deleted) return { kind: "recording-gone" };

    const { recordingId } = voicemail;
    const read = await recordings.read(recordingId, span);
    // A player asks for one part after the other: the first of them is the play.
    if (read.kind === "part" && span.start === 0) await noteHeard(recordingId);

    return read.kind === "gone" ? { kind: "recording-gone" } : read;

    /** Nobody is kept from listening because it cannot be noted. */
    async function noteHeard(recordingId: string): Promise<void> {
      log.info("voicemail.heard", { taskId, recordingId, agent: agent.name });
      const who = { by: agent.name, at: clock.now() };
      await write(taskId, (request) => {
        const known = request.voicemail;
        const heard = known && withHeard(known, who);

        return heard === known ? undefined : { ...request, ...(heard && { voicemail: heard }) };
      }).catch((cause: unknown) => log.warn("voicemail.heard-not-noted", { taskId }, cause));
    }
  };
