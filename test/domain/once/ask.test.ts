import { describe, expect, it } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { type AskKnown, type AskStep, askStep } from "../../../src/domain/once/ask.ts";
import type { Look } from "../../../src/domain/once/look.ts";
import { aRequest } from "../../support/requests.ts";
import { aCalledTask, ago, anEntry, aTask, FRESH, ME, NOW, PACE, STALE } from "./tasks.ts";

type Case = readonly [what: string, known: Partial<AskKnown>, step: AskStep];

const mine: AskKnown["claim"] = { kind: "mine", entry: anEntry({ by: ME, busy: true, writtenAt: NOW }) };
const theirs = (details: Parameters<typeof anEntry>[0] = {}): AskKnown["claim"] => ({
  kind: "theirs",
  entry: anEntry(details),
});
const away: AskKnown["claim"] = { kind: "away" };
const seen = (tasks: readonly CallbackTask[], extent: Look["extent"] = "newest"): Look => ({
  tasks,
  at: NOW,
  extent,
});
const sinceTheirs = { since: STALE };

function step(known: Partial<AskKnown>): AskStep {
  return askStep({ once: false, whenUnsure: "make", me: ME, claim: mine, look: seen([]), ...known }, PACE);
}

const held = aTask("T1", {
  createdAt: ago(60_000),
  request: aRequest({ key: "k", attemptsMade: 1, retryDelaySeconds: 600 }),
});
const dealtWith = aTask("T1", {
  state: "assigned",
  request: aRequest({ key: "k", end: { how: "closed", reason: "handled", at: ago(1_000), by: "Ann" } }),
});
const calledOff = (at: Date, state: CallbackTask["state"] = "waiting", details: object = {}) =>
  aTask("T1", {
    state,
    request: aRequest({
      key: "k",
      end: { how: "canceled", reason: "supervisor", at, by: "Sue" },
      ...details,
    }),
  });
const markedByOther = (at: Date) => ({ mark: { id: "other", at, why: "requeue" } as const });

