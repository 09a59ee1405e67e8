import { maskedDetail, maskedText } from "../../domain/masking.ts";
import type { Log, LogDetails } from "../../ports/log.ts";

export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  readonly event: string;
  readonly details: LogDetails;
  readonly cause?: string;
}

/** `Log` in memory. `entries` has everything logged so far. */
export class CollectedLog implements Log {
  readonly entries: LogEntry[] = [];

  info(event: string, details: LogDetails = {}): void {
    this.#keep("info", event, details);
  }

  warn(event: string, details: LogDetails = {}, cause?: unknown): void {
    this.#keep("warn", event, details, cause);
  }

  error(event: string, details: LogDetails = {}, cause?: unknown): void {
    this.#keep("error", event, details, cause);
  }

  /** Names of the events so far, in order. */
  get events(): readonly string[] {
    return this.entries.map(({ event }) => event);
  }

  #keep(level: LogEntry["level"], event: string, details: LogDetails, cause?: unknown): void {
    this.entries.push({
      level,
      event: maskedText(event),
      details: Object.fromEntries(
        Object.entries(details).map(([name, value]) => [name, maskedDetail(name, value)]),
      ),
      ...(cause !== undefined && { cause: maskedText(inWords(cause)) }),
    });
  }
}

/** The cause as text. Even converting it may throw, and a log must never fail. */
function inWords(cause: unknown): string {
  try {
    return String(cause);
  } catch {
    return "a cause that cannot be put into words";
  }
}
