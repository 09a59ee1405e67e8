import { beforeEach, describe, expect, it } from "vitest";
import { toDesktopCallback } from "../../../src/adapters/flex-ui/desktop-callback.ts";
import { writeCallAttributes } from "../../../src/adapters/flex-ui/flex/call-attributes.ts";
import type { FlexTask } from "../../../src/adapters/flex-ui/flex/flex.ts";
import { watchCompletions } from "../../../src/adapters/flex-ui/flex/flex-completions.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { aNumber } from "../../support/requests.ts";
import { FakeFlex, WORKER_ID } from "./fake-flex.ts";

const read = (task: FlexTask) => toDesktopCallback(task, WORKER_ID);

let flex: FakeFlex;
let clock: ManualClock;
let asked: (readonly [taskId: string, callCompletedAgo: number | undefined])[];
beforeEach(() => {
  flex = new FakeFlex();
  clock = new ManualClock();
  asked = [];
});

function watch(answer: boolean): void {
  watchCompletions(
    flex,
    read,
    async ({ task }, callCompletedAgo) => {
      asked.push([task.id, callCompletedAgo]);
      return answer;
    },
    clock,
  );
}

describe("completing a task in Flex", () => {
  it("waits for leave when it is a callback's, and completes it then", async () => {
    watch(true);
    const task = flex.addTask();
    await flex.actions.invokeAction("CompleteTask", { sid: task.sid });

    expect(asked).toStrictEqual([[task.taskSid, undefined]]);
    expect(flex.tasks).toStrictEqual([]);
  });

  it("does not happen without leave, and the agent sees the task", async () => {
    watch(false);
    const task = flex.addTask();
    await expect(flex.actions.invokeAction("CompleteTask", { task })).rejects.toThrow("cancelled");

    expect(flex.tasks).toHaveLength(1);
    expect(flex.selectedTaskSid).toBe(task.sid);
  });

  it("needs no leave when it is another kind of work", async () => {
    watch(false);
    const task = flex.addTask({ attributes: { taskType: "chat" } });
    await flex.actions.invokeAction("CompleteTask", { task });

    expect(flex.tasks).toStrictEqual([]);
    expect(asked).toStrictEqual([]);
  });

  it("needs no leave when it is a callback's call, whose end counts for the callback", async () => {
    watch(true);
    const callback = flex.addTask();
    const call = flex.addTask({
      attributes: writeCallAttributes(
        {
          callbackTaskId: callback.taskSid,
          number: aNumber("+14155550123"),
          conversationId: callback.taskSid,
          attributes: {},
        },
        callback.sid,
      ),
    });
    await flex.actions.invokeAction("CompleteTask", { task: call });
    await clock.advance(700);
    await flex.actions.invokeAction("CompleteTask", { task: callback });

    expect(asked).toStrictEqual([[callback.taskSid, 700]]);
  });
});
