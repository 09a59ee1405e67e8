/** Details of an event. Telephone numbers, tokens and transcripts are masked before they are written anywhere. */
export type LogDetails = Readonly<Record<string, string | number | boolean | undefined>>;

/** Tells the people who run this what happened, one event a line. Never throws. */
export interface Log {
  info(event: string, details?: LogDetails): void;

  /** Something went wrong that was made good, or will be when it is tried again. */
  warn(event: string, details?: LogDetails, cause?: unknown): void;

  /** Something went wrong that somebody should look at. */
  error(event: string, details?: LogDetails, cause?: unknown): void;
}
