import { ContainerModule } from "inversify";
import { makeCloseCallbackAnswer } from "../../../adapters/functions/close-callback.ts";
import { makeRecordAttemptAnswer } from "../../../adapters/functions/record-attempt.ts";
import { makeRequeueAnswer } from "../../../adapters/functions/requeue-callback.ts";
import { makeCloseCallback } from "../../../application/close-callback.ts";
import { makeRecordAttempt } from "../../../application/record-attempt.ts";
import { TOKENS } from "../tokens.ts";

/** What agents do with a request. Stands on the queue and on putting back. */
export const agentActionsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RecordAttempt).toResolvedValue(makeRecordAttempt, [
    TOKENS.CallbackTasks,
    TOKENS.WriteToRequest,
    TOKENS.Clock,
  ]);
  bind(TOKENS.CloseCallback).toResolvedValue(makeCloseCallback, [TOKENS.CallbackTasks]);
  bind(TOKENS.RequeueAnswer).toResolvedValue(makeRequeueAnswer, [TOKENS.RequeueCallback]);
  bind(TOKENS.CloseCallbackAnswer).toResolvedValue(makeCloseCallbackAnswer, [TOKENS.CloseCallback]);
  bind(TOKENS.RecordAttemptAnswer).toResolvedValue(makeRecordAttemptAnswer, [
    TOKENS.RecordAttempt,
    TOKENS.NumberPolicy,
  ]);
});
