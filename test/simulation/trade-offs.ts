import type { Demand } from "./checker.ts";
import type { History, TwilioCall } from "./history.ts";

/** What nobody can have, by what happened in the run. */
export const TRADE_OFFS = {
  "late-create":
    "A create took effect later than anybody waits for it. Two of one request, until somebody looks.",
  "ledger-away":
    "The ledger could not be asked by one of two who asked at once. Two of one request, until somebody looks.",
  "maker-died":
    "A process died between taking a waiting task away and adding the next. Nobody calls until the events are followed.",
} as const;

export type TradeOff = keyof typeof TRADE_OFFS;

/** A create that relied on an older look takes effect within this time, or is late. */
const WAITED_MS = 4_000;

/** Claims and marks count for so long. */
const COUNTS_MS = 16_000;

export function tradeOffIn(
  { twilioCalls }: History,
  demand: Demand,
  key: string,
  from: number,
  to: number,
): TradeOff | undefined {
  if (demand !== "two-to-come" && demand !== "made-twice" && demand !== "two-next") return undefined;
  const own = twilioCalls.filter(
    (call) => call.for?.key === key && call.sentAt <= to && (call.actedAt ?? call.sentAt) >= from - COUNTS_MS,
  );
  if (own.some(isLateCreate)) return "late-create";
  if (own.some(({ host, fault }) => host.startsWith("sync") && fault !== undefined)) return "ledger-away";

  return undefined;
}

function isLateCreate({ text, sentAt, actedAt }: TwilioCall): boolean {
  return /POST taskrouter .*\/Tasks$/.test(text) && actedAt !== undefined && actedAt - sentAt > WAITED_MS;
}
