import { describe, expect, it } from "vitest";
import { FlexOutboundCalls } from "../../../src/adapters/flex-ui/flex/flex-outbound-calls.ts";
import { describeOutboundCalls } from "../../contracts/outbound-calls.contract.ts";
import { aNumber, anId } from "../../support/requests.ts";
import { ACTIVITIES, FakeFlex, QUEUE_ID } from "./fake-flex.ts";

const REASON_CODES = {
  "no-answer": 45305,
  busy: 45303,
  invalid: 21211,
  blocked: 21216,
  failed: 45304,
  "taken-back": 45306,
};

describeOutboundCalls("FlexOutboundCalls", () => {
  const flex = new FakeFlex();
  const callbacks = [flex.addTask().taskSid, flex.addTask().taskSid] as const;
  const callAtDesk = () => {
    const call = flex.tasks.find((task) => flex.isCallTask(task));
    if (!call) throw new Error("The agent has no call");
    return call.sid;
  };

  return {
    calls: new FlexOutboundCalls(flex),
    callbacks,
    desktop: {
      placed: () =>
        flex.calls.map(({ destination, callerId }) => ({
          number: destination,
          ...(callerId && { callerId }),
        })),
      switchDialling: (state) =>
        flex.configure({ outbound_call_flows: { default: { enabled: state === "on" } } }),
      goOffline: () => flex.setActivity(ACTIVITIES.offline),
      goAvailable: () => flex.setActivity(ACTIVITIES.available),
      takeOtherCall: () => void flex.addTask({ attributes: { direction: "inbound" } }),
      answer: () => flex.report("taskAccepted", callAtDesk()),
      fail: (outcome) => flex.report("taskCanceled", callAtDesk(), REASON_CODES[outcome]),
      hangUp: (seconds) => {
        flex.report("taskWrapup", callAtDesk(), undefined, seconds);
        flex.report("taskCompleted", callAtDesk(), undefined, 20);
      },
      cutOffNextCall: () => {
        flex.nextFault = { statusText: "Network Error" };
      },
      loseMicrophoneForNextCall: () => {
        flex.microphone = "absent";
      },
    },
  };
});

describe("FlexOutboundCalls", () => {
  const call = (callbackTaskId: string) => ({
    callbackTaskId,
    number: aNumber("+14155550123"),
    conversationId: anId("WT", "77"),
    attributes: { skills: ["billing"], conversations: { case: "C-1" } },
  });

  it("places the call from the callback's queue, with attributes that reports and other plugins know", async () => {
    const flex = new FakeFlex();
    const callback = flex.addTask();
    await new FlexOutboundCalls(flex).place(call(callback.taskSid));

    expect(flex.calls).toStrictEqual([
      {
        destination: "+14155550123",
        queueSid: QUEUE_ID,
        taskAttributes: {
          skills: ["billing"],
          taskType: "callback-outbound",
          name: "+14155550123",
          conversations: { case: "C-1", conversation_id: anId("WT", "77") },
          autoClose: true,
          parentTask: callback.sid,
          callbackTaskSid: callback.taskSid,
        },
      },
    ]);
  });

  it("sees a call that rings at the agent, and one that the voice SDK alone knows of", () => {
    const flex = new FakeFlex();
    const calls = new FlexOutboundCalls(flex);
    flex.setActiveCall({});
    expect(calls.obstacle()).toStrictEqual({ kind: "on-a-call" });

    flex.setActiveCall(undefined);
    flex.addTask({ status: "pending", attributes: { direction: "inbound" } });
    expect(calls.obstacle()).toStrictEqual({ kind: "on-a-call" });
  });

  it("does not treat a callback, or the wrap-up of a call, as a call", () => {
    const flex = new FakeFlex();
    flex.addTask();
    flex.addTask({ status: "wrapping", attributes: { direction: "inbound" } });

    expect(new FlexOutboundCalls(flex).obstacle()).toBeUndefined();
  });

  it("uses the default flow: Flex cannot use another enabled one", () => {
    const flex = new FakeFlex();
    flex.configure({ outbound_call_flows: { other: { enabled: true } } as never });

    expect(new FlexOutboundCalls(flex).obstacle()).toStrictEqual({ kind: "dialling-off" });
  });

  it("knows that a busy contact was called although the call is over before Flex returns", async () => {
    const flex = new FakeFlex();
    const callback = flex.addTask();
    flex.store.subscribe(() => {
      const ringing = flex.tasks.find((task) => flex.isCallTask(task) && task.status === "pending");
      if (ringing) queueMicrotask(() => flex.report("taskCanceled", ringing.sid, REASON_CODES.busy));
    });

    expect(await new FlexOutboundCalls(flex).place(call(callback.taskSid))).toStrictEqual({ kind: "placed" });
    expect(flex.tasks).toHaveLength(1);
  });
});
