import * as z from "zod/mini";
import type { AddTranscript } from "../../application/add-transcript.ts";
import type { Transcript } from "../../domain/voicemail.ts";
import { type Answer, invalidRequest, success } from "./answer.ts";
import type { FunctionEvent } from "./parameters.ts";

/**
 * `transcription-status` is the webhook of a Batch Transcription configuration, and receives the results.
 *
 * Twilio's reference does not describe the form of a result. This follows requests that others have received, and is
 * unverified. The answer is 200 even if the voicemail is gone, because a second delivery would not help.
 */
export const makeTranscriptionStatus =
  (addTranscript: AddTranscript) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const read = z.safeParse(result(), event);
    if (!read.success) return invalidRequest(faultsOf(read.error));

    const { id, sourceId, status, sentences } = read.data;
    const transcript = transcriptOf(id, status, sentences);
    if (!transcript) return success();

    const outcome = await addTranscript(sourceId, transcript);
    switch (outcome.kind) {
      case "written":
        return success({ taskSid: outcome.taskId, transcript: "written" });
      case "task-gone":
        return success({ transcript: "task-gone" });
    }
  };

const result = () =>
  z.object({
    id: z.string().check(z.regex(/^voice_transcription_[0-9a-zA-Z]{26}$/)),
    sourceId: z.string().check(z.regex(/^RE[0-9a-f]{32}$/)),
    status: z.string(),
    sentences: z.optional(z.array(z.object({ text: z.string(), startTimeSeconds: z.optional(z.number()) }))),
  });

const WANTED: Readonly<Record<string, string>> = {
  id: "must be the id of a transcription",
  sourceId: "must be the SID of the recording",
  status: "must be the transcription's status",
  sentences: "must be a list of sentences, each with its text",
};

function faultsOf({
  issues,
}: {
  readonly issues: readonly { readonly path: readonly PropertyKey[] }[];
}): Readonly<Record<string, string | undefined>> {
  const names = new Set(issues.map(({ path }) => String(path[0])));

  return Object.fromEntries([...names].map((name) => [name, WANTED[name]]));
}

type Sentences = z.infer<ReturnType<typeof result>>["sentences"];

/** The transcript. `undefined`: the transcription is still in progress. */
function transcriptOf(
  transcriptionId: string,
  status: string,
  sentences: Sentences = [],
): Transcript | undefined {
  switch (status.toLowerCase()) {
    case "completed": {
      const text = inOrder(sentences).join(" ");
      return text === ""
        ? { kind: "failed", transcriptionId }
        : { kind: "text", text, shortened: false, transcriptionId };
    }
    case "failed":
      return { kind: "failed", transcriptionId };
    default:
      return undefined;
  }
}

function inOrder(sentences: NonNullable<Sentences>): readonly string[] {
  return [...sentences]
    .sort((one, other) => (one.startTimeSeconds ?? 0) - (other.startTimeSeconds ?? 0))
    .map(({ text }) => text.trim())
    .filter((text) => text !== "");
}
