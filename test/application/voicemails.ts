import type { Transcript } from "../../src/domain/voicemail.ts";
import type { DeletionPolicy } from "../../src/domain/voicemail-deletion.ts";
import { anAgent, aRequest, aVoicemail } from "../support/requests.ts";
import { Centre } from "./centre.ts";

export const SOUND = Uint8Array.from([1, 2, 3, 4, 5]);

/** A contact centre in memory to which somebody left a message, which an agent has taken. */
export async function aCentreWithVoicemail({
  deletion = "allow",
  days,
  transcript,
}: {
  deletion?: DeletionPolicy["deletion"];
  days?: number;
  transcript?: Transcript;
} = {}) {
  const centre = new Centre({ deletion, ...(days !== undefined && { days }) });
  const { clock, queue, recordings, transcriptions } = centre;
  const { recordingId } = aVoicemail();
  recordings.record(recordingId, SOUND, { recordedAt: clock.now() });
  const transcriptionId = await transcriptions.request(recordingId);

  const voicemail = aVoicemail(transcript ? { transcript: { ...transcript, transcriptionId } } : {});
  const taskId = await centre.put(aRequest({ voicemail }));
  const agent = anAgent();
  queue.accept(taskId, agent.workerId ?? "");
  const { playVoicemail, purgeVoicemails, readTranscript, deleteVoicemail } = centre.process();

  return {
    centre,
    recordings,
    transcriptions,
    recordingId,
    transcriptionId,
    taskId,
    agent,
    play: playVoicemail,
    readTranscript,
    deleteVoicemail,
    purge: purgeVoicemails,
    voicemail: async () => (await centre.find(taskId))?.request.voicemail,
  };
}
