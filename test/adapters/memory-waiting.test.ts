import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { MemoryInboundCalls } from "../../src/adapters/memory/memory-inbound-calls.ts";
import { MemoryWaitEstimates } from "../../src/adapters/memory/memory-wait-estimates.ts";
import { MemoryWaitingCalls } from "../../src/adapters/memory/memory-waiting-calls.ts";
import { MemoryWorkflows } from "../../src/adapters/memory/memory-workflows.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import { describeInboundCalls } from "../contracts/inbound-calls.contract.ts";
import { describeWaitEstimates } from "../contracts/wait-estimates.contract.ts";
import { describeWaitingCalls } from "../contracts/waiting-calls.contract.ts";
import { describeWorkflows } from "../contracts/workflows.contract.ts";
import { anId } from "../support/requests.ts";

describeWaitingCalls("MemoryWaitingCalls", () => {
  const calls = new MemoryWaitingCalls();

  return {
    calls,
    workflowIds: [anId("WW", 1), anId("WW", 2)],
    add: (callId, workflowId, attributes) =>
      calls.add(callId, {
        routing: { workflowId, priority: 0, queuedSince: new Date(0) },
        attributes: attributes as JsonObject,
      }),
    accept: (taskId) => calls.accept(taskId),
    hangUp: (taskId) => calls.hangUp(taskId),
    leavesFor: (taskId) => calls.leavesFor(taskId),
    cutOff: () => calls.cutOff(),
  };
});

describeWaitEstimates("MemoryWaitEstimates", () => {
  const clock = new ManualClock();
  const estimates = new MemoryWaitEstimates(clock);
  const workflowId = anId("WW");
  let [waiting, accepted] = [0, 0];
  const tell = () => estimates.set(workflowId, { waiting, accepted, windowSeconds: 900 });
  tell();

  return {
    estimates,
    workflowId,
    addWaiting: () => {
      waiting += 1;
      tell();
    },
    takeOne: () => {
      waiting -= 1;
      accepted += 1;
      tell();
    },
    letPass: (milliseconds) => clock.advance(milliseconds),
    cutOff: () => estimates.set(workflowId, undefined),
  };
});

describeInboundCalls("MemoryInboundCalls", () => {
  const calls = new MemoryInboundCalls();
  let begun = 0;

  return {
    calls,
    begin: (parties) => {
      begun += 1;
      const id = anId("CA", begun);
      calls.add(id, parties);

      return id;
    },
    hangUp: (callId) => calls.hangUp(callId),
    wentTo: (callId) => calls.wentTo(callId),
    cutOff: () => calls.cutOff(),
  };
});

describeWorkflows("MemoryWorkflows", () => {
  const workflows = new MemoryWorkflows();
  let made = 0;

  return {
    workflows,
    add: (heedsDelays, name) => {
      made += 1;
      workflows.known.set(`WW${made}`, heedsDelays);
      workflows.names.set(`WW${made}`, name);

      return `WW${made}`;
    },
    unknownId: "WW0",
    cutOff: () => {
      workflows.isAway = true;
    },
  };
});
