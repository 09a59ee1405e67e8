/** Flex itself, and Flex on a developer's machine, on any port. */
export const DEFAULT_FLEX_ORIGINS = ["https://flex.twilio.com", "http://localhost:*", "http://127.0.0.1:*"];

/** Returns the origin if it is allowed, else `undefined`. In `allowed`, `*` stands for one part of a host, or for a port. */
export function allowedOrigin(origin: unknown, allowed: readonly string[]): string | undefined {
  if (typeof origin !== "string") return undefined;

  return allowed.some((pattern) => matches(origin, pattern)) ? origin : undefined;
}

function matches(origin: string, pattern: string): boolean {
  const literal = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[a-z0-9-]+");

  return new RegExp(`^${literal}$`, "i").test(origin);
}
