import { describe, expect, it } from "vitest";
import type { Contact } from "../../../src/domain/callback-request.ts";
import type { RequeueState } from "../../../src/domain/callback-task.ts";
import { callButton } from "../../../src/domain/desktop/call-button.ts";
import type { CallObstacle } from "../../../src/domain/desktop/call-obstacle.ts";
import type { Activity } from "../../../src/domain/desktop/desktop-callback.ts";
import { retryButton } from "../../../src/domain/desktop/retry-button.ts";
import type { TaskState } from "../../../src/domain/task-state.ts";
import { aDesktopCallback, TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber, anAttempt, anId, aRequest, aVoicemail } from "../../support/requests.ts";

interface Situation {
  readonly state?: TaskState;
  readonly mine?: boolean;
  readonly requeued?: RequeueState;
  readonly activity?: Activity;
  readonly obstacle?: CallObstacle;
}

const OWN_CALL: CallObstacle = { kind: "on-a-call", callbackTaskId: TASK_ID };
const OTHER_CALLBACKS_CALL: CallObstacle = { kind: "on-a-call", callbackTaskId: anId("WT", 2) };

describe("the call button", () => {
  const number = aNumber("+14155550100");
  const button = ({ activity = "idle", obstacle, ...details }: Situation) =>
    callButton(aDesktopCallback(details), activity, obstacle);

  it("is enabled without an obstacle", () => {
    expect(button({})).toStrictEqual({ kind: "enabled", number });
  });

  it.each<[string, Situation]>([
    ["not-accepted", { state: "offered" }],
    ["not-accepted", { state: "waiting" }],
    ["in-wrap-up", { state: "wrap-up" }],
    ["ended", { state: "completed" }],
    ["ended", { state: "canceled" }],
    ["not-yours", { mine: false }],
    ["requeued", { requeued: "done" }],
    ["requeueing", { requeued: "begun" }],
    ["placing-call", { activity: "placing-call" }],
    ["requeueing", { activity: "requeueing" }],
    ["calling-this-contact", { obstacle: OWN_CALL }],
    ["on-a-call", { obstacle: { kind: "on-a-call" } }],
    ["on-a-call", { obstacle: OTHER_CALLBACKS_CALL }],
    ["offline", { obstacle: { kind: "offline" } }],
    ["dialling-off", { obstacle: { kind: "dialling-off" } }],
    ["requeued", { requeued: "done", state: "wrap-up", obstacle: { kind: "offline" } }],
    ["not-accepted", { state: "offered", obstacle: { kind: "offline" } }],
    ["requeueing", { activity: "requeueing", obstacle: { kind: "offline" } }],
  ])("is disabled: %s, when %o", (reason, situation) => {
    expect(button(situation)).toStrictEqual({ kind: "disabled", number, reason });
  });

  it("is hidden if the number was withheld or cannot be called", () => {
    const voicemailFrom = (contact: Contact) =>
      aDesktopCallback({ request: aRequest({ contact, voicemail: aVoicemail() }) });

    expect(callButton(voicemailFrom({ kind: "withheld" }), "idle", undefined)).toStrictEqual({
      kind: "hidden",
      reason: "withheld",
    });
    expect(
      callButton(voicemailFrom({ kind: "not-callable", address: "sip:a@b.example" }), "idle", undefined),
    ).toStrictEqual({ kind: "hidden", reason: "not-callable" });
  });
});

describe("the 'Retry later' button", () => {
  const button = ({ activity = "idle", obstacle, ...details }: Situation) =>
    retryButton(aDesktopCallback(details), activity, obstacle, { allowRequeue: true, maxAttempts: 3 });

  it.each<[string, Situation]>([
    ["nothing stands in the way", {}],
    ["the agent has begun to wrap up", { state: "wrap-up" }],
    ["somebody began to put it back and did not finish", { requeued: "begun" }],
    ["somebody began to put it back, and the agent wraps up", { requeued: "begun", state: "wrap-up" }],
    ["the agent is offline", { obstacle: { kind: "offline" } }],
    ["outbound calls are off", { obstacle: { kind: "dialling-off" } }],
    ["the agent is on a call with somebody else", { obstacle: OTHER_CALLBACKS_CALL }],
  ])("is enabled when %s", (_, situation) => {
    expect(button(situation)).toStrictEqual({ kind: "enabled" });
  });

  it.each<[string, Situation]>([
    ["not-accepted", { state: "offered" }],
    ["ended", { state: "completed" }],
    ["not-yours", { mine: false }],
    ["not-yours", { mine: false, state: "wrap-up" }],
    ["requeued", { requeued: "done" }],
    ["requeued", { requeued: "done", state: "wrap-up" }],
    ["placing-call", { activity: "placing-call" }],
    ["requeueing", { activity: "requeueing" }],
    ["calling-this-contact", { obstacle: OWN_CALL }],
  ])("is disabled: %s, when %o", (reason, situation) => {
    expect(button(situation)).toStrictEqual({ kind: "disabled", reason });
  });

  it.each([
    { maxAttempts: 1, attemptsMade: 0, kind: "hidden" },
    { maxAttempts: 2, attemptsMade: 0, kind: "enabled" },
    { maxAttempts: 2, attemptsMade: 1, kind: "hidden" },
    { maxAttempts: 2, attemptsMade: 7, kind: "hidden" },
    { maxAttempts: undefined, attemptsMade: 7, kind: "enabled" },
  ])(
    "is $kind after $attemptsMade of $maxAttempts attempts and one more call",
    ({ maxAttempts, attemptsMade, kind }) => {
      const policy = { allowRequeue: true, ...(maxAttempts !== undefined && { maxAttempts }) };
      const callback = aDesktopCallback({
        request: aRequest({ attemptsMade, attempts: [anAttempt({ number: attemptsMade + 1 })] }),
      });

      const button = retryButton(callback, "idle", undefined, policy);

      expect(button).toStrictEqual(kind === "hidden" ? { kind, reason: "attempts-used-up" } : { kind });
    },
  );

  it.each([
    { what: "put back five times without a call", putBacks: 5, called: false, reason: "put-backs-used-up" },
    { what: "put back five times, and called now", putBacks: 5, called: true, reason: undefined },
    { what: "put back four times", putBacks: 4, called: false, reason: undefined },
    {
      what: "where two are allowed",
      putBacks: 2,
      called: false,
      maxPutBacks: 2,
      reason: "put-backs-used-up",
    },
    {
      what: "where one attempt is all",
      putBacks: 0,
      called: false,
      maxAttempts: 1,
      reason: "attempts-used-up",
    },
  ])("says that the put-backs are used up, not the attempts: $what", (given) => {
    const { putBacks, called, reason, maxAttempts = 3, maxPutBacks } = given;
    const number = putBacks + 1;
    const request = aRequest({ putBacks, attempts: called ? [anAttempt({ number })] : [] });
    const state = retryButton(aDesktopCallback({ request }), "idle", undefined, {
      allowRequeue: true,
      maxAttempts,
      ...(maxPutBacks !== undefined && { maxPutBacks }),
    });

    expect(state.kind === "hidden" ? state.reason : undefined).toBe(reason);
  });

  it("is hidden if the deployer switched it off", () => {
    const off = { allowRequeue: false, maxAttempts: 3 };

    expect(retryButton(aDesktopCallback(), "idle", undefined, off)).toStrictEqual({
      kind: "hidden",
      reason: "switched-off",
    });
  });
});
