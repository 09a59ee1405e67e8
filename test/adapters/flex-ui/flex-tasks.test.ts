import { describe, expect, it } from "vitest";
import { FlexOutboundCalls } from "../../../src/adapters/flex-ui/flex/flex-outbound-calls.ts";
import {
  makeCompleteTask,
  makeWrapUpTask,
  returnToCallbacks,
} from "../../../src/adapters/flex-ui/flex/flex-tasks.ts";
import { aNumber } from "../../support/requests.ts";
import { FakeFlex } from "./fake-flex.ts";

const statusOf = (flex: FakeFlex, sid: string) => flex.tasks.find((task) => task.sid === sid)?.status;
/** Flex selects nothing a moment after the selected task has gone. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("wrapping up and completing a task", () => {
  it("puts an accepted task into wrap-up", async () => {
    const flex = new FakeFlex();
    const task = flex.addTask();
    await makeWrapUpTask(flex)(task.taskSid);

    expect(statusOf(flex, task.sid)).toBe("wrapping");
  });

  it("does not touch a task that is in wrap-up, belongs to another agent, or is gone", async () => {
    const flex = new FakeFlex();
    const wrapping = flex.addTask({ status: "wrapping" });
    await makeWrapUpTask(flex)(wrapping.taskSid);
    await makeWrapUpTask(flex)("WT-gone");

    expect(flex.invoked).toStrictEqual([]);
  });

  it.each(["accepted", "wrapping"])("completes a task that is %s", async (status) => {
    const flex = new FakeFlex();
    const task = flex.addTask({ status });
    await makeCompleteTask(flex)(task.taskSid);

    expect(flex.tasks).toStrictEqual([]);
  });

  it("completes a task whose wrap-up is still under way", async () => {
    const flex = new FakeFlex();
    const { taskSid } = flex.addTask();
    await Promise.all([makeWrapUpTask(flex)(taskSid), makeCompleteTask(flex)(taskSid)]);

    expect(flex.tasks).toStrictEqual([]);
  });

  it("succeeds if another tab was quicker, and fails if no tab was", async () => {
    const flex = new FakeFlex();
    const { sid, taskSid } = flex.addTask();
    const quicker = makeWrapUpTask(flex)(taskSid);
    flex.report("taskWrapup", sid);
    await expect(quicker).resolves.toBeUndefined();

    flex.blocked.add("WrapupTask");
    const stuck = flex.addTask();
    await expect(makeWrapUpTask(flex)(stuck.taskSid)).rejects.toThrow("Action is blocked");
  });

  it("does not complete a task that is only offered", async () => {
    const flex = new FakeFlex();
    const task = flex.addTask({ status: "pending" });
    await makeCompleteTask(flex)(task.taskSid);

    expect(statusOf(flex, task.sid)).toBe("pending");
  });
});

describe("returning to the callback after its call", () => {
  async function calling(flex: FakeFlex) {
    const callback = flex.addTask();
    await new FlexOutboundCalls(flex).place({
      callbackTaskId: callback.taskSid,
      number: aNumber("+14155550123"),
      conversationId: callback.taskSid,
      attributes: {},
    });
    const call = flex.tasks.find((task) => flex.isCallTask(task));
    if (!call) throw new Error("No call came of it");

    return { callback, call };
  }

  it("selects the callback when its call was not answered", async () => {
    const flex = new FakeFlex();
    returnToCallbacks(flex);
    const { callback, call } = await calling(flex);
    flex.report("taskCanceled", call.sid, 45305);
    await aMoment();

    expect(flex.selectedTaskSid).toBe(callback.sid);
  });

  it("selects the callback when its call is over and wrapped up, not before", async () => {
    const flex = new FakeFlex();
    returnToCallbacks(flex);
    const { callback, call } = await calling(flex);
    flex.report("taskAccepted", call.sid);
    flex.report("taskWrapup", call.sid);
    await aMoment();
    expect(flex.selectedTaskSid).toBe(call.sid);

    flex.report("taskCompleted", call.sid);
    await aMoment();
    expect(flex.selectedTaskSid).toBe(callback.sid);
  });

  it("selects the callback if its call was gone before Flex could select it", async () => {
    const flex = new FakeFlex();
    returnToCallbacks(flex);
    const { callback, call } = await calling(flex);
    await flex.actions.invokeAction("SelectTask", { sid: callback.sid });
    flex.report("taskCanceled", call.sid, 21211);
    await flex.actions.invokeAction("SelectTask", { task: call });
    await aMoment();

    expect(flex.selectedTaskSid).toBe(callback.sid);
  });

  it("does not select it again after the agent has turned to something else", async () => {
    const flex = new FakeFlex();
    returnToCallbacks(flex);
    const { call } = await calling(flex);
    flex.report("taskCanceled", call.sid, 45305);
    await aMoment();

    const other = flex.addTask({ attributes: { direction: "inbound" } });
    await flex.actions.invokeAction("SelectTask", { sid: other.sid });
    flex.report("taskCompleted", other.sid);
    await aMoment();
    expect(flex.selectedTaskSid).toBeUndefined();
  });

  it("does not move an agent who has turned to another task", async () => {
    const flex = new FakeFlex();
    returnToCallbacks(flex);
    const { call } = await calling(flex);
    const other = flex.addTask({ attributes: { taskType: "callback" } });
    await flex.actions.invokeAction("SelectTask", { sid: other.sid });
    flex.report("taskCanceled", call.sid, 45305);
    await aMoment();

    expect(flex.selectedTaskSid).toBe(other.sid);
  });

  it("selects nothing when another call ends, or when the callback is gone too", async () => {
    const flex = new FakeFlex();
    returnToCallbacks(flex);
    const { callback, call } = await calling(flex);
    flex.report("taskCompleted", callback.sid);
    flex.report("taskCanceled", call.sid, 45305);
    await aMoment();

    expect(flex.selectedTaskSid).toBeUndefined();
  });
});
