import type { RecordAttempt } from "../application/record-attempt.ts";
import type { RequestCallback } from "../application/request-callback.ts";
import type { RequeueCallback } from "../application/requeue-callback.ts";
import type { Agents } from "../ports/agents.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import { deskModule } from "./functions/modules/desk.ts";
import { requestsModule } from "./functions/modules/requests.ts";
import { buildContainer } from "./functions/serve.ts";
import { TOKENS } from "./functions/tokens.ts";

/** The use cases on a Twilio account, for code that runs anywhere. */
export interface TwilioCallbacks {
  readonly requestCallback: RequestCallback;
  readonly requeueCallback: RequeueCallback;
  readonly recordAttempt: RecordAttempt;
  readonly tasks: CallbackTasks;
  readonly agents: Agents;
}

/**
 * Wires the use cases up as the Twilio Functions do.
 *
 * @param environment the same settings as the functions have, such as `process.env`
 * @throws {Misconfigured} naming every setting that is missing or wrong
 */
export function twilioCallbacks(environment: Readonly<Record<string, unknown>>): TwilioCallbacks {
  const container = buildContainer(environment, requestsModule, deskModule);

  return {
    requestCallback: container.get(TOKENS.RequestCallback),
    requeueCallback: container.get(TOKENS.RequeueCallback),
    recordAttempt: container.get(TOKENS.RecordAttempt),
    tasks: container.get(TOKENS.CallbackTasks),
    agents: container.get(TOKENS.Agents),
  };
}
