import { z } from "zod";
import type { RecordingLibrary } from "../telephony/recordings.ts";
import { AUDIO_NAMES, audioNamed } from "../telephony/sounds/audio.ts";
import { type Control, change } from "./control.ts";

const recording = z.strictObject({
  audio: z.enum(AUDIO_NAMES).default("message"),
  callSid: z
    .string()
    .regex(/^CA[0-9a-f]{32}$/)
    .optional(),
});
const transcription = z.strictObject({ status: z.enum(["in-progress", "completed", "failed"]) });
const media = z.strictObject({ auth: z.enum(["enforced", "off"]) });

/** Controls for recordings, their transcriptions, and access to their files. */
export function recordingControls(library: RecordingLibrary): readonly Control[] {
  return [
    change({
      path: "/__local/recordings",
      does: "Makes the recording of a message, but does not tell the functions. npm run call -- voicemail does both.",
      body: recording,
      example: { audio: "message" },
      run: ({ audio, callSid }, c) => {
        const { mp3, seconds, words = "" } = audioNamed(audio);
        const made = library.add({ mp3, seconds, words, ...(callSid && { callSid }) });

        return c.json(
          { recordingSid: made.sid, callSid: made.callSid, seconds: made.seconds, words: made.words },
          201,
        );
      },
    }),
    change({
      path: "/__local/recordings/:sid/transcriptions",
      does: "Makes the transcription of a recording, or makes it fail.",
      body: transcription,
      example: { status: "completed" },
      run: ({ status }, c) => {
        const sid = c.req.param("sid") ?? "";
        const made = library.transcribe(sid, status, library.find(sid).words);

        return c.json({ transcriptionSid: made.sid, text: made.text }, 201);
      },
    }),
    change({
      path: "/__local/media",
      does: "Sets whether recordings' files need credentials, like the setting in the Console.",
      body: media,
      example: { auth: "off" },
      run: ({ auth }, c) => {
        library.mediaAuth = auth;
        return c.json({ auth });
      },
    }),
  ];
}
