import type { CancelCallback } from "../../../application/cancel-callback.ts";
import type { FindCallback } from "../../../application/find-callback.ts";
import type { KeepPlace } from "../../../application/keep-place.ts";
import type { LeaveForVoicemail } from "../../../application/leave-for-voicemail.ts";
import type { RequestCallback } from "../../../application/request-callback.ts";
import { defined } from "../../../domain/defined.ts";
import { inLanguage } from "../../../domain/waiting/carried.ts";
import { expectedWaitSeconds } from "../../../domain/waiting/expected-wait.ts";
import type { Entry, MenuAction, MenuResult } from "../../../domain/waiting/menu-state.ts";
import type { Log } from "../../../ports/log.ts";
import type { WaitEstimates } from "../../../ports/wait-estimates.ts";
import type { WaitingCalls } from "../../../ports/waiting-calls.ts";
import type { MenuOptions } from "./menu-options.ts";
import type { LanguageName } from "./sentences/index.ts";
import type { Visit } from "./visit.ts";

/** A call, as Twilio and the flow tell of it. */
export interface VisitingCall {
  readonly entry: Entry;
  readonly language: LanguageName;
  readonly callSid: string;
  readonly from: string;
  readonly to: string;
  readonly workflowSid?: string;
}

export interface MenuNeeds {
  readonly calls: WaitingCalls;
  readonly estimates: WaitEstimates;
  readonly findCallback: FindCallback;
  readonly requestCallback: RequestCallback;
  readonly cancelCallback: CancelCallback;
  readonly keepPlace: KeepPlace;
  readonly leaveForVoicemail: LeaveForVoicemail;
  readonly log: Log;
}

export interface MenuLimits {
  readonly options: MenuOptions;
  /** The workflow of callbacks. */
  readonly callbackWorkflow: string;
  readonly maxOpen?: number;
}

/** So often is a call's task looked for that is not there yet. */
export const MOST_LOOKS = 3;

/** Finds out what the menu needs to know. What cannot be found out is left open, and keeps nobody from waiting. */
export async function lookAround(
  visit: Visit,
  call: VisitingCall,
  needs: MenuNeeds,
  { options, callbackWorkflow, maxOpen }: MenuLimits,
): Promise<Visit> {
  const { calls, estimates, findCallback, log } = needs;
  const isArrival = visit.menu.at === "arrived";
  const inQueue = async () => {
    const task =
      call.entry === "queue"
        ? await known(calls.find(call.callSid, call.workflowSid), "call.not-found")
        : undefined;
    const workflow = task?.routing.workflowId ?? call.workflowSid;
    const figures =
      workflow === undefined ? undefined : await known(estimates.figures(workflow), "wait.not-estimated");

    return { task, figures };
  };
  const isToBeTold = isArrival && options.knownCallback && call.entry !== "voicemail";
  const [{ task, figures }, found, open] = await Promise.all([
    inQueue(),
    isToBeTold
      ? known(findCallback({ contactNumber: call.from, callerId: call.to }), "callback.not-looked-for")
      : undefined,
    maxOpen === undefined ? undefined : known(estimates.figures(callbackWorkflow), "callbacks.not-counted"),
  ]);

  return defined({
    ...visit,
    looks: visit.looks + 1,
    taskId: task?.taskId ?? visit.taskId,
    expectedSeconds: figures ? expectedWaitSeconds(figures) : visit.expectedSeconds,
    waiting: figures?.waiting ?? visit.waiting,
    openCallbacks: open?.waiting ?? visit.openCallbacks,
    hasCallback: isArrival ? found?.kind === "found" : visit.hasCallback,
  });

  async function known<T>(asked: Promise<T>, event: string): Promise<T | undefined> {
    return asked.catch((cause: unknown) => {
      log.warn(event, { callSid: call.callSid }, cause);

      return undefined;
    });
  }
}

/** Has it done, and says what became of it. Whatever fails, the caller hears so and waits on. */
export async function carryOut(
  action: MenuAction,
  visit: Visit,
  call: VisitingCall,
  needs: MenuNeeds,
  urlForMessage: (visit: Visit) => string | undefined,
): Promise<MenuResult> {
  try {
    switch (action.kind) {
      case "arrange":
        return await arrange(action.number ?? call.from);
      case "cancel":
        return await cancel();
      case "move-to-voicemail":
        return await move();
    }
  } catch (cause) {
    needs.log.error("menu.failed", { callSid: call.callSid, action: action.kind }, cause);

    return FAILED[action.kind];
  }

  async function arrange(contactNumber: string): Promise<MenuResult> {
    const { language, to: callerId, entry } = call;
    const deliveryId = `${call.callSid}:${visit.withdrawn}`;
    if (entry === "queue" && visit.taskId !== undefined) {
      const kept = await needs.keepPlace({
        deliveryId,
        taskId: visit.taskId,
        contactNumber,
        callerId,
        language,
      });

      return kept.kind;
    }
    const carried = inLanguage(visit.carried ?? {}, language);
    const { kind } = await needs.requestCallback({ ...carried, contactNumber, callerId, deliveryId });

    return kind === "refused" ? "not-arranged" : "arranged";
  }

  /** Nothing to cancel is what the caller wanted. */
  async function cancel(): Promise<MenuResult> {
    const { kind } = await needs.cancelCallback({ contactNumber: call.from, callerId: call.to });

    return kind === "canceled" || kind === "none" ? "canceled" : "not-canceled";
  }

  async function move(): Promise<MenuResult> {
    const { callSid: callId, language } = call;
    const url = urlForMessage(visit);
    if (url === undefined) return "not-moved";

    return needs.leaveForVoicemail({
      callId,
      language,
      ...defined({ taskId: visit.taskId }),
      urlFor: (carried) => urlForMessage({ ...visit, carried }) ?? url,
    });
  }
}

const FAILED: Readonly<Record<MenuAction["kind"], MenuResult>> = {
  arrange: "not-arranged",
  cancel: "not-canceled",
  "move-to-voicemail": "not-moved",
};
