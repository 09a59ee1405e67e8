import { expect } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { Rejected } from "../../../src/ports/faults.ts";
import { anAttempt, aRequest, aRouting, aTranscript, aVoicemail } from "../../support/requests.ts";
import type { Promises } from "../promises.ts";
import { SAMPLES, TOO_LONG } from "./samples.ts";
import { expectCut, idOf, required, textOf, WITHIN_MS, type World, withWorkflow } from "./world.ts";

/** What every `CallbackTasks` promises of `add`. */
export function promiseAdding(promise: Promises, current: () => World): void {
  for (const [what, sample] of SAMPLES) {
    promise(`finds ${what} exactly as it was added`, async () => {
      const { tasks, find, workflowId } = current();
      const request = withWorkflow(sample, workflowId);
      const id = idOf(await tasks.add({ request, madeBy: "me" }, WITHIN_MS));

      expectWaiting(await find(id), { id, request, madeBy: "me" });
    });
  }

  promise("keeps how a request is routed", async () => {
    const { tasks, find, workflowId } = current();
    const queuedSince = new Date("2024-02-29T23:59:59Z");
    const routing = aRouting({ workflowId: workflowId, priority: 50, timeoutSeconds: 7200, queuedSince });
    const request = aRequest({ routing });
    const id = idOf(await tasks.add({ request, madeBy: "me" }, WITHIN_MS));

    expectWaiting(await find(id), { id, request, madeBy: "me" });
  });

  promise("takes a request that names no workflow", async () => {
    const { tasks, find } = current();
    const request = aRequest();
    const id = idOf(await tasks.add({ request, madeBy: "me" }, WITHIN_MS));
    const found = await find(id);

    expect({ ...found?.request, routing: undefined }).toStrictEqual({ ...request, routing: undefined });
    expect(found?.request.routing).toMatchObject(request.routing);
  });

  promise("gives every task its own id, even for equal requests", async () => {
    const { agents, add } = current();
    const ids = [await add({ key: "same" }), await add({ key: "same" })];

    expect(new Set(ids).size).toBe(2);
    expect([...(await agents.open())].sort()).toStrictEqual(ids.sort());
  });

  promise("makes a task of an answer that never came, and only one", async () => {
    const { agents, add, loseNextAnswer } = current();
    required(loseNextAnswer)();
    const id = await add({ key: "lost-answer", attemptsMade: 1 });

    expect(await agents.open()).toStrictEqual([id]);
  });

  promise("does not take another try's task for the one whose answer was lost", async () => {
    const { agents, add, loseNextAnswer } = current();
    const first = await add({ key: "lost-answer" }, { madeBy: "one" });
    required(loseNextAnswer)();
    const second = await add({ key: "lost-answer" }, { madeBy: "another" });

    expect(second).not.toBe(first);
    expect(await agents.open()).toHaveLength(2);
  });

  promise("tells when the queue made the task, who made it, and what it follows", async () => {
    const { tasks, add, find, workflowId } = current();
    const first = await add();
    const request = withWorkflow(aRequest(), workflowId);
    const added = await tasks.add({ request, madeBy: "me", after: first }, WITHIN_MS);
    const found = await find(idOf(added));

    expect(found).toMatchObject({ madeBy: "me", after: first });
    expect(added).toMatchObject({ createdAt: found?.createdAt });
  });

  promise("says that nothing was added when the queue cannot be reached", async () => {
    const { tasks, agents, cutOff, workflowId } = current();
    cutOff();

    expect(
      await tasks.add({ request: withWorkflow(aRequest(), workflowId), madeBy: "me" }, WITHIN_MS),
    ).toMatchObject({ kind: expect.stringMatching(/^(not-added|unknown)$/) });
    expect(await agents.open()).toStrictEqual([]);
  });

  for (const [what, text] of TOO_LONG) {
    promise(`shortens a transcript of ${what}, and nothing else`, async () => {
      const { find, add, workflowId } = current();
      const voicemail = aVoicemail({ transcript: aTranscript(text) });
      const id = await add({ voicemail, message: "Gold customer", attempts: [anAttempt()] });
      const found = await find(id);

      expectCut(textOf(found), text);
      expect({ ...found?.request, voicemail: undefined }).toStrictEqual({
        ...withWorkflow(aRequest({ message: "Gold customer", attempts: [anAttempt()] }), workflowId),
        voicemail: undefined,
      });
    });

    promise(`shortens a message of ${what}`, async () => {
      const { find, add } = current();
      const id = await add({ message: text });

      expectCut((await find(id))?.request.message, text);
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
function expectWaiting(
  found: CallbackTask | undefined,
  expected: Omit<CallbackTask, "state" | "createdAt">,
): void {
  const { state, createdAt, ...rest } = found ?? {};

  expect(rest).toStrictEqual(expected);
  expect(createdAt).toBeInstanceOf(Date);
  expect(["waiting", "offered"]).toContain(state);
}
