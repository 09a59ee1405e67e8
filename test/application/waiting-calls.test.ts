import { describe, expect, it } from "vitest";
import { MemoryInboundCalls } from "../../src/adapters/memory/memory-inbound-calls.ts";
import { MemoryWaitingCalls } from "../../src/adapters/memory/memory-waiting-calls.ts";
import { makeFindHolding } from "../../src/application/find-holding.ts";
import { makeKeepPlace } from "../../src/application/keep-place.ts";
import { makeLeaveForVoicemail } from "../../src/application/leave-for-voicemail.ts";
import type { Carried } from "../../src/domain/waiting/carried.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { anId, anInput } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";

const CALL = anId("CA");
const CALLBACKS = anId("WW", 1);
const SALES = anId("WW", 2);

/** A caller who has waited for a minute in the sales queue. */
class World {
  readonly centre = new Centre();
  readonly calls = new MemoryWaitingCalls();
  readonly inbound = new MemoryInboundCalls();
  readonly since = new Date(this.centre.clock.now().getTime() - 60_000);
  readonly taskId = this.calls.add(CALL, {
    routing: { workflowId: SALES, priority: 3, queuedSince: this.since },
    attributes: { skills: ["billing"] },
  });
  /** What happens between the first look at the call and the second one. */
  meanwhile: () => unknown = () => undefined;

  constructor() {
    this.inbound.add(CALL, { from: "+14155550100", to: "+14155550199" });
    const note = this.calls.note.bind(this.calls);
    this.calls.note = async (...given) => {
      await note(...given);
      if (given[1] !== undefined) await this.meanwhile();
    };
  }

  keepPlace(contactNumber = "+14155550100", callbackWorkflows = [CALLBACKS]) {
    const { calls, centre } = this;
    const { requestCallback } = centre.process();
    const keep = makeKeepPlace(calls, requestCallback, centre.tasks, centre.clock, centre.log, {
      callbackWorkflows,
    });

    return keep({
      deliveryId: "d-1",
      taskId: this.taskId,
      contactNumber,
      callerId: "+14155550199",
      language: "de",
    });
  }

  leave(taskId: string | undefined = this.taskId) {
    const { calls, inbound, centre } = this;
    const leave = makeLeaveForVoicemail(calls, inbound, centre.clock, centre.log, {
      callbackWorkflows: [SALES],
    });

    return leave({
      callId: CALL,
      ...(taskId !== "" && { taskId }),
      language: "de",
      urlFor: (carried: Carried) => JSON.stringify(carried),
    });
  }

  get wentTo() {
    return JSON.parse(this.inbound.wentTo(CALL) ?? "null");
  }
}

describe("a caller who would rather be called back", () => {
  it("has a callback in their place, in their language, and the call says so", async () => {
    const world = new World();
    const kept = await world.keepPlace();
    const [task] = await world.centre.openTasks();

    expect(kept).toStrictEqual({ kind: "arranged", taskId: task?.id });
    expect(task?.request).toMatchObject({
      conversationId: world.taskId,
      attributes: { skills: ["billing"], conversations: { language: "de" } },
      routing: { priority: 3, queuedSince: world.since },
    });
    expect(task?.request.routing).not.toHaveProperty("workflowId");
    expect(world.calls.leavesFor(world.taskId)).toBe("callback");
  });

  it("is called back through the queue that they wait in, where that takes callbacks", async () => {
    const world = new World();
    await world.keepPlace("+14155550100", [CALLBACKS, SALES]);

    expect((await world.centre.openTasks())[0]?.request.routing.workflowId).toBe(SALES);
  });

  it("has nothing arranged where their number cannot be called, and the log says which field was wrong", async () => {
    const world = new World();

    expect(await world.keepPlace("call me")).toStrictEqual({ kind: "not-arranged" });
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();
    expect(world.centre.log.entries).toMatchObject([
      { event: "place.refused", details: { taskId: world.taskId, fields: "contactNumber" } },
    ]);
  });

  it("has no callback where an agent was faster", async () => {
    const world = new World();
    world.calls.accept(world.taskId);

    expect(await world.keepPlace()).toStrictEqual({ kind: "taken" });
    expect(await world.centre.openTasks()).toStrictEqual([]);
  });

  it("has no callback left where an agent takes the call while it is arranged", async () => {
    const world = new World();
    world.meanwhile = () => world.calls.accept(world.taskId);

    expect(await world.keepPlace()).toStrictEqual({ kind: "taken" });
    expect(await world.centre.openTasks()).toStrictEqual([]);
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();
    expect(world.centre.queue.history().at(-1)).toMatchObject({
      kind: "ended",
      end: { reason: "The contact speaks with an agent" },
      task: { request: { end: { how: "canceled", reason: "served", by: "contact" } } },
    });
  });

  it("keeps the callback that they asked for before, where an agent takes the call", async () => {
    const world = new World();
    const before = taskIdOf(await world.centre.process().requestCallback(anInput()));
    world.meanwhile = () => world.calls.accept(world.taskId);

    expect(await world.keepPlace()).toStrictEqual({ kind: "taken" });
    expect((await world.centre.openTasks()).map(({ id }) => id)).toStrictEqual([before]);
  });

  it("leaves the callback to the agent who has accepted it already", async () => {
    const world = new World();
    world.meanwhile = () => {
      world.calls.accept(world.taskId);
      for (const id of world.centre.queue.open()) world.centre.queue.accept(id, "WK1");
    };

    expect(await world.keepPlace()).toStrictEqual({ kind: "taken" });
    expect(await world.centre.openTasks()).toMatchObject([{ state: "assigned" }]);
    expect((await world.centre.openTasks())[0]?.request.end).toBeUndefined();
  });

  it("is believed to wait where the queue cannot be asked any more", async () => {
    const world = new World();
    world.meanwhile = () => world.calls.cutOff();

    expect((await world.keepPlace()).kind).toBe("arranged");
    expect(world.centre.log.events).toContain("call.not-looked-at");
  });

  it("has the callback though the call cannot be marked", async () => {
    const world = new World();
    world.meanwhile = () => Promise.reject(new Unavailable("The queue is busy"));

    expect((await world.keepPlace()).kind).toBe("arranged");
    expect(world.centre.log.events).toContain("call.not-noted");
  });
});

