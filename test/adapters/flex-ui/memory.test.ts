import { MemoryAgentNotices } from "../../../src/adapters/memory/memory-agent-notices.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { MemoryTelemetry } from "../../../src/adapters/memory/memory-telemetry.ts";
import { describeAgentNotices } from "../../contracts/agent-notices.contract.ts";
import { describeOutboundCalls } from "../../contracts/outbound-calls.contract.ts";
import { describeTelemetry } from "../../contracts/telemetry.contract.ts";
import { anId } from "../../support/requests.ts";

describeOutboundCalls("MemoryOutboundCalls", () => {
  const calls = new MemoryOutboundCalls();
  const callbacks = [anId("WT", 1), anId("WT", 2)] as const;
  for (const taskId of callbacks) calls.accept(taskId);

  return {
    calls,
    callbacks,
    desktop: {
      placed: () =>
        calls.placed.map(({ number, callerId }) => ({ number, ...(callerId !== undefined && { callerId }) })),
      switchDialling: (state) => calls.switchDialling(state),
      goOffline: () => calls.goOffline(),
      goAvailable: () => calls.goAvailable(),
      takeOtherCall: () => calls.takeOtherCall(),
      answer: () => calls.answer(),
      fail: (outcome) => calls.fail(outcome),
      hangUp: (seconds) => calls.hangUp(seconds),
      cutOffNextCall: () => calls.failNextCall("unavailable"),
      loseMicrophoneForNextCall: () => calls.failNextCall("not-started"),
    },
  };
});

describeAgentNotices("MemoryAgentNotices", () => {
  const notices = new MemoryAgentNotices();

  return { notices, shown: () => notices.told, dismissAll: () => notices.dismissAll() };
});

describeTelemetry("MemoryTelemetry", () => {
  const telemetry = new MemoryTelemetry();

  return { telemetry, counted: () => [...telemetry.events] };
});
