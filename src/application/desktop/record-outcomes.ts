import type { AgentNotices } from "../../ports/agent-notices.ts";
import type { Log } from "../../ports/log.ts";
import type { CallOutcome, OutboundCalls, Stop } from "../../ports/outbound-calls.ts";
import type { PlacedCall, RecordAttemptOutcome } from "../record-attempt.ts";
import type { SessionEnded } from "./session-ended.ts";

export type RecordOnCallback = (
  taskId: string,
  call: PlacedCall,
) => Promise<RecordAttemptOutcome | SessionEnded>;

/**
 * Records the outcome of each call on its callback, and how long it was talked.
 *
 * If two tabs see the same call, both record it. The id of the call's task makes it one entry.
 *
 * @param isRecorded whether the callback has the outcome already: a page reports a live call again after a reload
 */
export function recordOutcomes(
  calls: OutboundCalls,
  record: RecordOnCallback,
  isRecorded: (outcome: CallOutcome) => boolean,
  notices: AgentNotices,
  log: Log,
): Stop {
  return calls.watchOutcomes((outcome) => {
    if (!isRecorded(outcome)) void recordOne(outcome, record, notices, log);
  });
}

/** Records one outcome. A callback that has left the queue meanwhile needs no record. */
async function recordOne(
  call: CallOutcome,
  record: RecordOnCallback,
  notices: AgentNotices,
  log: Log,
): Promise<void> {
  const { callbackTaskId, ...reported } = call;
  try {
    const recorded = await record(callbackTaskId, reported);
    if (recorded.kind === "not-allowed" || recorded.kind === "session-ended") tellAgent();
  } catch (error) {
    log.warn("panel.attempt-not-recorded", { taskId: callbackTaskId, callTaskId: call.callTaskId }, error);
    tellAgent();
  }

  /** The outcome of a call counts for the request; that nobody noted how long it was talked does not. */
  function tellAgent(): void {
    if (call.seconds === undefined) notices.tell({ kind: "attempt-not-recorded" });
  }
}
