import { queueModule } from "../../modules/queue.ts";
import { transcriptionEventsModule } from "../../modules/transcription-events.ts";
import { serveTwilio } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveTwilio(TOKENS.TranscriptionStatusAnswer, queueModule, transcriptionEventsModule);
