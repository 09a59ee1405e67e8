import { ContainerModule } from "inversify";
import { FlexTokenAgents } from "../../../adapters/flex-tokens/flex-token-agents.ts";
import { makeForAgents } from "../../../adapters/functions/flex-request.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { TOKENS } from "../tokens.ts";

/** Binds `Agents`. */
export const agentsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Agents).toResolvedValue(agents, [TOKENS.Connection]);
  bind(TOKENS.ForAgents).toResolvedValue(makeForAgents, [TOKENS.Agents]);
});

/** An agent waits for the answer, so there are at most two tries of three seconds each. */
function agents(connection: TwilioConnection): FlexTokenAgents {
  return new FlexTokenAgents(connection.lessPatient({ longestTry: 3_000, tries: 2 }));
}
