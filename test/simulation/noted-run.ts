import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { On } from "./run.ts";
import type { TradeOff } from "./trade-offs.ts";

const FILE = new URL("./noted-run.json", import.meta.url);

export interface NotedRun {
  readonly runs: number;
  readonly seen: Readonly<Record<TradeOff, number>>;
}

export type NotedRuns = Readonly<Partial<Record<On, NotedRun>>>;

/** The last big run on each centre, for the page that tells what nobody can have. */
export function notedRuns(): NotedRuns {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as NotedRuns) : {};
}

export function noteRun(runs: number, seen: NotedRun["seen"], on: On = "twilio"): void {
  writeFileSync(FILE, `${JSON.stringify({ ...notedRuns(), [on]: { runs, seen } }, null, 2)}\n`);
}
