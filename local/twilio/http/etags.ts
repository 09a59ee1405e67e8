import { preconditionFailed } from "../refusal.ts";
import type { TwilioContext } from "./exchange.ts";

interface Versioned {
  readonly version: number;
}

/**
 * Counts from 0, https://www.twilio.com/docs/usage/mutation-and-conflict-resolution; that it stands in quotes, as
 * HTTP has it, is unverified.
 */
export function etagOf(record: Versioned): string {
  return `"${record.version}"`;
}

/** Compares with the ETag exactly as it was given out. */
export function requireMatch(c: TwilioContext, record: Versioned): void {
  const wanted = c.req.header("if-match");
  if (wanted !== undefined && wanted !== etagOf(record)) throw preconditionFailed();
}
