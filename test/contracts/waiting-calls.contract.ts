import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import type { WaitingCalls } from "../../src/ports/waiting-calls.ts";
import { anId } from "../support/requests.ts";
import { type Gap, promised } from "./promises.ts";

export interface WaitingCallsSetup {
  readonly calls: WaitingCalls;
  /** A workflow for calls, and another one. */
  readonly workflowIds: readonly [string, string];
  /** Puts a call into the queue, with these attributes, and returns its task's id. */
  add(callId: string, workflowId: string, attributes: Readonly<Record<string, unknown>>): string;
  /** An agent accepts it. */
  accept(taskId: string): void;
  /** The caller hangs up, and the task leaves the queue. */
  hangUp(taskId: string): void;
  /** What stands on the task of why its caller leaves. */
  leavesFor(taskId: string): string | undefined;
  /** From now on the queue cannot be reached. */
  cutOff(): void;
}

/** Tests the promises of every `WaitingCalls`. Before each test, `setup` returns an empty queue. */
export function describeWaitingCalls(
  adapter: string,
  setup: () => WaitingCallsSetup,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the WaitingCalls contract`, () => {
    let world: WaitingCallsSetup;
    let calls: WaitingCalls;
    beforeEach(() => {
      world = setup();
      ({ calls } = world);
    });
    const call = anId("CA");
    const put = (callId = call, [workflowId] = world.workflowIds) =>
      world.add(callId, workflowId, { skills: ["billing"] });

    promised(gaps, (promise) => {
      promise("finds the task of a call that waits, with what a callback takes over", async () => {
        put(anId("CA", 2));
        const taskId = put();
        const found = await calls.find(call);

        expect(found).toMatchObject({
          taskId,
          state: "waiting",
          isAccepted: false,
          routing: { workflowId: world.workflowIds[0], priority: 0 },
          attributes: { skills: ["billing"] },
        });
        expect(found?.routing.queuedSince).toBeInstanceOf(Date);
      });

      promise("finds it in its workflow, and in no other", async () => {
        const taskId = put();

        expect((await calls.find(call, world.workflowIds[0]))?.taskId).toBe(taskId);
        expect(await calls.find(call, world.workflowIds[1])).toBeUndefined();
      });

      promise("finds no call that is not there, and none that an agent has", async () => {
        expect(await calls.find(call)).toBeUndefined();
        world.accept(put());
        expect(await calls.find(call)).toBeUndefined();
      });

      promise("sees that an agent has accepted, and that the caller has gone", async () => {
        const taskId = put();
        world.accept(taskId);
        const accepted = await calls.look(taskId);
        expect(accepted?.state === "assigned" || accepted?.isAccepted).toBe(true);
        world.hangUp(taskId);
        const gone = await calls.look(taskId);
        expect(gone?.state ?? "canceled").toBe("canceled");
      });

      promise(
        "notes why the caller leaves, takes it back, and leaves alone what else stands there",
        async () => {
          const taskId = put();
          await calls.note(taskId, "callback");
          expect(world.leavesFor(taskId)).toBe("callback");
          await calls.note(taskId, "voicemail");
          expect(world.leavesFor(taskId)).toBe("voicemail");
          await calls.note(taskId, undefined);

          expect(world.leavesFor(taskId)).toBeUndefined();
          expect((await calls.look(taskId))?.attributes).toStrictEqual({ skills: ["billing"] });
          expect(await calls.find(call)).toBeDefined();
        },
      );

      promise("leaves a task alone that is not there", async () => {
        await calls.note(anId("WT", 9), "callback");

        expect(await calls.look(anId("WT", 9))).toBeUndefined();
      });

      promise("says that the queue cannot be asked", async () => {
        const taskId = put();
        world.cutOff();

        await expect(calls.find(call)).rejects.toBeInstanceOf(Unavailable);
        await expect(calls.look(taskId)).rejects.toBeInstanceOf(Unavailable);
        await expect(calls.note(taskId, "callback")).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
