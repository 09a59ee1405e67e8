import type { Demand } from "./demands.ts";
import type { FunctionCall, History, SeenTask, TwilioCall } from "./history.ts";

/** What nobody can have, each with what it takes to happen, and what ends it. `docs/trade-offs.md` is written from this. */
export const TRADE_OFFS = {
  "late-create": {
    happens: "Two tasks of one request wait in the queue.",
    takes:
      "A process asks the queue to make a task. The connection hangs, or the process freezes, and the task is made later than everybody else waits for it: others took the request over and made one too. The queue has no unique key, and a create that was sent cannot be called back.",
    ends: "As soon as anybody asks for this request, or looks at it, one of the two goes, and leaves what was written on it to the other. Only if agents take both before that is the contact called twice, and a transcript may be on one alone.",
  },
  "ledger-away": {
    happens: "Two tasks of one request wait in the queue.",
    takes:
      "Two people ask for the same thing within a second or two, and one of them cannot reach the ledger. Whoever shares no lock cannot exclude the other. To refuse them would lose a request. What is made once for ever is made again if the ledger is away as its task is to be noted, and it is told of again after that task has left the queue: with its words, also if they were deleted meanwhile.",
    ends: "Whoever could not reach the ledger looks again after two seconds, and then one of the two goes. A request under a `requestId` is answered 503 meanwhile: its caller asks again.",
  },
  "call-not-noted": {
    happens:
      "A contact who asks while their line rings is told that they will be called, for the call that rings already. A request that is put back after such a call keeps its place, as if nobody had called.",
    takes:
      "The functions are silent for a second as the agent places the call. That keeps no agent from calling, so that the call is not on the task when the contact asks. The same holds for whoever asks in the very moment of the call, and for an agent who puts the request back while no note of the call gets through.",
    ends: "Whoever asks after the note gets a task of their own: a moment later, or as soon as a note of the call or of its outcome gets through. The panel repeats the notes for as long as the agent has the task.",
  },
  "end-not-noted": {
    happens:
      "A contact who asks as their agent ends the request is told that they will be called, and the task ends.",
    takes:
      "The functions are silent for three seconds as the agent says how the request ended, or the agent completes the task without saying it.",
    ends: "The agent sees on the task that the contact asked again, if the task is still open. Whoever asks after its end gets a task of their own.",
  },
  "maker-died": {
    happens: "A request that waits has no task for a while.",
    takes:
      "A contact asks again while their request waits out a delay, so that it moves to the front; or a supervisor brings it forward, or hands it to an agent. The queue cannot move a task: the old one is taken away, then the new one is added. In between the process dies, stands still, or is failed by Twilio, and tells its caller to ask again.",
    ends: "Whoever asks or tries again, or follows the end of the old task as `events/taskrouter` and `sweep` do, finds its mark and adds the new one.",
  },
} as const satisfies Record<
  string,
  {
    readonly happens: string;
    /** What must come together for it. */
    readonly takes: string;
    readonly ends: string;
  }
>;

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
    case "transcript-lost":
    case "deleted-lives-on": {
      const [one, other] = history.tasksOf(key).filter(({ madeBy }) => madeBy?.for?.what === "ask");

      return one && other && tradeOffIn(history, "made-twice", key, one.createdAt, other.createdAt);
    }
    case "not-called":
    case "overtaken":
      if (history.tasksOf(key).some((task) => isEndUnnoted(task, from, history))) return "end-not-noted";
      if (history.tasksOf(key).some((task) => isCallUnnoted(task, from, history))) return "call-not-noted";
      return isMakerDead(history, key, from) ? "maker-died" : undefined;
    default:
      return undefined;
  }
}

export function isLateCreate({ creates, sentAt, actedAt }: TwilioCall): boolean {
  return creates && actedAt !== undefined && actedAt - sentAt > WAITED_MS;
}

function isLedgerAway({ service, fault }: TwilioCall): boolean {
  return service === "sync" && fault !== undefined;
}

/** A call was placed before this moment, and each note of it was under way then, or something kept it away. */
export function isCallUnnoted({ sid, calls }: SeenTask, moment: number, history: History): boolean {
  const notes = history.functionCalls.filter(
    ({ what, taskSid, sentAt }) => what === "record" && taskSid === sid && sentAt <= moment,
  );
  const hasNoneGotThrough = notes.every(
    (note) =>
      (note.answeredAt ?? Infinity) >= moment || (note.answeredWith !== 200 && isHindered(note, history)),
  );

  return notes.length > 0 && hasNoneGotThrough && calls.some(({ at }) => at <= moment);
}

/** It was lost, or its process died or froze, or Twilio did not answer as it should. */
function isHindered(call: FunctionCall, { twilioCalls }: History): boolean {
  return (
    call.arrivedAt === undefined ||
    call.disturbed === true ||
    twilioCalls.some((asked) => asked.for === call && asked.fault !== undefined)
  );
}

/** Their agent had decided to end the task without a call, and the note of it had not got through when they asked. */
function isEndUnnoted({ sid, handledAt, endedAt }: SeenTask, askedAt: number, history: History): boolean {
  const isNoted = history.functionCalls.some(
    ({ what, taskSid, answeredWith, answeredAt }) =>
      what === "close" && taskSid === sid && answeredWith === 200 && (answeredAt ?? Infinity) < askedAt,
  );

  return handledAt !== undefined && !isNoted && handledAt <= askedAt && askedAt <= (endedAt ?? Infinity);
}

/**
 * A waiting task was taken away by somebody who died or froze over it, or whom Twilio failed and who said so, and never
 * added the next.
 */
function isMakerDead(history: History, key: string, from: number): boolean {
  const own = history.tasksOf(key);
  const isMadeOnce = history.functionCalls.some((call) => call.key === key && call.once);

  return own.some(({ status, endedAt, endedBy }) => {
    const maker = endedBy?.for;
    if (status !== "canceled" || !maker || maker.what === "cancel") return false;
    // Whoever repeats what is made once has joined what was made, also if that was taken away before.
    if ((endedAt ?? 0) < from && !isMadeOnce) return false;
    const isFailed = history.twilioCalls.some((call) => call.for === maker && call.fault !== undefined);
    const isAway = maker.disturbed || (isFailed && maker.answeredWith === 503);

    return isAway && !own.some(({ madeBy }) => madeBy?.for === maker);
  });
}
