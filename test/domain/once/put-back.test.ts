import { describe, expect, it } from "vitest";
import { needsNext } from "../../../src/domain/once/follow.ts";
import { type MoveStep, moveStep } from "../../../src/domain/once/move.ts";
import {
  finishedDecision,
  type PutBackKnown,
  type PutBackStep,
  putBackStep,
} from "../../../src/domain/once/put-back.ts";
import { anAttempt, aRequest } from "../../support/requests.ts";
import { aCalledTask, ago, aTask, FRESH, ME, NOW, PACE, STALE } from "./tasks.ts";

const markOf = (id: string, at: Date, why: "requeue" | "ask" | "move" = "requeue", next?: string) => ({
  mark: { id, at, why, ...(next !== undefined && { next }) },
});
const myMark = markOf(ME, NOW);
const newest = (tasks: NonNullable<PutBackKnown["look"]>["tasks"]) => ({
  tasks,
  at: NOW,
  extent: "newest" as const,
});

describe("putting a request back", () => {
  const called = aCalledTask("T1");
  const marked = aCalledTask("T1", myMark);
  const next = aTask("T2", { after: "T1", createdAt: ago(1_000) });
  const unmarked = aTask("T1", { state: "assigned" });
  const calledLater = aTask("T2", {
    after: "T1",
    state: "assigned",
    request: aRequest({ key: "k", attemptsMade: 1, attempts: [anAttempt({ number: 2 })] }),
  });

  const cases: readonly (readonly [what: string, known: Partial<PutBackKnown>, step: PutBackStep])[] = [
    ["begins with a mark", { task: called }, { kind: "mark" }],
    ["looks before it adds", { task: marked }, { kind: "look", extent: "newest" }],
    ["adds the next task", { task: marked, look: newest([marked]) }, { kind: "create" }],
    [
      "takes up the next task that is there already",
      { task: marked, look: newest([marked, next]) },
      { kind: "adopt", task: next },
    ],
    [
      "leaves it to another agent who has called already for what the contact asked for meanwhile",
      { task: marked, look: newest([marked, aCalledTask("T2", { after: "T1" })]) },
      { kind: "superseded", taskId: "T2" },
    ],
    [
      "leaves it to another agent who has said how what the contact asked for meanwhile ends",
      {
        task: marked,
        look: newest([
          marked,
          aTask("T2", {
            after: "T1",
            state: "assigned",
            request: aRequest({ end: { how: "closed", reason: "handled", at: FRESH, by: "Ann" } }),
          }),
        ]),
      },
      { kind: "superseded", taskId: "T2" },
    ],
    [
      "leaves it to another agent who has ended without a call what the contact asked for meanwhile",
      { task: marked, look: newest([marked, aTask("T2", { after: "T1", state: "completed" })]) },
      { kind: "superseded", taskId: "T2" },
    ],
    [
      "takes up what the contact asked for meanwhile",
      { task: marked, look: newest([marked, aTask("T3")]) },
      { kind: "adopt", task: aTask("T3") },
    ],
    [
      "does not take up a task that was called for, nor one that was taken away",
      {
        task: marked,
        look: newest([
          marked,
          aCalledTask("T3"),
          aTask("T4", { after: "T1", state: "canceled", joined: { id: "x", at: STALE, keep: "T3" } }),
        ]),
      },
      { kind: "create" },
    ],
    [
      "never takes up its own task, though its mark is no longer fresh",
      { task: aTask("T1", { state: "assigned", ...markOf(ME, STALE) }), look: newest([unmarked]) },
      { kind: "create" },
    ],
    [
      "takes up the task of a later round, though it was called for",
      { task: marked, look: newest([marked, calledLater]) },
      { kind: "adopt", task: calledLater },
    ],
    [
      "waits for somebody who does the same",
      { task: aCalledTask("T1", markOf("o", FRESH)) },
      { kind: "wait" },
    ],
    [
      "waits for a contact who asks again at this moment",
      { task: aCalledTask("T1", markOf("o", FRESH, "ask")) },
      { kind: "wait" },
    ],
    [
      "marks again after somebody who died",
      { task: aCalledTask("T1", markOf("o", STALE)) },
      { kind: "mark" },
    ],
    [
      "does not wait for a move, which is refused once an agent has the task",
      { task: aCalledTask("T1", markOf("o", FRESH, "move")) },
      { kind: "mark" },
    ],
    [
      "was done before",
      { task: aCalledTask("T1", markOf("o", STALE, "requeue", "T2")) },
      { kind: "done", taskId: "T2" },
    ],
    [
      "asks what became of the task that the contact asked for",
      { task: aCalledTask("T1", markOf("o", STALE, "ask", "T2")) },
      { kind: "fetch-next", taskId: "T2" },
    ],
    [
      "is that task, while its call is to come",
      { task: aCalledTask("T1", markOf("o", STALE, "ask", "T2")), next: aTask("T2") },
      { kind: "done", taskId: "T2" },
    ],
    [
      "is for that task's agent to decide, once they have called",
      { task: aCalledTask("T1", markOf("o", STALE, "ask", "T2")), next: aCalledTask("T2") },
      { kind: "superseded", taskId: "T2" },
    ],
    [
      "is superseded also when that task is gone",
      { task: aCalledTask("T1", markOf("o", STALE, "ask", "T2")), next: "gone" },
      { kind: "superseded", taskId: "T2" },
    ],
    ["needs an agent who has the task", { task: aTask("T1") }, { kind: "not-with-agent" }],
    [
      "comes too late when the task has ended",
      { task: aTask("T1", { state: "completed" }) },
      { kind: "not-with-agent" },
    ],
    [
      "is done all the same when the agent has ended the task after somebody died",
      { task: aCalledTask("T1", { state: "completed", ...markOf("o", STALE) }) },
      { kind: "follow" },
    ],
    [
      "waits for somebody who does the same while the agent ends the task",
      { task: aCalledTask("T1", { state: "completed", ...markOf("o", FRESH) }) },
      { kind: "wait" },
    ],
    [
      "was done before, though the task has ended",
      { task: aCalledTask("T1", { state: "completed", ...markOf("o", STALE, "requeue", "T2") }) },
      { kind: "done", taskId: "T2" },
    ],
  ];

  it.each(cases)("%s", (_, known, expected) => {
    expect(putBackStep({ me: ME, at: NOW, task: called, ...known }, PACE)).toStrictEqual(expected);
  });
});

