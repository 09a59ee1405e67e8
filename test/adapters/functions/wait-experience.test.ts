import { describe, expect, it } from "vitest";
import { openMessage } from "../../../src/adapters/functions/twiml/visit.ts";
import { Unavailable } from "../../../src/ports/faults.ts";
import type { WaitingCalls } from "../../../src/ports/waiting-calls.ts";
import { anInput } from "../../support/requests.ts";
import { CALL, CALLED, CALLER, heard, shape, WaitWorld, WORKFLOW } from "./wait-world.ts";

describe("A caller who waits in the queue", () => {
  it("hears the greeting, how long it takes, and the offer; then music, on and on", async () => {
    const world = new WaitWorld();
    world.estimates.set(WORKFLOW, { waiting: 13, accepted: 3, windowSeconds: 900 });
    const first = await world.arrive();

    expect(shape(first)).toBe("Gather(Say Say Say Play) Redirect");
    expect(heard(first)).toContain("about an hour and a half");
    expect(heard(await world.sayNothing())).toBe(
      "You do not have to wait on the phone. To hear your choices, press star.",
    );
    expect(heard(await world.sayNothing())).not.toContain("Thank you for calling");
  });

  it("asks to be called back, and keeps the place, the priority, the attributes and the conversation", async () => {
    const world = new WaitWorld();
    const since = (await world.calls.look(world.taskId))?.routing.queuedSince;
    await world.arrive("language=de");
    await world.press("*");
    await world.press("1");
    const last = await world.press("1");

    expect(heard(last)).toContain("Sie behalten Ihren Platz");
    expect(shape(last)).toBe("Say Say Hangup");
    const [callback, ...more] = await world.callbacks();
    expect(more).toStrictEqual([]);
    expect(callback?.request).toMatchObject({
      contact: { number: CALLER },
      callerId: CALLED,
      routing: { priority: 3, queuedSince: since },
      attributes: { skills: ["billing"], conversations: { language: "de" } },
      conversationId: world.taskId,
    });
    expect(world.calls.leavesFor(world.taskId)).toBe("callback");
  });

  it("asks to be called back at another number, which is read back, and corrects it", async () => {
    const world = new WaitWorld();
    await world.arrive();
    await world.press("*");
    await world.press("1");
    await world.press("2");
    const read = await world.press("4155550111");
    expect(heard(read)).toContain("1, 4, 1, 5, 5, 5, 5, 0, 1, 1, 1");
    expect(JSON.stringify(read)).not.toContain("4155550111");
    await world.press("2");
    await world.press("4155550112");
    await world.press("1");

    expect((await world.callbacks()).map(({ request }) => request.contact)).toStrictEqual([
      { kind: "number", number: "+14155550112" },
    ]);
  });

  it("is told that a number cannot be called, three times at most, and keeps the place", async () => {
    const world = new WaitWorld();
    await world.arrive();
    await world.press("*");
    await world.press("1");
    await world.press("2");
    expect(heard(await world.press("9005550100"))).toContain("We cannot call that number");
    await world.press("911");
    const last = await world.press("1");

    expect(heard(last)).toContain("We did not get your number");
    expect(shape(last)).toBe("Gather(Say Say Play) Redirect");
    expect(await world.callbacks()).toStrictEqual([]);
  });

  it("repeats the same step, as Twilio does when an answer gets lost: one callback", async () => {
    const world = new WaitWorld();
    await world.arrive();
    await world.press("*");
    await world.press("1");
    const { action } = world.addresses;
    await world.ask(action, { Digits: "1" });
    await world.ask(action, { Digits: "1" });

    expect(await world.callbacks()).toHaveLength(1);
  });

  it("loses nothing if the callback cannot be made, and hears so", async () => {
    const world = new WaitWorld();
    await world.arrive();
    await world.press("*");
    await world.press("1");
    world.centre.queue.cutOff();
    world.centre.ledgerBook.cutOff();
    const last = await world.press("1");

    expect(heard(last)).toContain("You still have your place in line");
    expect(shape(last)).toBe("Gather(Say Say Play) Redirect");
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();
  });

  it("gets the agent who accepts before the callback is made, and no callback is made", async () => {
    const world = new WaitWorld();
    await world.arrive();
    await world.press("*");
    await world.press("1");
    world.calls.accept(world.taskId, "offered");
    const last = await world.press("1");

    expect(heard(last)).toContain("An agent is about to take your call");
    expect(await world.callbacks()).toStrictEqual([]);
  });

  it("gets the agent who accepts while the callback is made, and none remains; asks again later and gets one", async () => {
    let isFaster = true;
    const world = new WaitWorld({
      calls: (memory): WaitingCalls => ({
        find: (...call) => memory.find(...call),
        look: (id) => memory.look(id),
        note: async (id, why) => {
          if (why !== undefined && isFaster) memory.accept(id, "offered");
          await memory.note(id, why);
        },
      }),
    });
    await world.arrive();
    await world.press("*");
    await world.press("1");
    const last = await world.press("1");
    expect(heard(last)).toContain("An agent is about to take your call");
    expect(await world.callbacks()).toStrictEqual([]);
    expect(world.calls.leavesFor(world.taskId)).toBeUndefined();

    // The agent's accept failed after all.
    isFaster = false;
    world.calls.release(world.taskId);
    await world.sayNothing();
    await world.press("*");
    await world.press("1");
    await world.press("1");
    expect(await world.callbacks()).toHaveLength(1);
  });

  it("is not offered anything while its task is not there, and is looked for three times", async () => {
    let asked = 0;
    const world = new WaitWorld({
      calls: (memory): WaitingCalls => ({
        find: async (...call) => (++asked < 3 ? undefined : memory.find(...call)),
        look: (id) => memory.look(id),
        note: (id, why) => memory.note(id, why),
      }),
    });
    expect(shape(await world.arrive())).toBe("Say Play Pause Redirect");
    expect(shape(await world.sayNothing())).toBe("Play Pause Redirect");
    expect(heard(await world.sayNothing())).toContain("press star");
    await world.sayNothing();

    expect(asked).toBe(3);
  });

  it("asks nobody anything in a plain round", async () => {
    let asked = 0;
    const world = new WaitWorld({
      calls: (memory): WaitingCalls => ({
        find: (...call) => {
          asked += 1;

          return memory.find(...call);
        },
        look: (id) => {
          asked += 1;

          return memory.look(id);
        },
        note: (id, why) => memory.note(id, why),
      }),
    });
    await world.arrive();
    const before = asked;
    world.centre.queue.cutOff();
    await world.sayNothing();
    await world.sayNothing();

    expect(asked).toBe(before);
  });

  it("hears the greeting and music even if nobody can be asked anything", async () => {
    const world = new WaitWorld({
      calls: (): WaitingCalls => ({
        find: () => Promise.reject(new Unavailable("gone")),
        look: () => Promise.reject(new Unavailable("gone")),
        note: () => Promise.reject(new Unavailable("gone")),
      }),
    });
    world.centre.ledgerBook.cutOff();

    expect(shape(await world.arrive())).toBe("Say Play Pause Redirect");
  });

  it("begins anew with a state that is not ours, or another call's", async () => {
    const world = new WaitWorld();
    await world.arrive();
    const { next } = world.addresses;

    expect(heard(await world.arrive("state=nonsense"))).toContain("Thank you for calling");
    expect(heard(await world.ask(next, { CallSid: `CA${"9".repeat(32)}` }))).toContain(
      "Thank you for calling",
    );
  });

  it("who withholds the number keys one", async () => {
    const world = new WaitWorld();
    await world.arrive("", { From: "anonymous" });
    const { action } = world.addresses;
    await world.ask(action, { From: "anonymous", Digits: "*" });
    const asked = await world.ask(world.addresses.action, { From: "anonymous", Digits: "1" });

    expect(heard(asked)).toContain("Please enter your phone number");
  });

  it("hears no offer of a callback while too many are open", async () => {
    const world = new WaitWorld({ policy: { maxOpen: 2 }, offers: { maxOpen: 2 } });
    world.estimates.set(`WW${"1".padStart(32, "0")}`, { waiting: 2, accepted: 0, windowSeconds: 900 });
    await world.arrive();

    expect(heard(await world.press("*"))).not.toContain("called back");
  });
});

