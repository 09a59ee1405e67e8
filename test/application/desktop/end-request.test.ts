import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { makeEndRequest, type NoteEnd } from "../../../src/application/desktop/end-request.ts";
import { PanelStates } from "../../../src/application/desktop/panel-states.ts";
import { Unavailable } from "../../../src/ports/faults.ts";
import { aDesktopCallback, TASK_ID } from "../../support/desktop-callbacks.ts";
import { anAttempt, aRequest } from "../../support/requests.ts";

const callback = aDesktopCallback();
const reached = aDesktopCallback({
  request: aRequest({ attempts: [anAttempt({ number: 1, outcome: "answered" })] }),
});

let clock: ManualClock;
let states: PanelStates;
let log: CollectedLog;
let done: string[];
beforeEach(() => {
  clock = new ManualClock();
  states = new PanelStates();
  log = new CollectedLog();
  done = [];
});

const noted: NoteEnd = async (_, closing) => {
  done.push(`noted ${closing}`);
  return { kind: "closed" };
};
const endRequest = (note: NoteEnd = noted, complete = async () => void done.push("completed")) =>
  makeEndRequest({ note, complete, calls: new MemoryOutboundCalls(), states, clock, log });

describe("completing a callback", () => {
  it("asks the agent first when the contact was not reached, and lets the second wish pass", async () => {
    const ending = endRequest();
    expect(await ending.mayComplete(callback)).toBe(false);
    expect(states.of(TASK_ID).askedAt).toStrictEqual(clock.now());
    expect(await ending.mayComplete(callback)).toBe(false);

    await clock.advance(2_000);
    expect(await ending.mayComplete(callback)).toBe(true);
    expect(done).toStrictEqual([]);
  });

  it("notes that the contact was reached, and asks nothing", async () => {
    expect(await endRequest().mayComplete(reached)).toBe(true);
    expect(done).toStrictEqual(["noted reached"]);
  });

  it("goes on after three seconds when the note cannot be written", async () => {
    const never: NoteEnd = () => new Promise(() => undefined);
    const began = clock.now().getTime();

    expect(await clock.runUntilSettled(endRequest(never).mayComplete(reached))).toBe(true);
    expect(clock.now().getTime() - began).toBe(3_000);
  });

  it.each<[string, NoteEnd]>([
    ["the functions are away", () => Promise.reject(new Unavailable("away"))],
    ["the functions refuse", async () => ({ kind: "not-allowed" })],
    ["the session has ended", async () => ({ kind: "session-ended" })],
  ])("goes on, and logs it, when %s", async (_, note) => {
    expect(await endRequest(note).mayComplete(reached)).toBe(true);
    expect(log.events).toStrictEqual(["panel.end-not-noted"]);
  });
});

describe("the agent's answer", () => {
  it("is noted before the task is completed, and the completion asks nothing more", async () => {
    const ending: ReturnType<typeof endRequest> = endRequest(noted, async () => {
      expect(await ending.mayComplete(callback)).toBe(true);
      done.push("completed");
    });
    await ending.mayComplete(callback);
    await ending.end(callback, "wrong-number");

    expect(done).toStrictEqual(["noted wrong-number", "completed"]);
  });

  it("is taken once, however often it is clicked", async () => {
    const ending = endRequest();
    await Promise.all([ending.end(callback, "handled"), ending.end(callback, "handled")]);

    expect(done).toStrictEqual(["noted handled", "completed"]);
  });

  it("says so when the task cannot be completed, and completes it at the next try without asking again", async () => {
    const ending = endRequest(noted, async () => Promise.reject(new Error("Action is blocked")));
    await ending.end(callback, "handled");
    expect(states.of(TASK_ID)).toStrictEqual({
      activity: "idle",
      closing: "handled",
      problem: { kind: "finish" },
    });

    expect(await ending.mayComplete(callback)).toBe(true);
  });

  it("may be that the request stays open: then the next wish to complete it is asked about again", async () => {
    const ending = endRequest();
    ending.ask(callback);
    await clock.advance(2_000);
    ending.keepOpen(callback);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle" });

    expect(await ending.mayComplete(callback)).toBe(false);
  });
});
