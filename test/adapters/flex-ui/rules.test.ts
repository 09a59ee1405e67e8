import { describe, expect, it } from "vitest";
import { readCallFailure } from "../../../src/adapters/flex-ui/rules/call-failure.ts";
import { outcomeOfCanceledCall } from "../../../src/adapters/flex-ui/rules/call-outcome.ts";
import { callbackToReturnTo, isAbout } from "../../../src/adapters/flex-ui/rules/return-to-callback.ts";

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
