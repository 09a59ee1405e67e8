import { ContainerModule } from "inversify";
import { FlexTokenAgents } from "../../../adapters/flex-tokens/flex-token-agents.ts";
import { makeForAgents } from "../../../adapters/functions/flex-request.ts";
import { makeFlexSettingsAnswer } from "../../../adapters/functions/flex-settings.ts";
import { makeRecordAttemptAnswer } from "../../../adapters/functions/record-attempt.ts";
import { makeRequeueAnswer } from "../../../adapters/functions/requeue-callback.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeRecordAttempt } from "../../../application/record-attempt.ts";
import { makeRequeueCallback } from "../../../application/requeue-callback.ts";
import { TOKENS } from "../tokens.ts";

/** What agents do at their desk. */
export const deskModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Agents).toResolvedValue(agents, [TOKENS.Connection]);
  bind(TOKENS.RequeueCallback).toResolvedValue(makeRequeueCallback, [
    TOKENS.CallbackTasks,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.RequeuePolicy,
  ]);
  bind(TOKENS.RecordAttempt).toResolvedValue(makeRecordAttempt, [TOKENS.CallbackTasks, TOKENS.Clock]);
  bind(TOKENS.ForAgents).toResolvedValue(makeForAgents, [TOKENS.Agents]);
  bind(TOKENS.RequeueAnswer).toResolvedValue(makeRequeueAnswer, [TOKENS.RequeueCallback]);
  bind(TOKENS.RecordAttemptAnswer).toResolvedValue(makeRecordAttemptAnswer, [TOKENS.RecordAttempt]);
  bind(TOKENS.FlexSettingsAnswer).toResolvedValue(makeFlexSettingsAnswer, [
    TOKENS.RequeuePolicy,
    TOKENS.DeletionPolicy,
  ]);
});

/** An agent waits in front of the screen: the token is asked for twice at most, three seconds each. */
function agents(connection: TwilioConnection): FlexTokenAgents {
  return new FlexTokenAgents(connection.lessPatient({ longestTry: 3_000, tries: 2 }));
}
