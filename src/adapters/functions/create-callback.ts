import type { RequestByAgent } from "../../application/request-by-agent.ts";
import type { RequestCallback } from "../../application/request-callback.ts";
import type { Log } from "../../ports/log.ts";
import type { Answer } from "./answer.ts";
import { readCreateCallback } from "./create-callback-request.ts";
import type { AnswerToAgent } from "./flex-request.ts";
import type { FunctionEvent } from "./parameters.ts";
import { answerTo, requested } from "./request-answer.ts";
import { requeued } from "./requeue-callback.ts";

/** `create-callback` takes a callback or a voicemail from Studio or TwiML. It is also a transcription callback. */
export const makeCreateCallback =
  (requestCallback: RequestCallback, log: Log) =>
  (event: FunctionEvent): Promise<Answer> =>
    requested(requestCallback, readCreateCallback(event), log);

/** `create-callback` as an agent desktop calls it: for a new request, or to put back one that the agent has. */
export const makeCreateCallbackForAgent =
  (request: RequestByAgent, log: Log): AnswerToAgent =>
  async (event, agent) => {
    const read = readCreateCallback(event);
    const asked = await request(read.asked, agent);
    switch (asked.kind) {
      case "asked":
        return answerTo(asked.outcome, read, log);
      case "put-back":
        return requeued(asked.outcome);
    }
  };
