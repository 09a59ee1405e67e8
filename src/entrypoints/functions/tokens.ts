import type { ServiceIdentifier } from "inversify";
import type { Answer } from "../../adapters/functions/answer.ts";
import type { AnswerToAgent } from "../../adapters/functions/flex-request.ts";
import type { FunctionEvent } from "../../adapters/functions/parameters.ts";
import type { TwilioConnection } from "../../adapters/twilio-rest/connection.ts";
import type { FulfilOnce } from "../../application/fulfil-once.ts";
import type { RecordAttempt } from "../../application/record-attempt.ts";
import type {
  CheckRequest,
  RequestCallback,
  RequestCallbackPolicy,
} from "../../application/request-callback.ts";
import type { RequeueCallback } from "../../application/requeue-callback.ts";
import type { RequeuePolicy } from "../../domain/requeue.ts";
import type { Agents } from "../../ports/agents.ts";
import type { CallbackTasks } from "../../ports/callback-tasks.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Log } from "../../ports/log.ts";
import type { Settings } from "./settings.ts";

export type AnswerToAnyone = (event: FunctionEvent) => Promise<Answer>;
export type ForAgents = (answer: AnswerToAgent) => AnswerToAnyone;

/** One token for each port, policy, use case and answer: the only names that the container knows. */
export const TOKENS = {
  Settings: token<Settings>("Settings"),
  Connection: token<TwilioConnection>("Connection"),
  RequestPolicy: token<RequestCallbackPolicy>("RequestPolicy"),
  RequeuePolicy: token<RequeuePolicy>("RequeuePolicy"),

  Agents: token<Agents>("Agents"),
  CallbackTasks: token<CallbackTasks>("CallbackTasks"),
  Clock: token<Clock>("Clock"),
  Ledger: token<Ledger>("Ledger"),
  Log: token<Log>("Log"),

  FulfilOnce: token<FulfilOnce>("FulfilOnce"),
  CheckRequest: token<CheckRequest>("CheckRequest"),
  RequestCallback: token<RequestCallback>("RequestCallback"),
  RequeueCallback: token<RequeueCallback>("RequeueCallback"),
  RecordAttempt: token<RecordAttempt>("RecordAttempt"),

  ForAgents: token<ForAgents>("ForAgents"),
  CreateCallbackAnswer: token<AnswerToAnyone>("CreateCallbackAnswer"),
  RequeueAnswer: token<AnswerToAgent>("RequeueAnswer"),
  RecordAttemptAnswer: token<AnswerToAgent>("RecordAttemptAnswer"),
  FlexSettingsAnswer: token<AnswerToAgent>("FlexSettingsAnswer"),
};

function token<T>(name: string): ServiceIdentifier<T> {
  return Symbol.for(name) as ServiceIdentifier<T>;
}
