import { MemoryRecordings } from "../../src/adapters/memory/memory-recordings.ts";
import { MemoryTranscriptions } from "../../src/adapters/memory/memory-transcriptions.ts";
import { makeDeleteVoicemail } from "../../src/application/delete-voicemail.ts";
import { makePlayVoicemail } from "../../src/application/play-voicemail.ts";
import { makePurgeVoicemails, type PurgePolicy } from "../../src/application/purge-voicemails.ts";
import { makeReadTranscript } from "../../src/application/read-transcript.ts";
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
  const centre = new Centre();
  const recordings = new MemoryRecordings();
  const transcriptions = new MemoryTranscriptions();
  const { tasks, clock, log, queue } = centre;
  const { recordingId } = aVoicemail();
  recordings.record(recordingId, SOUND, { recordedAt: clock.now() });
  const transcriptionId = await transcriptions.request(recordingId);

  const voicemail = aVoicemail(transcript ? { transcript: { ...transcript, transcriptionId } } : {});
  const taskId = await tasks.add(aRequest({ voicemail }));
  const agent = anAgent();
  queue.accept(taskId, agent.workerId ?? "");
  const retention: PurgePolicy = { pauseBetweenMs: 500, ...(days !== undefined && { days }) };

  return {
    centre,
    recordings,
    transcriptions,
    recordingId,
    transcriptionId,
    taskId,
    agent,
    play: makePlayVoicemail(tasks, recordings),
    readTranscript: makeReadTranscript(tasks, transcriptions),
    deleteVoicemail: makeDeleteVoicemail(tasks, recordings, transcriptions, log, { deletion }),
    purge: makePurgeVoicemails(tasks, recordings, transcriptions, clock, log, retention),
    voicemail: async () => (await tasks.find(taskId))?.request.voicemail,
  };
}