describe("a caller who would rather leave a message", () => {
  it("goes to where it is recorded, with all that was known of the call", async () => {
    const world = new World();

    expect(await world.leave()).toBe("moved");
    expect(world.wentTo).toMatchObject({
      workflowId: SALES,
      priority: 3,
      attributes: { skills: ["billing"], conversations: { language: "de" } },
    });
    expect(world.calls.leavesFor(world.taskId)).toBe("voicemail");
  });

  it("goes there though nobody found their place in the queue", async () => {
    const world = new World();

    expect(await world.leave("")).toBe("moved");
    expect(world.wentTo).toStrictEqual({ attributes: { conversations: { language: "de" } } });
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();
  });

  it("stays with the agent who was faster", async () => {
    const world = new World();
    world.calls.accept(world.taskId);

    expect(await world.leave()).toBe("taken");
    expect(world.wentTo).toBeNull();
  });

  it("stays with the agent who takes the call at that moment, and the call says nothing of a message", async () => {
    const world = new World();
    world.meanwhile = () => world.calls.accept(world.taskId);

    expect(await world.leave()).toBe("taken");
    expect(world.wentTo).toBeNull();
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();
  });

  it("has hung up, which the log says", async () => {
    const world = new World();
    world.inbound.hangUp(CALL);

    expect(await world.leave()).toBe("moved");
    expect(world.centre.log.events).toStrictEqual(["call.gone"]);
  });

  it("stays in the queue where the call cannot be moved, and the call says nothing of a message", async () => {
    const world = new World();
    world.inbound.cutOff();

    expect(await world.leave()).toBe("not-moved");
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();
    expect(world.centre.log.events).toStrictEqual(["call.not-moved"]);
  });

  it("goes there though the call cannot be marked", async () => {
    const world = new World();
    world.meanwhile = () => Promise.reject(new Unavailable("The queue is busy"));

    expect(await world.leave()).toBe("moved");
    expect(world.centre.log.events).toStrictEqual(["call.not-noted"]);
  });
});

describe("the workflows that hold requests back", () => {
  it("are those that say so", async () => {
    const { workflows, log } = new Centre();
    workflows.known.set("WW1", false).set("WW2", true);

    expect(await makeFindHolding(workflows, ["WW1", "WW2", "WW3"], log)()).toStrictEqual(["WW2"]);
  });

  it("are none that cannot be asked, and the log says so", async () => {
    const { workflows, log } = new Centre();
    workflows.isAway = true;

    expect(await makeFindHolding(workflows, ["WW1"], log)()).toStrictEqual([]);
    expect(log.entries).toMatchObject([
      { event: "settings.workflow-unknown", details: { workflowId: "WW1" } },
    ]);
  });
});
