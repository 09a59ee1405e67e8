import { ContainerModule } from "inversify";
import { makeReadTranscriptAnswer } from "../../../adapters/functions/read-transcript.ts";
import { makeReadTranscript } from "../../../application/read-transcript.ts";
import { TOKENS } from "../tokens.ts";

/** Binds the use case that reads a whole transcript. It needs the module for transcriptions. */
export const transcriptsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.ReadTranscript).toResolvedValue(makeReadTranscript, [
    TOKENS.CallbackTasks,
    TOKENS.Transcriptions,
    TOKENS.Log,
  ]);
  bind(TOKENS.ReadTranscriptAnswer).toResolvedValue(makeReadTranscriptAnswer, [TOKENS.ReadTranscript]);
});
