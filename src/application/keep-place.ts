import { isOpen, isWithAgent } from "../domain/task-state.ts";
import { carriedFrom, inLanguage, isStillWaiting, type WaitingCall } from "../domain/waiting/carried.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { LeavesFor, WaitingCalls } from "../ports/waiting-calls.ts";
import type { RequestCallback } from "./request-callback.ts";

/** A caller who waits and would rather be called back. */
export interface PlaceAsked {
  /** Names this wish: asked again under the same name, it is the same callback. */
  readonly deliveryId: string;
  /** The task of the live call. */
  readonly taskId: string;
  readonly contactNumber: string;
  /** The number that was called. */
  readonly callerId: string;
  readonly language: string;
}

export type KeepPlaceOutcome =
  | { readonly kind: "arranged"; readonly taskId: string }
  /** The caller keeps the place in the queue, and the call. */
  | { readonly kind: "not-arranged" }
  /** An agent accepted the call meanwhile: the caller stays, and no callback remains. */
  | { readonly kind: "taken" };

/** Arranges a callback in the place of a call that waits. */
export type KeepPlace = (asked: PlaceAsked) => Promise<KeepPlaceOutcome>;

export interface KeepPlacePolicy {
  /** Workflows that take callbacks: a call of one of these is called back through it. */
  readonly callbackWorkflows: readonly string[];
}

/**
 * The callback is there before the call leaves the queue; the call's own task is never ended here. Only then is the
 * call marked and looked at again: if an agent accepted it meanwhile, the callback goes. What slips through between
 * this look and the end of the call is found when the agent has spoken with the contact.
 */
export const makeKeepPlace =
  (
    calls: WaitingCalls,
    requestCallback: RequestCallback,
    tasks: Pick<CallbackTasks, "change" | "end">,
    clock: Clock,
    log: Log,
    { callbackWorkflows }: KeepPlacePolicy,
  ): KeepPlace =>
  async ({ deliveryId, taskId, contactNumber, callerId, language }) => {
    const call = await calls.look(taskId);
    if (!isStillWaiting(call)) return { kind: "taken" };

    const carried = inLanguage(carriedFrom(call, callbackWorkflows, clock.now()), language);
    const requested = await requestCallback({ ...carried, contactNumber, callerId, deliveryId });
    if (requested.kind === "refused") {
      log.warn("place.refused", { taskId, fields: Object.keys(requested.faults).join(" ") });

      return { kind: "not-arranged" };
    }

    await note("callback");
    if (isStillWaiting(await lookAgain(call))) return { kind: "arranged", taskId: requested.taskId };

    await note(undefined);
    // A callback that was there before is the contact's own affair: the agent sees it.
    if (requested.kind === "created") await withdraw(requested.taskId);

    return { kind: "taken" };

    /** Reports are worth less than the caller's place. */
    async function note(why: LeavesFor | undefined): Promise<void> {
      await calls
        .note(taskId, why)
        .catch((cause: unknown) => log.warn("call.not-noted", { taskId, why }, cause));
    }

    /** Whoever cannot be asked is believed to wait: the callback exists. */
    async function lookAgain(before: WaitingCall): Promise<WaitingCall | undefined> {
      return calls.look(taskId).catch((cause: unknown) => {
        log.warn("call.not-looked-at", { taskId }, cause);

        return before;
      });
    }

    async function withdraw(callbackId: string): Promise<void> {
      try {
        const end = { how: "canceled", reason: "served", at: clock.now(), by: "contact" } as const;
        const reading = await tasks.change(callbackId, ({ task }) =>
          isOpen(task.state) && !isWithAgent(task.state) ? { request: { ...task.request, end } } : undefined,
        );
        if (reading) await tasks.end(callbackId, "The contact speaks with an agent", reading.revision);
      } catch (cause) {
        log.warn("callback.not-withdrawn", { taskId: callbackId }, cause);
      }
    }
  };