describe("a contact who asks to be called", () => {
  const cases: readonly Case[] = [
    ["for the first time: a task is made", {}, { kind: "create" }],
    [
      "and whose agent has noted how the request ended: that task is marked, and another one follows",
      { look: seen([dealtWith]) },
      { kind: "mark", task: dealtWith },
    ],
    [
      "while somebody calls them off, which may fail: wait",
      { look: seen([calledOff(FRESH)]) },
      { kind: "wait" },
    ],
    [
      "while somebody calls them off, and an agent was faster: wait until it is known",
      { look: seen([calledOff(FRESH, "assigned")]) },
      { kind: "wait" },
    ],
    [
      "and whoever called them off died over it: that is taken off, for they are still to be called",
      { look: seen([calledOff(STALE)]) },
      { kind: "keep", task: calledOff(STALE) },
    ],
    [
      "and whoever called them off died over it while they waited out a delay: they move",
      { look: seen([calledOff(STALE, "waiting", { retryDelaySeconds: 6_000 })]) },
      { kind: "move", task: calledOff(STALE, "waiting", { retryDelaySeconds: 6_000 }) },
    ],
    [
      "and waits already: they join",
      { claim: theirs({ taskId: "T1" }), look: seen([aTask("T1")]) },
      { kind: "join", taskId: "T1" },
    ],
    [
      "whose agent puts them back, where the next task is there and was not noted any more: they join that one",
      {
        look: seen([
          aTask("T1", { state: "assigned", ...markedByOther(STALE) }),
          aTask("T2", { after: "T1", createdAt: ago(30_000) }),
        ]),
      },
      { kind: "join", taskId: "T2" },
    ],
    [
      "while somebody still makes their task, which is there already: they join",
      { claim: theirs({ busy: true, writtenAt: FRESH }), look: seen([aTask("T1")]) },
      { kind: "join", taskId: "T1" },
    ],
    [
      "while somebody still makes their task: wait",
      { claim: theirs({ busy: true, writtenAt: FRESH }) },
      { kind: "wait" },
    ],
    [
      "and whoever made their task died: take over",
      { claim: theirs({ busy: true }) },
      { kind: "take-over", entry: anEntry({ busy: true }) },
    ],
    [
      "after taking over: look at all that was made since the old claim",
      { claim: { ...mine, since: STALE } },
      { kind: "look", extent: sinceTheirs },
    ],
    [
      "after taking over and looking: a task is made",
      { claim: { ...mine, since: STALE }, look: seen([], sinceTheirs) },
      { kind: "create" },
    ],
    [
      "after taking over, and the dead one's task is there: they join",
      { claim: { ...mine, since: STALE }, look: seen([aTask("T1")], sinceTheirs) },
      { kind: "join", taskId: "T1" },
    ],
    [
      "again, and the ledger names a task that is not among the newest: look it up",
      { claim: theirs({ taskId: "T1" }) },
      { kind: "fetch", taskId: "T1" },
    ],
    [
      "again, and that task is gone: look at all that was made since",
      { claim: theirs({ taskId: "T1", taskCreatedAt: ago(900_000) }), noted: "gone" },
      { kind: "look", extent: { since: ago(900_000) } },
    ],
    [
      "again, and nothing is to come: hold the entry",
      {
        claim: theirs({ taskId: "T1", taskCreatedAt: STALE }),
        noted: "gone",
        look: seen([], sinceTheirs),
      },
      { kind: "hold", entry: anEntry({ taskId: "T1", taskCreatedAt: STALE }) },
    ],
    [
      "again, holding the entry: the next task names the one before, though it is gone",
      {
        claim: { kind: "mine", entry: anEntry({ by: ME, busy: true, taskId: "T1" }), since: STALE },
        noted: "gone",
        look: seen([], sinceTheirs),
      },
      { kind: "create", after: "T1" },
    ],
    [
      "again, holding the entry: the next task names the last one that has ended, and none that was taken away",
      {
        claim: { kind: "mine", entry: anEntry({ by: ME, busy: true, taskId: "T1" }), since: STALE },
        noted: "in-look",
        look: seen(
          [
            aTask("T1", { state: "completed", createdAt: ago(9_000) }),
            aTask("T2", { state: "completed", createdAt: ago(8_000) }),
            aTask("T3", {
              state: "canceled",
              createdAt: ago(7_000),
              joined: { id: "x", at: STALE, keep: "T2" },
            }),
          ],
          sinceTheirs,
        ),
      },
      { kind: "create", after: "T2" },
    ],
    [
      "again, and the look went not far enough back: look further",
      {
        claim: theirs({ taskId: "T1", taskCreatedAt: ago(900_000) }),
        noted: "gone",
        look: seen([], { since: ago(800_000) }),
      },
      { kind: "look", extent: { since: ago(900_000) } },
    ],
    [
      "again after a call, while the agent still has the task: lock that task",
      {
        claim: theirs({ taskId: "T1" }),
        noted: "in-look",
        look: seen([aCalledTask("T1")], sinceTheirs),
      },
      { kind: "mark", task: aCalledTask("T1") },
    ],
    [
      "while the call to them rings: the call was placed before they asked, so lock the task",
      {
        claim: theirs({ taskId: "T1" }),
        noted: "in-look",
        look: seen(
          [
            aTask("T1", {
              state: "assigned",
              request: aRequest({ key: "k", attempts: [{ at: FRESH, agent: "A", number: 1 }] }),
            }),
          ],
          sinceTheirs,
        ),
      },
      {
        kind: "mark",
        task: aTask("T1", {
          state: "assigned",
          request: aRequest({ key: "k", attempts: [{ at: FRESH, agent: "A", number: 1 }] }),
        }),
      },
    ],
    [
      "and has locked the task that they were called for: the next one follows it",
      {
        claim: theirs({ taskId: "T1" }),
        noted: "in-look",
        look: seen([aCalledTask("T1", { mark: { id: ME, at: NOW, why: "ask" } })], sinceTheirs),
      },
      { kind: "create", after: "T1" },
    ],
    [
      "and an agent took the request before this try could move it: the agent's task is locked",
      { look: seen([aTask("T1", { state: "assigned", mark: { id: ME, at: NOW, why: "move" } })]) },
      { kind: "mark", task: aTask("T1", { state: "assigned", mark: { id: ME, at: NOW, why: "move" } }) },
    ],
    [
      "while their agent puts the request back: wait",
      {
        claim: theirs({ taskId: "T1" }),
        noted: "in-look",
        look: seen([aCalledTask("T1", markedByOther(FRESH))], sinceTheirs),
      },
      { kind: "wait" },
    ],
    [
      "and whoever put the request back died: the agent's task is locked anew, never joined",
      {
        claim: theirs({ taskId: "T1" }),
        noted: "in-look",
        look: seen([aCalledTask("T1", markedByOther(STALE))], sinceTheirs),
      },
      { kind: "mark", task: aCalledTask("T1", markedByOther(STALE)) },
    ],
    [
      "and the request was put back: they join the next task, wherever the ledger is",
      {
        claim: theirs({ taskId: "T1" }),
        look: seen([
          aCalledTask("T1", { mark: { id: "other", at: FRESH, why: "requeue", next: "T2" } }),
          aTask("T2", { after: "T1", createdAt: ago(1_000) }),
        ]),
      },
      { kind: "join", taskId: "T2" },
    ],
    [
      "while their request waits out its delay: it is moved",
      { claim: theirs({ taskId: "T1" }), look: seen([held]) },
      { kind: "move", task: held },
    ],
    [
      "when the delay is over: they join",
      {
        claim: theirs({ taskId: "T1" }),
        look: seen([{ ...held, createdAt: ago(600_000) }]),
      },
      { kind: "join", taskId: "T1" },
    ],
    [
      "while one of their two tasks is taken away: wait",
      {
        claim: theirs({ taskId: "T9" }),
        noted: "gone",
        look: seen([aTask("T1", { joined: { id: "other", at: FRESH, keep: "T2" } })], sinceTheirs),
      },
      { kind: "wait" },
    ],
    ["while the ledger is away: look at all tasks", { claim: away }, { kind: "look", extent: "all" }],
    [
      "while the ledger is away, and nothing is to come: a task is made",
      { claim: away, look: seen([], "all") },
      { kind: "create" },
    ],
    [
      "while the ledger is away, and waits already: they join",
      { claim: away, look: seen([aTask("T1")], "all") },
      { kind: "join", taskId: "T1" },
    ],
    [
      "in the same words a second time, by the same delivery: it is the same task, whatever became of it",
      { claim: theirs({ taskId: "T1", delivery: "d" }), delivery: "d" },
      { kind: "join", taskId: "T1", isRepeat: true },
    ],
    [
      "by another delivery: what became of the task is looked up",
      { claim: theirs({ taskId: "T1", delivery: "d" }), delivery: "e" },
      { kind: "fetch", taskId: "T1" },
    ],
  ];

  it.each(cases)("%s", (_, known, expected) => {
    expect(step(known)).toStrictEqual(expected);
  });
});

