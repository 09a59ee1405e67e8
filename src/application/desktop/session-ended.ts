/** The agent's login is no longer accepted. */
export interface SessionEnded {
  readonly kind: "session-ended";
}