describe("A caller who would rather leave a message", () => {
  it("is taken out of the queue, speaks, and the message knows who it is from without a number in its address", async () => {
    const world = new WaitWorld();
    await world.arrive("language=es-MX");
    await world.press("*");
    expect(shape(await world.press("2"))).toBe("Pause");
    expect(world.calls.leavesFor(world.taskId)).toBe("voicemail");

    const url = world.inbound.wentTo(CALL) ?? "";
    expect(url).toMatch(/^https:\/\/functions\.example\.com\/callback\/studio\/wait-experience\?/);
    expect(url).not.toContain(CALLER.slice(1));
    world.calls.hangUp(world.taskId);
    const recording = await world.ask(url, {});
    expect(shape(recording)).toBe("Say Record Redirect");
    const { recordingStatusCallback = "" } = recording[1]?.attributes ?? {};
    expect(recordingStatusCallback).not.toContain(CALLER.slice(1));
    const sealed = new URLSearchParams(recordingStatusCallback.split(/[?#]/)[1]).get("sealed") ?? "";
    expect(openMessage(sealed, world.seal, CALL)).toMatchObject({
      contactNumber: CALLER,
      callerId: CALLED,
      priority: 3,
      attributes: { skills: ["billing"], conversations: { language: "es-MX" } },
      conversationId: world.taskId,
    });

    const thanks = await world.ask(world.addresses.action, { RecordingUrl: "https://api.twilio.com/RE1" });
    expect(shape(thanks)).toBe("Say Say Hangup");
  });

  it("says nothing, and is called back instead, in the place that they had", async () => {
    const world = new WaitWorld({ menu: { otherNumber: false } });
    await world.arrive();
    await world.press("*");
    await world.press("2");
    world.calls.hangUp(world.taskId);
    await world.ask(world.inbound.wentTo(CALL) ?? "", {});
    expect(heard(await world.sayNothing())).toContain("We did not hear anything");
    expect(heard(await world.press("1"))).toContain("We will call you back");

    expect((await world.callbacks())[0]?.request.routing.priority).toBe(3);
  });

  it("says nothing at all, and hears goodbye", async () => {
    const world = new WaitWorld();
    await world.ask("wait-experience?entry=voicemail", {});
    await world.sayNothing();
    await world.sayNothing();
    const last = await world.sayNothing();

    expect(shape(last)).toBe("Say Hangup");
    expect(heard(last)).toBe("Goodbye.");
  });

  it("stays where they are if an agent has accepted, or the call cannot be moved", async () => {
    const taken = new WaitWorld();
    await taken.arrive();
    await taken.press("*");
    taken.calls.accept(taken.taskId);
    expect(heard(await taken.press("2"))).toContain("An agent is about to take your call");
    expect(taken.inbound.wentTo(CALL)).toBeUndefined();

    const stuck = new WaitWorld();
    await stuck.arrive();
    await stuck.press("*");
    stuck.inbound.cutOff();
    const last = await stuck.press("2");
    expect(heard(last)).toContain("something went wrong");
    expect(shape(last)).toContain("Redirect");
    expect(stuck.calls.leavesFor(stuck.taskId)).toBeUndefined();
  });
});

describe("A caller who has asked for a callback before", () => {
  async function known() {
    const world = new WaitWorld();
    await world.centre.run(
      world.centre.process().requestCallback(anInput({ contactNumber: CALLER, callerId: CALLED })),
    );
    expect(heard(await world.arrive())).toContain("You have asked us to call you back");

    return world;
  }

  it("keeps it and hangs up", async () => {
    const world = await known();

    expect(shape(await world.press("1"))).toBe("Say Say Hangup");
    expect(await world.callbacks()).toHaveLength(1);
  });

  it("cancels it, however often they press, and may ask for another", async () => {
    const world = await known();
    const { action } = world.addresses;
    expect(heard(await world.press("2"))).toContain("Your callback is canceled");
    expect(await world.callbacks()).toStrictEqual([]);
    expect(heard(await world.ask(action, { Digits: "2" }))).toContain("Your callback is canceled");
    await world.press("*");
    await world.press("1");
    await world.press("1");

    expect(await world.callbacks()).toHaveLength(1);
  });

  it("hears that it cannot be canceled once an agent has it", async () => {
    const world = await known();
    const [callback] = await world.callbacks();
    world.centre.queue.accept(callback?.id ?? "", "WK1");

    expect(heard(await world.press("2"))).toContain("We could not cancel your callback");
    expect((await world.callbacks())[0]?.request.end).toBeUndefined();
  });

  it("waits for an agent now", async () => {
    const world = await known();

    expect(shape(await world.press("3"))).toBe("Gather(Say Play) Redirect");
  });
});

describe("A caller before the queue", () => {
  it("chooses, and goes back to the flow if they would rather wait", async () => {
    const world = new WaitWorld();
    const flow = `FW${"4".repeat(32)}`;
    await world.arrive(`entry=before&flowSid=${flow}`, { AccountSid: `AC${"5".repeat(32)}` });
    const last = await world.ask(world.addresses.action, { Digits: "3", AccountSid: `AC${"5".repeat(32)}` });

    expect(shape(last)).toBe("Redirect");
    expect(last[0]?.text).toBe(
      `https://webhooks.twilio.com/v1/Accounts/AC${"5".repeat(32)}/Flows/${flow}?FlowEvent=return`,
    );
  });

  it("goes on at once while the wait is short", async () => {
    const world = new WaitWorld({ offers: { fromSeconds: 120 } });
    world.estimates.set(WORKFLOW, { waiting: 1, accepted: 30, windowSeconds: 900 });
    const answered = await world.arrive(`entry=before&next=enqueue&workflowSid=${WORKFLOW}`);

    expect(shape(answered)).toBe("Redirect");
    expect(answered[0]?.text).toBe("enqueue");
  });

  it("is called back without a place in the queue", async () => {
    const world = new WaitWorld({ menu: { otherNumber: false } });
    await world.arrive("entry=before&next=enqueue");
    const last = await world.press("1");

    expect(heard(last)).toBe("We will call you back. Goodbye.");
    expect(await world.callbacks()).toHaveLength(1);
  });
});
