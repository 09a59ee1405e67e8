import type { Agent } from "../domain/agent.ts";

export type AgentIdentity =
  | { readonly kind: "agent"; readonly agent: Agent }
  | { readonly kind: "refused"; readonly reason: TokenRefusal };

/** `invalid`: the token is forged, belongs to another account, or is no token at all. */
export type TokenRefusal = "missing" | "invalid" | "expired";

/**
 * Finds out who holds a token of the agent desktop.
 *
 * Every adapter passes `test/contracts/agents.contract.ts`.
 */
export interface Agents {
  /**
   * Returns the agent to whom the token was given, or the reason why it is refused.
   *
   * Throws `Unavailable` when it cannot check the token: a network that fails never makes a token `invalid`.
   */
  identify(token: string | undefined): Promise<AgentIdentity>;
}
