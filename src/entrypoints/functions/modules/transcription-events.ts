import { ContainerModule } from "inversify";
import { makeTranscriptionStatus } from "../../../adapters/functions/transcription-status.ts";
import { makeAddTranscript } from "../../../application/add-transcript.ts";
import { TOKENS } from "../tokens.ts";

/** What Batch Transcription tells of its results. */
export const transcriptionEventsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.AddTranscript).toResolvedValue(makeAddTranscript, [
    TOKENS.CallbackTasks,
    TOKENS.WriteToRequest,
    TOKENS.Log,
  ]);
  bind(TOKENS.TranscriptionStatusAnswer).toResolvedValue(makeTranscriptionStatus, [
    TOKENS.AddTranscript,
    TOKENS.Log,
  ]);
});
