import { describe, expect, it } from "vitest";
import type { DeskCallback, Requeued } from "../../../src/adapters/flex-ui/desk-callback.ts";
import type { Activity } from "../../../src/adapters/flex-ui/panel-states.ts";
import { callButton } from "../../../src/adapters/flex-ui/rules/call-button.ts";
import { readCallFailure } from "../../../src/adapters/flex-ui/rules/call-failure.ts";
import { outcomeOfCanceledCall } from "../../../src/adapters/flex-ui/rules/call-outcome.ts";
import { retryButton } from "../../../src/adapters/flex-ui/rules/retry-button.ts";
import { callbackToReturnTo, isAbout } from "../../../src/adapters/flex-ui/rules/return-to-callback.ts";
import type { TaskState } from "../../../src/domain/task-state.ts";
import type { CallObstacle } from "../../../src/ports/outbound-calls.ts";
import { aNumber, anId, aRequest, aVoicemail } from "../../support/requests.ts";
import { aDeskCallback, TASK_ID } from "./desk-callbacks.ts";

interface Situation {
  readonly state?: TaskState;
  readonly mine?: boolean;
  readonly requeued?: Requeued;
  readonly activity?: Activity;
  readonly obstacle?: CallObstacle;
}

const OWN_CALL: CallObstacle = { kind: "on-a-call", callbackTaskId: TASK_ID };
const OTHER_CALLBACKS_CALL: CallObstacle = { kind: "on-a-call", callbackTaskId: anId("WT", 2) };

