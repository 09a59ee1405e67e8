import { preconditionFailed } from "../refusal.ts";
import type { TwilioContext } from "./exchange.ts";

interface Versioned {
  readonly version: number;
}

/** Unverified form: Twilio documents that there is an ETag, not what it looks like. */
export function etagOf(record: Versioned): string {
  return `"${record.version}"`;
}

/** Compares with the ETag exactly as it was given out. */
export function requireMatch(c: TwilioContext, record: Versioned): void {
  const wanted = c.req.header("if-match");
  if (wanted !== undefined && wanted !== etagOf(record)) throw preconditionFailed();
}
