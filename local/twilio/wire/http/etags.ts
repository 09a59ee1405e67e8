import type { Context } from "hono";
import { preconditionFailed } from "../../refusal.ts";

interface Versioned {
  readonly version: number;
}

/**
 * Counts from 0, https://www.twilio.com/docs/usage/mutation-and-conflict-resolution; that it stands in quotes, as
 * HTTP has it, and that a change of status counts, is unverified.
 */
export function etagOf(record: Versioned): string {
  return `"${record.version}"`;
}

/** With the quotes or without: Twilio's own solution template sends a bare `0` in production. */
export function requireMatch(c: Context, record: Versioned): void {
  const wanted = c.req.header("if-match");
  if (wanted === undefined || wanted === etagOf(record) || wanted === String(record.version)) return;

  throw preconditionFailed();
}