describe("the call button", () => {
  const number = aNumber("+14155550100");
  const button = ({ activity = "idle", obstacle, ...details }: Situation) =>
    callButton(aDeskCallback(details), activity, obstacle);

  it("is enabled when nothing stands in the way", () => {
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

  it("is not there when the number was withheld or cannot be called", () => {
    const voicemailFrom = (contact: DeskCallback["request"]["contact"]) =>
      aDeskCallback({ request: aRequest({ contact, voicemail: aVoicemail() }) });

    expect(callButton(voicemailFrom({ kind: "withheld" }), "idle", undefined)).toStrictEqual({
      kind: "hidden",
      reason: "withheld",
    });
    expect(
      callButton(voicemailFrom({ kind: "not-callable", address: "sip:a@b.example" }), "idle", undefined),
    ).toStrictEqual({ kind: "hidden", reason: "not-callable" });
  });
});

describe("the button to retry later", () => {
  const button = ({ activity = "idle", obstacle, ...details }: Situation) =>
    retryButton(aDeskCallback(details), activity, obstacle, { allowRequeue: true, maxAttempts: 3 });

  it.each<[string, Situation]>([
    ["nothing stands in the way", {}],
    ["the agent has begun to wrap up", { state: "wrap-up" }],
    ["somebody began to put it back and came to grief", { requeued: "begun" }],
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
  ])("is $kind after $attemptsMade of $maxAttempts attempts", ({ maxAttempts, attemptsMade, kind }) => {
    const policy = { allowRequeue: true, ...(maxAttempts !== undefined && { maxAttempts }) };
    const callback = aDeskCallback({ request: aRequest({ attemptsMade }) });

    expect(retryButton(callback, "idle", undefined, policy).kind).toBe(kind);
  });

  it("is not there where the deployer switched it off", () => {
    const off = { allowRequeue: false, maxAttempts: 3 };

    expect(retryButton(aDeskCallback(), "idle", undefined, off)).toStrictEqual({
      kind: "hidden",
      reason: "switched-off",
    });
  });
});

describe("the outcome of a canceled outbound call", () => {
  it.each([
    [45305, "no-answer"],
    [45303, "busy"],
    [13223, "invalid"],
    [21211, "invalid"],
    [21216, "blocked"],
    [13227, "blocked"],
    [21215, "blocked"],
    [21210, "failed"],
    [21219, "failed"],
    [99999, "failed"],
    [undefined, "failed"],
    [45302, undefined],
    [45306, undefined],
    [45307, undefined],
  ])("code %s means %s", (code, outcome) => {
    expect(outcomeOfCanceledCall(code)).toBe(outcome);
  });
});

describe("the failure of StartOutboundCall", () => {
  const thrown = (message: string, content: object = {}) => Object.assign(new Error(message), { content });
  const notCreated = (wrappedError: object) =>
    thrown("task could not be created", {
      description: "Error in action StartOutboundCall body: task could not be created",
      wrappedError: thrown("task could not be created", { description: "Unknown error", wrappedError }),
    });

  it.each([
    ["outbound calling disabled", "dialling-off"],
    ["voice call already live", "on-a-call"],
    ["cannot do outbound calls with a pending inbound call", "on-a-call"],
    ["live call task already exists", "on-a-call"],
    ["outbound call action already pending", "on-a-call"],
    ["Action is pending", "on-a-call"],
    ["Action is blocked", "on-a-call"],
    ["cannot do outbound calls when offline", "offline"],
    ["invalid destination", "invalid-number"],
    ["missing queue", "not-set-up"],
    ["missing 'from' argument", "not-set-up"],
    ["generic error", "refused"],
    ["Action StartOutboundCall cancelled by before event", "refused"],
    ["", "refused"],
  ])('"%s" is refused: %s', (message, reason) => {
    expect(readCallFailure(thrown(message))).toStrictEqual({ kind: "refused", reason });
  });

  it.each([
    ["no answer came", {}],
    ["TaskRouter was busy", { response: { status: 429 } }],
    ["TaskRouter had a fault", { response: { status: 503 } }],
  ])("passes when %s", (_, sdkError) => {
    expect(readCallFailure(notCreated(sdkError))).toStrictEqual({ kind: "passing" });
  });

  it("does not pass when TaskRouter refused the task", () => {
    expect(readCallFailure(notCreated({ response: { status: 400 } }))).toStrictEqual({
      kind: "refused",
      reason: "refused",
    });
  });

  it("tells that the agent is not in the queue, wherever in the chain it is said", () => {
    const words = "The RoutingTarget Worker is not valid for the given TaskQueueSid";
    const refusal = { kind: "refused", reason: "not-in-queue" };

    expect(readCallFailure(notCreated({ message: words }))).toStrictEqual(refusal);
    expect(readCallFailure(notCreated({ response: { status: 400, statusText: words } }))).toStrictEqual(
      refusal,
    );
  });

  it.each([undefined, null, "text", 7, {}])("takes %s for a refusal", (error) => {
    expect(readCallFailure(error)).toStrictEqual({ kind: "refused", reason: "refused" });
  });
});

describe("the callback to return to", () => {
  const ended = { callReservationId: "WRcall", callbackReservationId: "WRcallback" };
  const onDesk = (id: string) => id === "WRcallback";
  const nothing = undefined;

  it.each([
    ["nothing, where its own call was selected", { selecting: nothing, selected: "WRcall" }],
    ["nothing once more, where it has been selected already", { selecting: nothing, selected: "WRcallback" }],
    ["its own call, which has gone", { selecting: "WRcall", selected: "WRcallback" }],
  ])("is selected in place of %s", (_, selection) => {
    expect(callbackToReturnTo(ended, selection, onDesk)).toBe("WRcallback");
  });

  it.each([
    ["no call has ended", nothing, { selecting: nothing, selected: "WRcall" }, onDesk],
    ["another task was selected", ended, { selecting: nothing, selected: "WRother" }, onDesk],
    ["nothing was selected", ended, { selecting: nothing, selected: nothing }, onDesk],
    ["the agent selects another task", ended, { selecting: "WRother", selected: "WRcall" }, onDesk],
    ["the callback has gone too", ended, { selecting: nothing, selected: "WRcall" }, () => false],
  ] as const)("is none when %s", (_, call, selection, isOnDesk) => {
    expect(callbackToReturnTo(call, selection, isOnDesk)).toBeUndefined();
  });

  it.each([
    [nothing, true],
    ["WRcall", true],
    ["WRcallback", true],
    ["WRother", false],
  ])("is of no more interest once the agent turns to another task: selecting %s", (selecting, isStill) => {
    expect(isAbout(ended, { selecting, selected: "WRcall" })).toBe(isStill);
  });
});
