import type { Demand } from "./demands.ts";
import type { History, SeenTask, TwilioCall } from "./history.ts";

/** What nobody can have, by what happened in the run. */
export const TRADE_OFFS = {
  "late-create":
    "A create took effect later than anybody waits for it: two of one request, until somebody looks.",
  "ledger-away":
    "Of two who asked at once, one could not ask the ledger: two of one request, until somebody looks.",
  "call-not-noted":
    "The functions were silent when an agent placed a call: whoever asks while it rings joins that call.",
  "maker-died":
    "A process died between taking a waiting task away and adding the next: nobody calls until somebody asks, or the end of the task is followed.",
} as const;

export type TradeOff = keyof typeof TRADE_OFFS;

/** A create that relies on an older look takes effect within this time, or is late. */
const WAITED_MS = 4_000;

/** Claims and marks count for so long. */
const COUNTS_MS = 16_000;

export function tradeOffIn(
  history: History,
  demand: Demand,
  key: string,
  from: number,
  to: number,
): TradeOff | undefined {
  const own = history.twilioCalls.filter(
    (call) => call.for?.key === key && call.sentAt <= to && (call.actedAt ?? call.sentAt) >= from - COUNTS_MS,
  );
  switch (demand) {
    case "two-to-come":
    case "made-twice":
    case "two-next":
      if (own.some(isLateCreate)) return "late-create";
      return own.some(isLedgerAway) ? "ledger-away" : undefined;
    case "not-called":
    case "overtaken":
      if (history.tasksOf(key).some((task) => isCallUnnoted(task, from, history))) return "call-not-noted";
      return isMakerDead(history, key, from) ? "maker-died" : undefined;
    default:
      return undefined;
  }
}

function isLateCreate({ creates, sentAt, actedAt }: TwilioCall): boolean {
  return creates && actedAt !== undefined && actedAt - sentAt > WAITED_MS;
}

function isLedgerAway({ service, fault }: TwilioCall): boolean {
  return service === "sync" && fault !== undefined;
}

/** A call was placed within the minute before the ask, and its note had not got through when they asked. */
function isCallUnnoted({ sid, calls }: SeenTask, askedAt: number, { functionCalls }: History): boolean {
  const isNoted = functionCalls.some(
    ({ what, taskSid, status, answeredAt }) =>
      what === "record" && taskSid === sid && status === 200 && (answeredAt ?? Infinity) < askedAt,
  );

  return !isNoted && calls.some(({ at }) => at <= askedAt && askedAt - at < 60_000);
}

/** A waiting task was taken away by somebody who never added the next. */
function isMakerDead(history: History, key: string, from: number): boolean {
  return history
    .tasksOf(key)
    .some((task) => task.status === "canceled" && (task.endedAt ?? 0) >= from && history.deaths > 0);
}
