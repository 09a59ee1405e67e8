import { maskedDetail, maskedText } from "../../domain/masking.ts";
import type { Log, LogDetails } from "../../ports/log.ts";

/** One line of JSON an event, masked: what Twilio's debugger and any log collector can read. */
export class ConsoleLog implements Log {
  constructor(private readonly console: Pick<Console, "info" | "warn" | "error"> = globalThis.console) {}

  info(event: string, details: LogDetails = {}): void {
    this.console.info(line(event, details));
  }

  warn(event: string, details: LogDetails = {}, cause?: unknown): void {
    this.console.warn(line(event, details, cause));
  }

  error(event: string, details: LogDetails = {}, cause?: unknown): void {
    this.console.error(line(event, details, cause));
  }
}

function line(event: string, details: LogDetails, cause?: unknown): string {
  const masked = Object.entries(details).map(([name, value]) => [name, maskedDetail(name, value)]);

  return JSON.stringify({
    event: maskedText(event),
    ...Object.fromEntries(masked),
    ...(cause !== undefined && { cause: maskedText(messagesOf(cause)) }),
  });
}

/** Causes beyond this depth tell nothing new, and some go in circles. */
const DEEPEST_CAUSE = 5;

/** An error and what caused it, without stacks: paths and code are of no use to those who read the log. */
function messagesOf(cause: unknown, depth = 1): string {
  if (!(cause instanceof Error)) return typeof cause === "string" ? cause : typeof cause;
  if (cause.cause === undefined || depth === DEEPEST_CAUSE) return cause.message;

  return `${cause.message} < ${messagesOf(cause.cause, depth + 1)}`;
}
