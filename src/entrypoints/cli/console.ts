import type { Clock } from "../../ports/clock.ts";

/** Where a command writes. */
export interface Output {
  /** What was asked for. */
  readonly out: (text: string) => void;
  /** How it is getting on, and what went wrong. */
  readonly err: (text: string) => void;
}

/** What a command is run with. */
export interface Surroundings extends Output {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where `.env` is. */
  readonly directory: string;
  /** Where `dist` is: the root of this package. */
  readonly packageDirectory: string;
  readonly clock: Clock;
}

export const EXIT = { done: 0, failed: 1, misused: 2 } as const;

/**
 * Words in columns. No colour and no drawing carries any meaning, and no line is ever written over, so that a
 * screen reader and a log file get all of it.
 */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));

  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