describe("moving a waiting task", () => {
  const cases: readonly (readonly [what: string, task: ReturnType<typeof aTask>, kind: MoveStep["kind"]])[] =
    [
      ["begins with a mark", aTask("T1"), "mark"],
      ["cancels what it has marked", aTask("T1", markOf(ME, NOW, "move")), "cancel"],
      [
        "makes the next once it is canceled under that mark",
        aTask("T1", { state: "canceled", ...markOf(ME, NOW, "move") }),
        "create",
      ],
      [
        "leaves it to the agent who took it",
        aTask("T1", { state: "assigned", ...markOf(ME, NOW, "move") }),
        "taken",
      ],
      ["leaves it to the agent to whom it is offered", aTask("T1", { state: "offered" }), "taken"],
      ["waits for somebody else who moves it", aTask("T1", markOf("o", FRESH, "move")), "wait"],
      [
        "waits for somebody who takes it away",
        aTask("T1", { joined: { id: "o", at: FRESH, keep: "T2" } }),
        "wait",
      ],
      ["goes on after somebody who died", aTask("T1", markOf("o", STALE, "move")), "mark"],
      [
        "comes too late for one whose next task it has made",
        aTask("T1", { state: "canceled", ...markOf(ME, NOW, "move", "T2") }),
        "gone",
      ],
      ["comes too late for one that somebody else canceled", aTask("T1", { state: "canceled" }), "gone"],
      [
        "comes too late for one that an agent completed",
        aTask("T1", { state: "completed", ...markOf(ME, NOW, "move") }),
        "gone",
      ],
    ];

  it.each(cases)("%s", (_, task, kind) => {
    expect(moveStep({ me: ME, task, at: NOW }, PACE).kind).toBe(kind);
  });
});

describe("a task that has ended under a mark", () => {
  it.each([
    ["needs its next one where its agent puts it back", "completed", markOf("o", STALE), true],
    ["needs its next one where it was moved", "canceled", markOf("o", STALE, "move"), true],
    ["has it already where it is noted", "completed", markOf("o", STALE, "requeue", "T2"), false],
    ["needs none while its agent has it", "assigned", markOf("o", STALE), false],
    ["needs none where it was canceled while its agent put it back", "canceled", markOf("o", STALE), false],
    [
      "needs none where its agent completed it before it moved",
      "completed",
      markOf("o", STALE, "move"),
      false,
    ],
    ["needs none without a mark", "completed", {}, false],
  ] as const)("%s", (_, state, details, needs) => {
    expect(needsNext(aTask("T1", { state, ...details }))).toBe(needs);
  });
});

describe("what is decided of a put-back that somebody began and did not finish", () => {
  const begun = { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 };
  const mark = { id: "dead", at: new Date(0), why: "requeue" as const, decision: begun };

  it.each([
    ["it stays, though the settings have changed", { mark }, { ...begun, retryDelaySeconds: 60 }, begun],
    [
      "a call that became known since counts",
      { mark },
      { ...begun, attemptsMade: 2 },
      { ...begun, attemptsMade: 2 },
    ],
    ["nobody began", {}, { ...begun, retryDelaySeconds: 60 }, { ...begun, retryDelaySeconds: 60 }],
    [
      "a contact who asked again decided nothing",
      { mark: { ...mark, why: "ask" as const } },
      { ...begun, putBacks: 1 },
      { ...begun, putBacks: 1 },
    ],
  ])("%s", (_, task, now, expected) => {
    expect(finishedDecision(task, now)).toStrictEqual(expected);
  });
});
