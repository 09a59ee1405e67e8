import { expect } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { Rejected } from "../../../src/ports/faults.ts";
import { anAttempt, aRequest, aRouting, aTranscript, aVoicemail } from "../../support/requests.ts";
import type { Promises } from "../promises.ts";
import { SAMPLES, TOO_LONG } from "./samples.ts";
import { expectCut, required, textOf, type World, withWorkflow } from "./world.ts";

/** What every `CallbackTasks` promises of `add`. */
export function promiseAdding(promise: Promises, current: () => World): void {
  for (const [what, sample] of SAMPLES) {
    promise(`finds ${what} exactly as it was added`, async () => {
      const { tasks, workflowId } = current();
      const request = withWorkflow(sample, workflowId);
      const id = await tasks.add(request);

      expectWaiting(await tasks.find(id), { id, request });
    });
  }

  promise("keeps how a request is routed", async () => {
    const { tasks, workflowId } = current();
    const queuedSince = new Date("2024-02-29T23:59:59Z");
    const routing = aRouting({ workflowId: workflowId, priority: 50, timeoutSeconds: 7200, queuedSince });
    const request = aRequest({ routing });
    const id = await tasks.add(request);

    expectWaiting(await tasks.find(id), { id, request });
  });

  promise("takes a request that names no workflow", async () => {
    const { tasks } = current();
    const request = aRequest();
    const id = await tasks.add(request);
    const found = await tasks.find(id);

    expect({ ...found?.request, routing: undefined }).toStrictEqual({ ...request, routing: undefined });
    expect(found?.request.routing).toMatchObject(request.routing);
  });

  promise("gives every task its own id, even for equal requests", async () => {
    const { agents, add } = current();
    const ids = [await add({ mark: "same" }), await add({ mark: "same" })];

    expect(new Set(ids).size).toBe(2);
    expect([...(await agents.open())].sort()).toStrictEqual(ids.sort());
  });

  promise("makes a task of an answer that never came, and only one", async () => {
    const { agents, add, loseNextAnswer } = current();
    required(loseNextAnswer)();
    const id = await add({ mark: "lost-answer", attemptsMade: 1 });

    expect(await agents.open()).toStrictEqual([id]);
  });

  for (const [what, details] of [
    ["an earlier attempt", { attemptsMade: 1 }],
    ["what the contact asked for earlier", { receivedAt: new Date("2026-03-02T11:00:00.001Z") }],
  ] as const) {
    promise(`does not take ${what}, under the same mark, for the task whose answer was lost`, async () => {
      const { agents, add, loseNextAnswer } = current();
      const first = await add({ mark: "lost-answer" });
      required(loseNextAnswer)();
      const second = await add({ mark: "lost-answer", ...details });

      expect(second).not.toBe(first);
      expect(await agents.open()).toHaveLength(2);
    });
  }

  for (const [what, text] of TOO_LONG) {
    promise(`shortens a transcript of ${what}, and nothing else`, async () => {
      const { tasks, add, workflowId } = current();
      const voicemail = aVoicemail({ transcript: aTranscript(text) });
      const id = await add({ voicemail, message: "Gold customer", attempts: [anAttempt()] });
      const found = await tasks.find(id);

      expectCut(textOf(found), text);
      expect({ ...found?.request, voicemail: undefined }).toStrictEqual({
        ...withWorkflow(aRequest({ message: "Gold customer", attempts: [anAttempt()] }), workflowId),
        voicemail: undefined,
      });
    });

    promise(`shortens a message of ${what}`, async () => {
      const { tasks, add } = current();
      const id = await add({ message: text });

      expectCut((await tasks.find(id))?.request.message, text);
    });
  }

  promise("rejects a request that stays too large, and adds nothing", async () => {
    const { agents, add } = current();
    const attributes = { notes: "n".repeat(5000) };

    await expect(add({ attributes, message: "Gold" })).rejects.toBeInstanceOf(Rejected);
    expect(await agents.open()).toStrictEqual([]);
  });
}

/** An agent may be offered the task at once. */
function expectWaiting(found: CallbackTask | undefined, expected: Omit<CallbackTask, "state">): void {
  const { state, ...rest } = found ?? {};

  expect(rest).toStrictEqual(expected);
  expect(["waiting", "offered"]).toContain(state);
}
