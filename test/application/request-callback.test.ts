import { describe, expect, it } from "vitest";
import { anId, anInput, aSupervisor, aVoicemail } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const COMPLETED = "the contact was reached";

describe("asking for a callback", () => {
  it("puts the request to the agents, under a mark, as it was asked for", async () => {
    const centre = new Centre();
    const outcome = await centre
      .process()
      .requestCallback(
        anInput({ message: "Gold", attributes: { skills: ["es"] }, priority: 5, requestId: "r-1" }),
      );

    const [task] = await centre.openTasks();
    expect(outcome).toStrictEqual({ kind: "created", taskId: task?.id });
    expect(task?.request).toMatchObject({
      contact: { kind: "number", number: "+14155550100" },
      receivedAt: centre.clock.now(),
      timeZone: "America/New_York",
      message: "Gold",
      attributes: { skills: ["es"] },
      routing: { priority: 5 },
    });
    expect(task?.request.key).toBeTypeOf("string");
  });

  it("refuses what is wrong, names everything at once, and adds nothing", async () => {
    const centre = new Centre();
    const outcome = await centre.process().requestCallback({ contactNumber: "anonymous", priority: -1 });

    expect(outcome).toMatchObject({
      kind: "refused",
      faults: {
        contactNumber: expect.any(String),
        callerId: expect.any(String),
        priority: expect.any(String),
      },
    });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("is joined to the contact's open callback when it comes again", async () => {
    const centre = new Centre();
    const first = await centre.process().requestCallback(anInput());
    await centre.clock.advance(3_600_000);
    const again = await centre.process().requestCallback(anInput({ contactNumber: "+1 (415) 555-0100" }));

    expect(again).toStrictEqual({ kind: "joined", taskId: taskIdOf(first), transcript: "none" });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it.each([
    ["another contact", anInput({ contactNumber: "+14155550101" })],
    ["another workflow", anInput({ workflowId: anId("WW", 2) })],
    ["a request id of its own", anInput({ requestId: "r-1" })],
    ["a voicemail of the same contact", anInput({ voicemail: aVoicemail() })],
  ])("is not joined by %s", async (_, other) => {
    const centre = new Centre();
    await centre.process().requestCallback(anInput());

    expect(await centre.process().requestCallback(other)).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toHaveLength(2);
  });

  it("is not joined by another person who shares the number, where numbers may be shared", async () => {
    const centre = new Centre({ duplicates: "allow" });
    await centre.process().requestCallback(anInput());

    expect(await centre.process().requestCallback(anInput())).toMatchObject({ kind: "created" });
  });

  it("is joined by the same delivery tried again, even where numbers may be shared", async () => {
    const centre = new Centre({ duplicates: "allow" });
    const first = await centre.process().requestCallback(anInput({ deliveryId: "d-1" }));

    expect(await centre.process().requestCallback(anInput({ deliveryId: "d-1" }))).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(first),
    });
  });

  it("is the same request when its delivery comes again, though its task has ended meanwhile", async () => {
    const centre = new Centre();
    const asked = anInput({ deliveryId: "d-1" });
    const first = taskIdOf(await centre.process().requestCallback(asked));
    await centre.tasks.end(first, COMPLETED);

    expect(await centre.process().requestCallback(asked)).toStrictEqual({
      kind: "joined",
      taskId: first,
      transcript: "none",
    });
    expect(await centre.process().requestCallback(anInput({ deliveryId: "d-2" }))).toMatchObject({
      kind: "created",
    });
  });

  it("may be asked for again once the contact was reached", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    await centre.tasks.end(first, COMPLETED);

    const second = await centre.process().requestCallback(anInput());
    expect(second.kind).toBe("created");
    expect(await centre.process().requestCallback(anInput())).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(second),
    });
  });

  it("may be asked for again while the agent wraps the last one up: nobody would call for that one any more", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    expect(await centre.process().requestCallback(anInput())).toMatchObject({
      kind: "joined",
      taskId: first,
    });

    centre.queue.wrapUp(first);
    expect(await centre.process().requestCallback(anInput())).toMatchObject({ kind: "created" });
  });

  it("ends the delay of a request that was put back: it is due at once, and nothing else is to come", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    await centre.process().requeueCallback(first, aSupervisor());
    const again = await centre.process().requestCallback(anInput({ message: "It is urgent" }));

    expect(again.kind).toBe("joined");
    expect(centre.queue.open()).toStrictEqual([first, taskIdOf(again)]);
    expect((await centre.find(taskIdOf(again)))?.request).toMatchObject({
      attemptsMade: 0,
      conversationId: first,
      askedAgain: [{ message: "It is urgent" }],
    });
  });

  it("leaves one task where a put-back was made twice, and both wait out its delay", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    const held = taskIdOf(await centre.process().requeueCallback(first, aSupervisor()));
    const { request } = (await centre.find(held)) ?? {};
    if (!request) throw new Error("The next task is gone");
    // The create of a try before hung, and takes effect now.
    await centre.tasks.add({ request, madeBy: "a late try", after: first }, 1_000);
    const again = taskIdOf(await centre.process().requestCallback(anInput()));

    expect(centre.queue.open()).toStrictEqual([first, again]);
  });

  it("is joined to a request that was put back, once its delay is over", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    const requeued = await centre.process().requeueCallback(first, aSupervisor());
    await centre.clock.advance(600_000);

    expect(await centre.process().requestCallback(anInput())).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(requeued),
    });
  });

  it("waits for the agent who puts it back, though they wrap up already", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    centre.queue.wrapUp(first);
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(3_000),
    );
    const requeueing = slow.requeueCallback(first, aSupervisor());
    await centre.clock.advance(100);

    const again = await centre.run(centre.process().requestCallback(anInput()));
    await centre.run(requeueing);

    expect(again.kind).toBe("joined");
    expect(centre.queue.open()).toStrictEqual([first, taskIdOf(again)]);
  });

  it("may be asked for again when the last attempt is over, though the agent still keeps an earlier task", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    const second = taskIdOf(await centre.process().requeueCallback(first, aSupervisor()));
    await centre.tasks.end(second, COMPLETED);

    expect(await centre.process().requestCallback(anInput())).toMatchObject({ kind: "created" });
  });

  it("under an id of its own is joined even while the agent wraps up", async () => {
    const centre = new Centre();
    const asked = anInput({ requestId: "r-1" });
    const dying = centre.interruptedProcess({ when: "after", method: "add" }, death);
    void dying.requestCallback(asked);
    await centre.clock.advance(1_000);
    const [first = ""] = centre.queue.open();
    centre.queue.accept(first, "WK1");
    centre.queue.wrapUp(first);

    expect(await centre.process().requestCallback(asked)).toMatchObject({ kind: "joined", taskId: first });
  });

  it("under an id of its own is the same request even after its task has ended", async () => {
    const centre = new Centre();
    const asked = anInput({ requestId: "r-1" });
    const first = taskIdOf(await centre.process().requestCallback(asked));
    await centre.tasks.end(first, COMPLETED);
    expect(await centre.process().requestCallback(asked)).toMatchObject({ kind: "joined", taskId: first });

    centre.queue.remove(first);
    expect(await centre.process().requestCallback(asked)).toMatchObject({ kind: "joined", taskId: first });
    expect(centre.queue.open()).toStrictEqual([]);
  });
});
