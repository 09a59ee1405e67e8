/** Details of an event. A log masks phone numbers, tokens and transcripts before it writes them anywhere. */
export type LogDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Tells the people who run the system what happened: one line for each event. Never throws.
 *
 * Every adapter passes `test/contracts/log.contract.ts`.
 */
export interface Log {
  info(event: string, details?: LogDetails): void;

  /** Something failed that was repaired already, or that the next try repairs. */
  warn(event: string, details?: LogDetails, cause?: unknown): void;

  /** Something failed that a person should look at. */
  error(event: string, details?: LogDetails, cause?: unknown): void;
}
