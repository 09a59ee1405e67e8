import { ContainerModule } from "inversify";
import { makeReadTranscriptAnswer } from "../../../adapters/functions/read-transcript.ts";
import { makeReadTranscript } from "../../../application/read-transcript.ts";
import { TOKENS } from "../tokens.ts";

/** A voicemail's transcript in full. Stands on transcriptions. */
export const transcriptsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.ReadTranscript).toResolvedValue(makeReadTranscript, [
    TOKENS.CallbackTasks,
    TOKENS.Transcriptions,
  ]);
  bind(TOKENS.ReadTranscriptAnswer).toResolvedValue(makeReadTranscriptAnswer, [TOKENS.ReadTranscript]);
});
