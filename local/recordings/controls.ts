import { Hono } from "hono";
import { z } from "zod";
import type { RecordingLibrary } from "../twilio/telephony/rest/recordings.ts";
import { AUDIO_NAMES, audioNamed } from "./audio.ts";

const recording = z.strictObject({
  audio: z.enum(AUDIO_NAMES).default("message"),
  callSid: z
    .string()
    .regex(/^CA[0-9a-f]{32}$/)
    .optional(),
});
const transcription = z.strictObject({ status: z.enum(["in-progress", "completed", "failed"]) });
const media = z.strictObject({ auth: z.enum(["enforced", "off"]) });

/** `/__local/recordings`: callers leave messages, which Twilio transcribes; and who may have the files. */
export function recordingControls(library: RecordingLibrary): Hono {
  const routes = new Hono();

  routes.post("/__local/recordings", async (c) => {
    const asked = recording.safeParse(await c.req.json().catch(() => ({})));
    if (!asked.success) return c.json({ errors: asked.error.issues }, 400);
    const { audio, callSid } = asked.data;
    const { mp3, seconds, words = "" } = audioNamed(audio);
    const made = library.add({ mp3, seconds, words, ...(callSid && { callSid }) });

    return c.json(
      { recordingSid: made.sid, callSid: made.callSid, seconds: made.seconds, words: made.words },
      201,
    );
  });

  routes.post("/__local/recordings/:sid/transcriptions", async (c) => {
    const asked = transcription.safeParse(await c.req.json().catch(() => ({})));
    if (!asked.success) return c.json({ errors: asked.error.issues }, 400);
    const { words } = library.find(c.req.param("sid"));
    const made = library.transcribe(c.req.param("sid"), asked.data.status, words);

    return c.json({ transcriptionSid: made.sid, text: made.text }, 201);
  });

  routes.post("/__local/media", async (c) => {
    const asked = media.safeParse(await c.req.json().catch(() => ({})));
    if (!asked.success) return c.json({ errors: asked.error.issues }, 400);
    library.mediaAuth = asked.data.auth;

    return c.json(asked.data);
  });

  return routes;
}