describe("a request that is made once for ever", () => {
  const cases: readonly Case[] = [
    ["is made at the first asking", {}, { kind: "create" }],
    [
      "is the noted task, whatever became of it",
      { claim: theirs({ taskId: "T1" }) },
      { kind: "join", taskId: "T1" },
    ],
    [
      "is the task that is there, though the ledger does not name it",
      { look: seen([aTask("T1", { state: "completed" })]) },
      { kind: "join", taskId: "T1" },
    ],
    [
      "is not made on a guess while the ledger is away, if whoever asks repeats it",
      { claim: away, whenUnsure: "refuse" },
      { kind: "give-up" },
    ],
    [
      "is looked for among all tasks while the ledger is away, if nobody may repeat it",
      { claim: away },
      { kind: "look", extent: "all" },
    ],
    ["is made if it is not among them", { claim: away, look: seen([], "all") }, { kind: "create" }],
    [
      "is the one that is among them",
      { claim: away, look: seen([aTask("T1", { state: "completed" })], "all") },
      { kind: "join", taskId: "T1" },
    ],
    ["waits for whoever makes it", { claim: theirs({ busy: true, writtenAt: FRESH }) }, { kind: "wait" }],
    [
      "is taken over from whoever died",
      { claim: theirs({ busy: true }) },
      { kind: "take-over", entry: anEntry({ busy: true }) },
    ],
    [
      "is looked for since the dead one's claim, before it is made again",
      { claim: { ...mine, since: STALE } },
      { kind: "look", extent: sinceTheirs },
    ],
    [
      "is made by whoever took over, if it was not",
      { claim: { ...mine, since: STALE }, look: seen([], sinceTheirs) },
      { kind: "create" },
    ],
    [
      "is free at once when the queue refused it for good",
      { claim: theirs() },
      { kind: "hold", entry: anEntry() },
    ],
    [
      "is not the task that was taken away as one too many",
      { look: seen([aTask("T1", { state: "canceled", joined: { id: "x", at: STALE, keep: "T2" } })]) },
      { kind: "create" },
    ],
  ];

  it.each(cases)("%s", (_, known, expected) => {
    expect(step({ once: true, ...known })).toStrictEqual(expected);
  });
});
