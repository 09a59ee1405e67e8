import type { RequestCallback } from "../../application/request-callback.ts";
import type { Log } from "../../ports/log.ts";
import type { Answer } from "./answer.ts";
import { readCreateCallback } from "./create-callback-request.ts";
import type { FunctionEvent } from "./parameters.ts";
import { requested } from "./request-answer.ts";

/** `create-callback` takes a callback or a voicemail from Studio or TwiML. It is also a transcription callback. */
export const makeCreateCallback =
  (requestCallback: RequestCallback, log: Log) =>
  (event: FunctionEvent): Promise<Answer> =>
    requested(requestCallback, readCreateCallback(event), log);
