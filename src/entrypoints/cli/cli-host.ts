import type { Clock } from "../../ports/clock.ts";

/** Where a command writes. */
export interface Output {
  /** The result that was asked for. */
  readonly out: (text: string) => void;
  /** Progress, and what went wrong. */
  readonly err: (text: string) => void;
}

/** The process that a command runs in. */
export interface CliHost extends Output {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder that holds `.env`. */
  readonly directory: string;
  /** The root of this package, which holds `dist`. */
  readonly packageDirectory: string;
  readonly clock: Clock;
}
