import { ContainerModule } from "inversify";
import { FlexTokenAgents } from "../../../adapters/flex-tokens/flex-token-agents.ts";
import { makeForAgents } from "../../../adapters/functions/flex-request.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { TOKENS } from "../tokens.ts";

/** Who asks, by their token. */
export const agentsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Agents).toResolvedValue(agents, [TOKENS.Connection]);
  bind(TOKENS.ForAgents).toResolvedValue(makeForAgents, [TOKENS.Agents]);
});

/** An agent waits in front of the screen: the token is asked for twice at most, three seconds each. */
function agents(connection: TwilioConnection): FlexTokenAgents {
  return new FlexTokenAgents(connection.lessPatient({ longestTry: 3_000, tries: 2 }));
}
