import { ContainerModule } from "inversify";
import { makeCreateCallbackForAgent } from "../../../adapters/functions/create-callback.ts";
import { makeRequestByAgent } from "../../../application/request-by-agent.ts";
import { TOKENS } from "../tokens.ts";

/** Bindings for requests from an agent desktop. Stands on requests and on putting back. */
export const requestsByAgentsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RequestByAgent).toResolvedValue(makeRequestByAgent, [
    TOKENS.RequestCallback,
    TOKENS.RequeueCallback,
    TOKENS.CallbackTasks,
  ]);
  bind(TOKENS.CreateCallbackForAgentAnswer).toResolvedValue(makeCreateCallbackForAgent, [
    TOKENS.RequestByAgent,
    TOKENS.Log,
  ]);
});
