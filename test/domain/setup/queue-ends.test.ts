import { describe, expect, it } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { queueEndsOf } from "../../../src/domain/setup/queue-ends.ts";
import { judgeQueueEnds, judgeSweep } from "../../../src/domain/setup/readiness.ts";
import type { TaskEnd, TaskEvent } from "../../../src/domain/task-event.ts";
import { aRequest } from "../../support/requests.ts";

const ASKED = new Date("2026-03-02T12:00:00Z");
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const POLICY = { lifetimeDays: 14 };

describe("What a workflow dropped", () => {
  it.each([
    ["nine minutes after it came", "canceled", true, 9, 1],
    ["ten minutes after it came, which may be its time-out", "canceled", true, 10, 0],
    ["at once, by somebody's will", "canceled", false, 0, 0],
    ["at once, because an agent completed it", "completed", true, 0, 0],
    ["at once, because somebody deleted it", "deleted", false, 0, 0],
  ] as const)("is what ended %s", (_, how, isQueuesReason, minutes, count) => {
    const { dropped } = queueEndsOf([ended({ how, isQueuesReason }, minutes)], POLICY);

    expect([...dropped]).toStrictEqual(count === 0 ? [] : [["WW1", count]]);
  });
});

describe("Texts with which somebody cancels", () => {
  it.each<[string, Partial<TaskEnd>, Partial<CallbackTask>, readonly string[]]>([
    ["are listed where they are not ours", { reason: "cleaned up" }, {}, ["cleaned up"]],
    ["are no texts of TaskRouter's own", { reason: "Task TTL Exceeded", isQueuesReason: true }, {}, []],
    ["are none where we moved the task", { reason: "Moved" }, { mark: mark() }, []],
    ["show no number", { reason: "called +14155550100" }, {}, ["called [masked]00"]],
    ["are none where an agent completed the task", { how: "completed", reason: "Done" }, {}, []],
    ["stay whole up to 80 letters", { reason: "x".repeat(80) }, {}, ["x".repeat(80)]],
    ["are shortened", { reason: "x".repeat(200) }, {}, [`${"x".repeat(80)}…`]],
    ["may be missing", {}, {}, []],
  ])("%s", (_, end, task, reasons) => {
    expect(queueEndsOf([ended(end, 60, task)], POLICY).unknownReasons).toStrictEqual(reasons);
  });

  it("are listed once, five at most", () => {
    const events = Array.from({ length: 20 }, (_, n) => ended({ reason: `text ${n % 10}` }, 60));

    expect(queueEndsOf(events, POLICY).unknownReasons).toHaveLength(5);
  });
});

describe("A callback is given up soon", () => {
  it.each([
    ["when its flow gives it three days", 3, 14, 1],
    ["when its flow gives it four days", 4, 14, 0],
    ["when nobody says, and the setting is three days", undefined, 3, 1],
    ["when nobody says, and the setting is a fortnight", undefined, 14, 0],
  ])("%s: %s", (_, days, lifetimeDays, count) => {
    const endsAt = days === undefined ? {} : { endsAt: new Date(ASKED.getTime() + days * DAY_MS) };
    const first = created(endsAt);
    const next: TaskEvent = { ...first, task: { ...first.task, after: "WT0" } };
    const changed: TaskEvent = { kind: "changed", at: ASKED, task: first.task };
    const events = [first, next, next, changed];

    expect(queueEndsOf(events, { lifetimeDays })).toMatchObject({ asked: 1, givenUpSoon: count });
  });
});

describe("The ends of tasks are judged", () => {
  const fine = { dropped: new Map(), unknownReasons: [], asked: 9, givenUpSoon: 0 };

  it.each([
    ["as fine", {}, undefined],
    [
      "by what is dropped, before all else",
      { dropped: new Map([["WW1", 2]]), givenUpSoon: 1 },
      "workflow-drops",
    ],
    ["by what is given up soon", { givenUpSoon: 1, unknownReasons: ["x"] }, "given-up-soon"],
    ["by unknown texts", { unknownReasons: ["x"] }, "unknown-reasons"],
  ])("%s", (_, found, code) => {
    const finding = judgeQueueEnds({ ...fine, ...found });

    expect(finding.kind === "advice" ? finding.problem.code : undefined).toBe(code);
  });
});

describe("Sweeps are judged", () => {
  it.each([
    ["as missing where there was none", undefined, "never-swept"],
    ["as fine for a day", DAY_MS, undefined],
    ["as too rare after that", DAY_MS + 1, "swept-long-ago"],
  ])("%s", (_, ago, code) => {
    const last = ago === undefined ? undefined : new Date(ASKED.getTime() - ago);
    const finding = judgeSweep(last, ASKED);

    expect(finding.kind === "advice" ? finding.problem.code : undefined).toBe(code);
  });

  it("with the moment of the last one", () => {
    expect(judgeSweep(ASKED, ASKED)).toStrictEqual({ kind: "ready", found: "at 2026-03-02T12:00:00.000Z" });
  });
});

function created(details: Parameters<typeof aRequest>[0] = {}): TaskEvent {
  const request = aRequest({ receivedAt: ASKED, ...details });
  const routing = { ...request.routing, workflowId: "WW1" };

  return {
    kind: "created",
    at: ASKED,
    task: { id: "WT1", state: "waiting", createdAt: ASKED, request: { ...request, routing } },
  };
}

function ended(end: Partial<TaskEnd>, minutes: number, task: Partial<CallbackTask> = {}): TaskEvent {
  const at = new Date(ASKED.getTime() + minutes * MINUTE_MS);
  const event = created();

  return {
    kind: "ended",
    at,
    task: { ...event.task, ...task },
    end: { how: "canceled", at, isQueuesReason: false, ...end },
  };
}

function mark() {
  return { id: "me", at: ASKED, why: "move" } as const;
}
