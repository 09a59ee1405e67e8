import type { Agent } from "../../domain/agent.ts";
import type { Agents, TokenRefusal } from "../../ports/agents.ts";
import { type Answer, refusal } from "./answer.ts";
import { AGENT_PARAMETERS } from "./parameter-catalogue.ts";
import { type FunctionEvent, readParameters } from "./parameters.ts";

/** Answers a request that a known agent makes. */
export type AnswerToAgent = (event: FunctionEvent, agent: Agent) => Promise<Answer>;

/**
 * Lets in requests with a valid Flex token as `Token`.
 * https://www.twilio.com/docs/flex/developer/plugins/call-functions
 */
export const makeForAgents =
  (agents: Agents) =>
  (answer: AnswerToAgent) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { values } = readParameters(event, AGENT_PARAMETERS);
    const identity = await agents.identify(values.Token);
    switch (identity.kind) {
      case "agent":
        return answer(event, identity.agent);
      case "refused":
        return refusal(403, `token-${identity.reason}`, REFUSED[identity.reason]);
    }
  };

const REFUSED: Record<TokenRefusal, string> = {
  missing: "A Flex user token is required, once, as Token.",
  invalid: "The Flex user token is not accepted.",
  expired: "The Flex user token has expired. Reload Flex to get a new one.",
};

export function taskNotFound(): Answer {
  return refusal(
    404,
    "task-not-found",
    "There is no such callback or voicemail task, or it has ended and is gone.",
  );
}

export function notAllowed(
  whoMay = "the agent who holds this task, a supervisor or an administrator",
): Answer {
  return refusal(403, "not-allowed", `Only ${whoMay} may do this.`);
}

export const WHO_LOOKS_AFTER_ALL = "a supervisor or an administrator";
