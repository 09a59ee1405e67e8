import { describe, expect, it } from "vitest";
import { mayNote } from "../../../src/domain/once/ledger-entry.ts";
import { isFresh, mayCreate } from "../../../src/domain/once/pace.ts";
import { ago, anEntry, FRESH, ME, NOW, PACE, STALE } from "./tasks.ts";

const task = { id: "T1", createdAt: ago(1_000) };
const atWork = { busy: true, writtenAt: FRESH };

describe("who may note a task in the ledger", () => {
  it.each([
    ["whoever wrote the entry last", { ...atWork, by: ME }, true],
    ["nobody while somebody else is at work", atWork, false],
    ["everybody once nobody can be at work any more", { busy: true, writtenAt: STALE }, true],
    ["everybody where no task is noted", {}, true],
    ["everybody where an older task is noted", { taskId: "T0", taskCreatedAt: ago(2_000) }, true],
    ["everybody where a task of the same second is noted", { taskId: "T0", taskCreatedAt: ago(1_000) }, true],
    ["everybody where no task is noted, however late", { writtenAt: NOW }, true],
    ["nobody where a younger task is noted", { taskId: "T2", taskCreatedAt: NOW }, false],
    ["everybody where the task is noted that went for it", { taskId: "T9", taskCreatedAt: NOW }, true],
  ] as const)("%s", (_, entry, may) => {
    expect(mayNote(anEntry(entry), ME, task, PACE, "T9")).toBe(may);
  });

  it("is everybody where whoever is at work has made that very task: no other one of theirs is to come", () => {
    expect(mayNote(anEntry(atWork), ME, { ...task, madeBy: "other" }, PACE)).toBe(true);
    expect(mayNote(anEntry(atWork), ME, { ...task, madeBy: "a third" }, PACE)).toBe(false);
  });
});

describe("how long a process may rely on its lock", () => {
  it("sends a create for four seconds", () => {
    expect(mayCreate(4_000, 0, PACE)).toBe(true);
    expect(mayCreate(4_001, 0, PACE)).toBe(false);
  });

  it("is at work for others for sixteen seconds, because a server tells its time in whole ones", () => {
    expect(isFresh(ago(15_999), NOW, PACE)).toBe(true);
    expect(isFresh(ago(16_000), NOW, PACE)).toBe(false);
  });
});
