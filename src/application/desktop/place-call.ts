import { kindOf, numberToDial } from "../../domain/callback-request.ts";
import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import type { PhoneNumber } from "../../domain/phone-number.ts";
import { currentAttempt } from "../../domain/retry/requeue.ts";
import type { AgentNotices } from "../../ports/agent-notices.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { Log } from "../../ports/log.ts";
import type { CallPlacement, CallToPlace, OutboundCalls } from "../../ports/outbound-calls.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import { inTime } from "./in-time.ts";
import type { PanelStates } from "./panel-states.ts";

/** Calls the contact back. What goes wrong is told to the agent, not thrown. */
export type PlaceCall = (
  callback: DesktopCallback,
  /** To be called in place of the contact's number. */
  other?: PhoneNumber,
) => Promise<void>;

/** Notes on the callback that a call is placed, or that none came of it. */
export type NoteCall = (
  taskId: string,
  call: { readonly outcome: "placed" | "not-placed"; readonly numberCalled?: PhoneNumber },
) => Promise<unknown>;

const TRIES = 3;
const FIRST_DELAY_MS = 1_000;

/** Nobody is kept from calling by a note that cannot be written. */
const LONGEST_WAIT_MS = 1_000;

export interface PlaceCallNeeds {
  readonly calls: OutboundCalls;
  readonly note: NoteCall;
  readonly states: PanelStates;
  readonly notices: AgentNotices;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The call is noted on the callback before it is placed, so that it counts even if this desktop goes away while it
 * rings. A call that is refused is taken back.
 */
export const makePlaceCall =
  ({ calls, note, states, notices, telemetry, clock, log }: PlaceCallNeeds): PlaceCall =>
  async (callback, other) => {
    const { id: taskId, request } = callback.task;
    const number = other ?? numberToDial(request);
    const before = states.of(taskId);
    if (number === undefined || before.activity !== "idle") return;

    const { problem: _, ...rest } = before;
    states.set(taskId, { ...rest, activity: "placing-call" });
    await inTime(noteOrLog("placed"), LONGEST_WAIT_MS, clock);
    const placement = await place({
      callbackTaskId: taskId,
      number,
      ...(request.callerId && { callerId: request.callerId }),
      conversationId: request.conversationId ?? taskId,
      attributes: request.attributes,
    });

    switch (placement.kind) {
      case "placed":
        states.set(taskId, { ...rest, activity: "idle" });
        telemetry.track({ kind: "call-placed", request: kindOf(request), attempt: currentAttempt(request) });
        break;
      case "refused":
      case "unavailable": {
        const reason = placement.kind === "refused" ? placement.reason : "unavailable";
        void noteOrLog("not-placed");
        states.set(taskId, { ...rest, activity: "idle", problem: { kind: "call", reason } });
        notices.tell({ kind: "call-not-placed", reason }, taskId);
        telemetry.track({ kind: "call-not-placed", reason });
      }
    }

    async function noteOrLog(outcome: "placed" | "not-placed"): Promise<void> {
      try {
        await note(taskId, { outcome, ...(other && { numberCalled: other }) });
      } catch (error) {
        log.warn("panel.call-not-noted", { taskId, outcome }, error);
      }
    }

    /** Tries again, after a while, what may pass; nothing else. */
    async function place(call: CallToPlace): Promise<CallPlacement | { readonly kind: "unavailable" }> {
      for (let tried = 1; ; tried++) {
        try {
          return await calls.place(call);
        } catch (error) {
          if (!(error instanceof Unavailable)) return { kind: "refused", reason: "refused" };
          if (tried === TRIES) return { kind: "unavailable" };
          await clock.pause(FIRST_DELAY_MS * tried);
        }
      }
    }
  };
