import { type Carried, carriedFrom, inLanguage, isStillWaiting } from "../domain/waiting/carried.ts";
import type { Clock } from "../ports/clock.ts";
import type { InboundCalls } from "../ports/inbound-calls.ts";
import type { Log } from "../ports/log.ts";
import type { WaitingCalls } from "../ports/waiting-calls.ts";
import type { KeepPlacePolicy } from "./keep-place.ts";

export interface VoicemailAsked {
  readonly callId: string;
  /** The task of the live call. Absent: it was not found. */
  readonly taskId?: string;
  readonly language: string;
  /** Where the message is recorded. */
  readonly urlFor: (carried: Carried) => string;
}

export type LeaveForVoicemailOutcome = "moved" | "taken" | "not-moved";

/** Takes a call that waits to where its message is recorded. An agent who accepts it first keeps it. */
export type LeaveForVoicemail = (asked: VoicemailAsked) => Promise<LeaveForVoicemailOutcome>;

export const makeLeaveForVoicemail =
  (
    calls: WaitingCalls,
    inbound: InboundCalls,
    clock: Clock,
    log: Log,
    { callbackWorkflows }: KeepPlacePolicy,
  ): LeaveForVoicemail =>
  async ({ callId, taskId, language, urlFor }) => {
    if (taskId === undefined) return move({});

    const call = await calls.look(taskId);
    if (!isStillWaiting(call)) return "taken";

    await note("voicemail");
    const now = await calls.look(taskId);
    if (!isStillWaiting(now)) {
      await note(undefined);

      return "taken";
    }

    return move(carriedFrom(now, callbackWorkflows, clock.now()));

    async function move(carried: Carried): Promise<LeaveForVoicemailOutcome> {
      try {
        const outcome = await inbound.moveTo(callId, urlFor(inLanguage(carried, language)));
        if (outcome === "gone") log.info("call.gone", { callId });

        return "moved";
      } catch (cause) {
        log.warn("call.not-moved", { callId }, cause);
        await note(undefined);

        return "not-moved";
      }
    }

    async function note(why: "voicemail" | undefined): Promise<void> {
      if (taskId === undefined) return;
      await calls
        .note(taskId, why)
        .catch((cause: unknown) => log.warn("call.not-noted", { taskId, why }, cause));
    }
  };
