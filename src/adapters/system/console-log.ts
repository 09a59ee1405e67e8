import { maskedDetail, maskedText } from "../../domain/masking.ts";
import type { Log, LogDetails } from "../../ports/log.ts";

/** A console, as far as it is used here. */
export interface LineWriter {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}

/** Writes one line of masked JSON for each event, which Twilio's debugger and any log collector can read. */
export class ConsoleLog implements Log {
  readonly #console: LineWriter;

  constructor(console: LineWriter = globalThis.console) {
    this.#console = console;
  }

  info(event: string, details: LogDetails = {}): void {
    this.#console.info(line(event, details));
  }

  warn(event: string, details: LogDetails = {}, cause?: unknown): void {
    this.#console.warn(line(event, details, cause));
  }

  error(event: string, details: LogDetails = {}, cause?: unknown): void {
    this.#console.error(line(event, details, cause));
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

/** Stops here: deeper causes add nothing, and some chains of causes are circular. */
const DEEPEST_CAUSE = 5;

/** The messages of an error and its causes, without stacks: paths and code do not help the people who read the log. */
function messagesOf(cause: unknown, depth = 1): string {
  if (!(cause instanceof Error)) return typeof cause === "string" ? cause : typeof cause;
  // Twilio's SDK makes errors without a message where an answer has none.
  const message = typeof cause.message === "string" ? cause.message : "no message";
  if (cause.cause === undefined || depth === DEEPEST_CAUSE) return message;

  return `${message} < ${messagesOf(cause.cause, depth + 1)}`;
}
