import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import type { UnreachedOutcome } from "../../domain/retry/attempt.ts";
import type { Clock } from "../../ports/clock.ts";
import type { OutboundCalls, Stop } from "../../ports/outbound-calls.ts";
import type { PanelStates } from "./panel-states.ts";
import type { RetryLater } from "./retry-later.ts";

/** How long the agent may stop a put-back that they did not ask for. */
export const COUNTDOWN_MS = 10_000;

/** After a reload the agent has at least so long to stop it. */
const LEAST_AFTER_RELOAD_MS = 5_000;

/** Remembers countdowns beyond a reload of the page, for this tab. */
export interface KeptCountdowns {
  get(taskId: string): number | undefined;
  /** @param endsAt milliseconds since 1970; absent: forget it */
  set(taskId: string, endsAt?: number): void;
}

/** Puts a request back by itself when its call reached nobody, unless the agent does anything else first. */
export interface AutoRequeue {
  /** This tab places a call for the callback: only one of several tabs counts down. */
  placed(taskId: string): void;
  /** The agent wants to keep the request, or does something else with it. */
  stop(taskId: string): void;
  /** A page that was loaded again counts on where it was. */
  resume(taskId: string): void;
  /** Watches the calls' outcomes until it is stopped. */
  watch(calls: Pick<OutboundCalls, "watchOutcomes">): Stop;
}

export interface AutoRequeueNeeds {
  /** After these outcomes of a call. */
  readonly outcomes: () => readonly UnreachedOutcome[];
  /** The callback as it is, where it can be put back at the moment. */
  readonly find: (taskId: string) => DesktopCallback | undefined;
  readonly retryLater: RetryLater;
  readonly kept: KeptCountdowns;
  readonly states: PanelStates;
  readonly clock: Clock;
}

export function makeAutoRequeue(needs: AutoRequeueNeeds): AutoRequeue {
  const { outcomes, find, retryLater, kept, states, clock } = needs;
  const calling = new Set<string>();

  return {
    placed(taskId) {
      calling.add(taskId);
      stop(taskId);
    },
    stop,
    resume(taskId) {
      const endsAt = kept.get(taskId);
      if (endsAt !== undefined && states.of(taskId).requeuesAt === undefined)
        countDown(taskId, Math.max(endsAt, clock.now().getTime() + LEAST_AFTER_RELOAD_MS));
    },
    watch: (calls) =>
      calls.watchOutcomes(({ callbackTaskId, outcome }) => {
        const wasHere = calling.delete(callbackTaskId);
        const isMeant = outcomes().some((each) => each === outcome);
        if (wasHere && isMeant) countDown(callbackTaskId, clock.now().getTime() + COUNTDOWN_MS);
      }),
  };

  function countDown(taskId: string, endsAt: number): void {
    const requeuesAt = new Date(endsAt);
    kept.set(taskId, endsAt);
    states.set(taskId, { ...states.of(taskId), requeuesAt });
    clock.after(endsAt - clock.now().getTime(), () => {
      if (states.of(taskId).requeuesAt !== requeuesAt) return;

      const isIdle = states.of(taskId).activity === "idle" && states.of(taskId).askedAt === undefined;
      stop(taskId);
      const callback = find(taskId);
      if (isIdle && callback) void retryLater(callback);
    });
  }

  function stop(taskId: string): void {
    kept.set(taskId);
    const { requeuesAt, ...state } = states.of(taskId);
    if (requeuesAt) states.set(taskId, state);
  }
}
