import type { Agent } from "../domain/agent.ts";

export type AgentIdentity =
  | { readonly kind: "agent"; readonly agent: Agent }
  | { readonly kind: "refused"; readonly reason: TokenRefusal };

/** `invalid`: forged, of another account, or no token at all. */
export type TokenRefusal = "missing" | "invalid" | "expired";

/**
 * Who holds a token of the contact centre's desktop.
 *
 * Every adapter passes `test/contracts/agents.contract.ts`.
 */
export interface Agents {
  /**
   * The agent to whom the token was given, or why it is not accepted.
   *
   * Not being able to ask is `Unavailable`, never a refusal: a token is not called false because a network failed.
   */
  identify(token: string | undefined): Promise<AgentIdentity>;
}
