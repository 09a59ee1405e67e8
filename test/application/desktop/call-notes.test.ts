import { beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { type CallNotes, makeCallNotes } from "../../../src/application/desktop/call-notes.ts";
import type { PlacedCall, RecordAttemptOutcome } from "../../../src/application/record-attempt.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber } from "../../support/requests.ts";

const MINUTE = 60_000;
const RECORDED: RecordAttemptOutcome = { kind: "recorded" };
const away = () => Promise.reject(new Unavailable("away"));

let clock: ManualClock;
let heard: string[];
let answer: () => Promise<RecordAttemptOutcome>;
let isHeld: boolean;
let notes: CallNotes;
beforeEach(() => {
  clock = new ManualClock();
  heard = [];
  answer = async () => RECORDED;
  isHeld = true;
  notes = makeCallNotes({
    record: (_, { outcome }) => {
      heard.push(outcome);
      return answer();
    },
    isHeld: () => isHeld,
    clock,
  });
});

describe("notes of calls", () => {
  it("are written at once where the functions answer", async () => {
    expect(await notes.note(TASK_ID, { outcome: "busy" })).toStrictEqual(RECORDED);
    expect(heard).toStrictEqual(["busy"]);
  });

  it("get through when the functions were away for ten minutes, longer than a desktop asks at a time", async () => {
    answer = away;
    const noted = notes.note(TASK_ID, { outcome: "busy" });
    await clock.advance(10 * MINUTE);
    answer = async () => RECORDED;
    await clock.advance(MINUTE);

    expect(await noted).toStrictEqual(RECORDED);
  });

  it("are given up when the agent's task has ended", async () => {
    answer = away;
    const noted = notes.note(TASK_ID, { outcome: "busy" });
    noted.catch(() => undefined);
    await clock.advance(MINUTE);
    isHeld = false;
    await clock.advance(MINUTE);

    await expect(noted).rejects.toThrow(Unavailable);
    const tried = heard.length;
    await clock.advance(MINUTE);
    expect(heard).toHaveLength(tried);
  });

  it("are given up when the functions cannot take them", async () => {
    answer = () => Promise.reject(new Rejected("no"));

    await expect(notes.note(TASK_ID, { outcome: "busy" })).rejects.toThrow(Rejected);
    expect(heard).toStrictEqual(["busy"]);
  });

  it("of one callback are written one after the other", async () => {
    let written = (): void => undefined;
    answer = () => new Promise((resolve) => (written = () => resolve(RECORDED)));
    const placed = notes.note(TASK_ID, { outcome: "placed" });
    const busy = notes.note(TASK_ID, { outcome: "busy" });
    await clock.advance(1);
    expect(heard).toStrictEqual(["placed"]);

    written();
    await placed;
    await clock.advance(1);
    expect(heard).toStrictEqual(["placed", "busy"]);
    written();
    await busy;
  });

  it("of another callback do not wait", async () => {
    answer = () => new Promise(() => undefined);
    void notes.note(TASK_ID, { outcome: "placed" });
    void notes.note("WT2", { outcome: "busy" });
    await clock.advance(1);

    expect(heard).toStrictEqual(["placed", "busy"]);
  });

  it("leave it to the call's outcome to say that the call was placed, where nobody could be told that before", async () => {
    answer = away;
    const placed = notes.note(TASK_ID, { outcome: "placed" });
    placed.catch(() => undefined);
    await clock.advance(1);
    const busy = notes.note(TASK_ID, { outcome: "busy" });
    answer = async () => RECORDED;
    await clock.advance(MINUTE);

    await expect(placed).rejects.toThrow(Unavailable);
    expect(await busy).toStrictEqual(RECORDED);
    expect(heard).toStrictEqual(["placed", "busy"]);
  });

  it("do not forget which other number was called, though nobody could be told that it was placed", async () => {
    const told: PlacedCall[] = [];
    notes = makeCallNotes({
      record: (_, call) => {
        told.push(call);
        return answer();
      },
      isHeld: () => true,
      clock,
    });
    answer = away;
    notes.note(TASK_ID, { outcome: "placed", numberCalled: aNumber() }).catch(() => undefined);
    await clock.advance(1);
    const busy = notes.note(TASK_ID, { outcome: "busy", callTaskId: "WT9" });
    answer = async () => RECORDED;
    await clock.runUntilSettled(busy);

    expect(told.at(-1)).toStrictEqual({ outcome: "busy", callTaskId: "WT9", numberCalled: aNumber() });
  });

  it("of an earlier call are not given up for those of a later one", async () => {
    answer = away;
    const outcomes = ["busy", "placed", "no-answer"] as const;
    const noted = outcomes.map((outcome) => notes.note(TASK_ID, { outcome }));
    await clock.advance(MINUTE);
    expect(new Set(heard)).toStrictEqual(new Set(["busy"]));

    answer = async () => RECORDED;
    heard = [];
    await clock.runUntilSettled(Promise.all(noted));
    expect(heard).toStrictEqual(outcomes);
  });

  it("are tried at once before the request is put back, which counts the calls", async () => {
    answer = away;
    void notes.note(TASK_ID, { outcome: "busy" });
    await clock.advance(5 * MINUTE);
    answer = async () => RECORDED;
    heard = [];
    const before = clock.time();
    await clock.runUntilSettled(notes.settled(TASK_ID));

    expect(heard).toStrictEqual(["busy"]);
    expect(clock.time()).toBe(before);
  });

  it("keep nobody who has none", async () => {
    await notes.settled(TASK_ID);

    expect(heard).toStrictEqual([]);
  });
});
