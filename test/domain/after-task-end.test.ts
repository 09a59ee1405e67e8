import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type AfterTaskEnd, afterTaskEnd } from "../../src/domain/after-task-end.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import { END_KINDS, type End } from "../../src/domain/end.ts";
import { wasCalled } from "../../src/domain/retry/requeue.ts";
import type { TaskEnd } from "../../src/domain/task-event.ts";
import { TASK_STATES } from "../../src/domain/task-state.ts";
import { anAttempt, aRequest, aRouting } from "../support/requests.ts";

const DAY_MS = 86_400_000;
const ASKED = new Date("2026-03-06T18:00:00.000Z");
const A_DAY_LATER = new Date(ASKED.getTime() + DAY_MS);
const TWO_HOURS_LATER = new Date(ASKED.getTime() + 7_200_000);

/** A task of the version before: a day to live, and no word of how long its request is kept up. */
function aTask(request: Partial<CallbackRequest> = {}, task: Partial<CallbackTask> = {}): CallbackTask {
  return {
    id: "T1",
    state: "canceled",
    createdAt: ASKED,
    request: aRequest({ receivedAt: ASKED, key: "k", ...request }),
    ...task,
  };
}

const TTL: TaskEnd = { how: "canceled", at: A_DAY_LATER, reason: "Task TTL Exceeded", isQueuesReason: true };

/** Somebody, long before its time was over. */
const BY_SOMEBODY: TaskEnd = {
  how: "canceled",
  at: TWO_HOURS_LATER,
  reason: "Done",
  isQueuesReason: false,
};
const COMPLETED: TaskEnd = { how: "completed", at: TWO_HOURS_LATER, isQueuesReason: false };
const DELETED: TaskEnd = { how: "deleted", at: TWO_HOURS_LATER, isQueuesReason: false };
const DROPPED: TaskEnd = { how: "system-deleted", at: A_DAY_LATER, isQueuesReason: false };

function meaningOf(task: CallbackTask, end: TaskEnd, now = end.at): AfterTaskEnd {
  return afterTaskEnd(task, end, now, {});
}

function anEnd(details: Partial<End> = {}): End {
  return { how: "reached", at: TWO_HOURS_LATER, by: "Agent One", ...details };
}

const secondsBefore = (seconds: number) => new Date(TWO_HOURS_LATER.getTime() - seconds * 1000);
const LONG_BEFORE = new Date(ASKED.getTime() + 60_000);
const answered = anAttempt({ number: 1, outcome: "answered" });

describe("What the end of a task means for its request", () => {
  test.each<[string, CallbackTask, TaskEnd, Partial<AfterTaskEnd> | object]>([
    ["time over, by its text", aTask(), TTL, { kind: "again" }],
    ["time over, whatever the text", aTask(), { ...TTL, isQueuesReason: false }, { kind: "again" }],
    [
      "time over, by the age that the queue tells",
      aTask(),
      { ...BY_SOMEBODY, ageSeconds: 86_399 },
      { kind: "again" },
    ],
    [
      "canceled by somebody six seconds before its time was over",
      aTask(),
      { ...BY_SOMEBODY, ageSeconds: 86_394 },
      { kind: "ended", end: { how: "canceled" } },
    ],
    [
      "canceled five seconds before its time was over, which the queue itself does at times",
      aTask(),
      { ...BY_SOMEBODY, ageSeconds: 86_395 },
      { kind: "again" },
    ],
    [
      "time over, though an agent had talked: once too often beats not at all",
      aTask({ attempts: [{ ...answered, seconds: 30 }] }),
      TTL,
      { kind: "again", request: { attemptsMade: 1 } },
    ],
    [
      "the workflow ended, long before its time",
      aTask(),
      { ...BY_SOMEBODY, isQueuesReason: true },
      { kind: "again" },
    ],
    [
      "canceled by somebody",
      aTask(),
      BY_SOMEBODY,
      { kind: "ended", end: { how: "canceled", at: TWO_HOURS_LATER } },
    ],
    [
      "canceled without a reason before its time",
      aTask(),
      { how: "canceled", at: TWO_HOURS_LATER, isQueuesReason: false },
      { kind: "ended", end: { how: "canceled", at: TWO_HOURS_LATER } },
    ],
    [
      "canceled by one of us, who wrote why",
      aTask({ end: anEnd({ how: "canceled", reason: "supervisor" }) }),
      BY_SOMEBODY,
      { kind: "ended", end: anEnd({ how: "canceled", reason: "supervisor" }) },
    ],
    [
      "canceled by one of us, with a text that reads like the queue's",
      aTask({ end: anEnd({ how: "canceled", reason: "contact" }) }),
      { ...BY_SOMEBODY, isQueuesReason: true },
      { kind: "ended", end: { reason: "contact" } },
    ],
    [
      "canceled fifteen seconds after one of us wrote why, with a text that reads like the queue's",
      aTask({ end: anEnd({ how: "canceled", reason: "contact", at: secondsBefore(15) }) }),
      { ...BY_SOMEBODY, isQueuesReason: true },
      { kind: "ended", end: { reason: "contact" } },
    ],
    [
      "canceled by the queue sixteen seconds after an end was written that never took effect",
      aTask({ end: anEnd({ how: "canceled", reason: "contact", at: secondsBefore(16) }) }),
      { ...BY_SOMEBODY, isQueuesReason: true },
      { kind: "again" },
    ],
    [
      "time over, and an end was written that never took effect",
      aTask({ end: anEnd({ how: "canceled", reason: "contact", at: LONG_BEFORE }) }),
      TTL,
      { kind: "again" },
    ],
    [
      "canceled by somebody, long after an end was written that never took effect",
      aTask({ end: anEnd({ how: "reached", at: LONG_BEFORE }) }),
      BY_SOMEBODY,
      { kind: "ended", end: { how: "canceled", at: TWO_HOURS_LATER } },
    ],
    [
      "time over, and the request's as well",
      aTask({ endsAt: A_DAY_LATER }),
      TTL,
      { kind: "ended", end: { how: "expired", at: A_DAY_LATER } },
    ],
    [
      "canceled as one too many: a request of its own has ended",
      aTask({}, { joined: { id: "me", at: TWO_HOURS_LATER, keep: "T2" } }),
      BY_SOMEBODY,
      { kind: "ended", end: { how: "canceled", reason: "joined", at: TWO_HOURS_LATER } },
    ],
    [
      "canceled as one too many of its own request",
      aTask({ conversationId: "T0" }, { joined: { id: "me", at: TWO_HOURS_LATER, keep: "T2" } }),
      BY_SOMEBODY,
      { kind: "superseded" },
    ],
    [
      "canceled as one too many, with a text that reads like the queue's",
      aTask({}, { joined: { id: "me", at: TWO_HOURS_LATER, keep: "T2" } }),
      { ...BY_SOMEBODY, isQueuesReason: true },
      { kind: "ended", end: { how: "canceled", reason: "joined" } },
    ],
    [
      "canceled as one too many, by somebody who was stopped over it for long",
      aTask({}, { joined: { id: "me", at: LONG_BEFORE, keep: "T2" } }),
      BY_SOMEBODY,
      { kind: "ended", end: { how: "canceled", reason: "joined" } },
    ],
    [
      "completed by an agent who was faster than whoever wanted it away as one too many",
      aTask(
        { attempts: [answered] },
        { state: "completed", joined: { id: "me", at: TWO_HOURS_LATER, keep: "T2" } },
      ),
      COMPLETED,
      { kind: "ended", end: { how: "reached" } },
    ],
    [
      "time over, and whoever joined it died before canceling it",
      aTask({}, { joined: { id: "me", at: LONG_BEFORE, keep: "T2" } }),
      TTL,
      { kind: "again" },
    ],
    [
      "canceled to be moved, and its next task is noted",
      aTask({}, { mark: { id: "me", at: TWO_HOURS_LATER, why: "move", next: "T2" } }),
      BY_SOMEBODY,
      { kind: "superseded" },
    ],
    [
      "canceled to be moved, by somebody who died",
      aTask({}, { mark: { id: "me", at: TWO_HOURS_LATER, why: "move" } }),
      BY_SOMEBODY,
      { kind: "again" },
    ],
    [
      "completed with the agent's word",
      aTask({ end: anEnd({ how: "closed", reason: "wrong-number" }) }, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: anEnd({ how: "closed", reason: "wrong-number" }) },
    ],
    [
      "completed a while after the agent's word",
      aTask({ end: anEnd({ how: "gave-up", at: LONG_BEFORE }) }, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: { how: "gave-up" } },
    ],
    [
      "completed without a word, after a call that was answered",
      aTask({ attempts: [answered] }, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: { how: "reached", at: TWO_HOURS_LATER } },
    ],
    [
      "completed without a word, after a call that nobody took",
      aTask({ attempts: [anAttempt({ number: 1, outcome: "busy" })] }, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: { how: "closed", reason: "unsaid" } },
    ],
    [
      "completed without a word, after a call in an earlier round was answered",
      aTask({ attempts: [answered], attemptsMade: 1 }, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: { how: "closed", reason: "unsaid", at: TWO_HOURS_LATER } },
    ],
    [
      "completed without a word and without a call",
      aTask({}, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: { how: "closed", reason: "unsaid" } },
    ],
    [
      "completed with an end that no completed task has",
      aTask({ end: anEnd({ how: "expired" }) }, { state: "completed" }),
      COMPLETED,
      { kind: "ended", end: { how: "closed", reason: "unsaid" } },
    ],
    [
      "completed, and put back",
      aTask({}, { state: "completed", mark: { id: "me", at: LONG_BEFORE, why: "requeue", next: "T2" } }),
      COMPLETED,
      { kind: "superseded" },
    ],
    [
      "completed, and put back by a process that died",
      aTask(
        {},
        {
          state: "completed",
          mark: {
            id: "me",
            at: LONG_BEFORE,
            why: "requeue",
            decision: { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 },
          },
        },
      ),
      COMPLETED,
      { kind: "again", request: { attemptsMade: 1, retryDelaySeconds: 600 } },
    ],
    [
      "completed, and put back by an older version that did not note its decision",
      aTask(
        { attempts: [anAttempt({ number: 1 })] },
        { state: "completed", mark: { id: "me", at: LONG_BEFORE, why: "requeue" } },
      ),
      COMPLETED,
      { kind: "again", request: { attemptsMade: 1 } },
    ],
    [
      "completed, and a move was marked that an agent's accepting refused",
      aTask({}, { state: "completed", mark: { id: "me", at: LONG_BEFORE, why: "move" } }),
      COMPLETED,
      { kind: "ended", end: { how: "closed", reason: "unsaid" } },
    ],
    [
      "completed, and the contact asked again after the call",
      aTask(
        { attempts: [answered] },
        { state: "completed", mark: { id: "me", at: LONG_BEFORE, why: "ask", next: "T2" } },
      ),
      COMPLETED,
      { kind: "ended", end: { how: "reached" } },
    ],
    [
      "with an agent for a day, and the contact asked again after the call",
      aTask({}, { state: "assigned", mark: { id: "me", at: LONG_BEFORE, why: "ask", next: "T2" } }),
      DROPPED,
      { kind: "ended", end: { how: "canceled", reason: "joined", at: A_DAY_LATER } },
    ],
    [
      "deleted by somebody",
      aTask({}, { state: "waiting" }),
      DELETED,
      { kind: "ended", end: { how: "canceled", reason: "deleted", at: TWO_HOURS_LATER } },
    ],
    [
      "deleted by somebody after its agent completed it",
      aTask({}, { state: "completed" }),
      DELETED,
      { kind: "superseded" },
    ],
    ["deleted by somebody after it was canceled", aTask(), DELETED, { kind: "superseded" }],
    [
      "deleted by the queue after a day with an agent",
      aTask({}, { state: "assigned" }),
      DROPPED,
      { kind: "again" },
    ],
    [
      "deleted by the queue after a day in wrap-up",
      aTask({}, { state: "wrap-up" }),
      DROPPED,
      { kind: "again" },
    ],
    [
      "deleted by the queue after it was completed",
      aTask({}, { state: "completed" }),
      DROPPED,
      { kind: "superseded" },
    ],
    ["deleted by the queue after it was canceled", aTask(), DROPPED, { kind: "superseded" }],
    [
      "deleted by the queue after a day, and the agent had talked for half a minute",
      aTask({ attempts: [{ ...answered, seconds: 30 }] }, { state: "wrap-up" }),
      DROPPED,
      { kind: "ended", end: { how: "reached", reason: "unsaid", at: A_DAY_LATER } },
    ],
    [
      "deleted by the queue after a day, and a machine had answered",
      aTask({ attempts: [{ ...answered, seconds: 29 }] }, { state: "wrap-up" }),
      DROPPED,
      { kind: "again", request: { attemptsMade: 1 } },
    ],
    [
      "deleted by the queue after a day, and the agent had talked in an earlier round",
      aTask({ attempts: [{ ...answered, seconds: 30 }], attemptsMade: 1 }, { state: "wrap-up" }),
      DROPPED,
      { kind: "again", request: { attemptsMade: 1 } },
    ],
    [
      "deleted by the queue after a day, and a machine had taken the message for long",
      aTask(
        { attempts: [anAttempt({ number: 1, outcome: "voicemail", seconds: 30 })] },
        { state: "wrap-up" },
      ),
      DROPPED,
      { kind: "again", request: { attemptsMade: 1 } },
    ],
    [
      "deleted by the queue after a day, and nobody knows how long was talked",
      aTask({ attempts: [answered] }, { state: "wrap-up" }),
      DROPPED,
      { kind: "again", request: { attemptsMade: 1 } },
    ],
    [
      "deleted by the queue after a day, and the request is no longer kept up",
      aTask({ endsAt: TWO_HOURS_LATER }, { state: "assigned" }),
      DROPPED,
      { kind: "ended", end: { how: "expired", at: A_DAY_LATER } },
    ],
    [
      "deleted by the queue after a day, just after the agent said how it ended",
      aTask({ end: anEnd({ at: A_DAY_LATER }) }, { state: "assigned" }),
      DROPPED,
      { kind: "ended", end: { how: "reached" } },
    ],
    [
      "deleted by the queue after a day, and put back by a process that died",
      aTask(
        {},
        {
          state: "assigned",
          mark: {
            id: "me",
            at: LONG_BEFORE,
            why: "requeue",
            decision: { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 },
          },
        },
      ),
      DROPPED,
      { kind: "again", request: { attemptsMade: 1, retryDelaySeconds: 600 } },
    ],
  ])("%s", (_, task, end, expected) => {
    expect(meaningOf(task, end)).toMatchObject(expected);
  });
});

describe("A request that goes into the queue again", () => {
  function againOf(task: CallbackTask, end: TaskEnd, now = end.at): CallbackRequest {
    const outcome = meaningOf(task, end, now);
    if (outcome.kind !== "again") throw new Error(`It is ${outcome.kind}`);

    return outcome.request;
  }

  it("is as it was, at its old place, with what is left of its time", () => {
    const request = {
      message: "It is urgent.",
      attributes: { skills: ["billing"] },
      attempts: [anAttempt({ number: 1 })],
      attemptsMade: 1,
      routing: aRouting({ priority: 7, channel: "callback" }),
    };

    expect(againOf(aTask(request), TTL)).toStrictEqual({
      ...aRequest({ ...request, receivedAt: ASKED, key: "k" }),
      endsAt: new Date(ASKED.getTime() + 14 * DAY_MS),
      agains: 1,
      conversationId: "T1",
      routing: {
        channel: "callback",
        priority: 7,
        timeoutSeconds: 13 * 86_400,
        queuedSince: ASKED,
      },
    });
  });

  it("keeps the place that it had kept before", () => {
    const queuedSince = new Date(ASKED.getTime() - 300_000);

    expect(againOf(aTask({ routing: aRouting({ queuedSince }) }), TTL).routing.queuedSince).toStrictEqual(
      queuedSince,
    );
  });

  it("that waits out a delay waits what is left of it, and takes no place from before", () => {
    const held = againOf(aTask({ retryDelaySeconds: 10_000 }), { ...BY_SOMEBODY, isQueuesReason: true });
    const due = againOf(aTask({ retryDelaySeconds: 7_200 }), { ...BY_SOMEBODY, isQueuesReason: true });

    expect(held.retryDelaySeconds).toBe(2_800);
    expect(held.routing.queuedSince).toBeUndefined();
    expect(due.retryDelaySeconds).toBeUndefined();
    expect(due.routing.queuedSince).toStrictEqual(ASKED);
  });

  it("leaves a round behind in which a call was placed, so that its call is still to come", () => {
    const next = againOf(aTask({ attempts: [anAttempt({ number: 1 })] }, { state: "assigned" }), DROPPED);

    expect(next.attemptsMade).toBe(1);
    expect(wasCalled(next)).toBe(false);
  });

  it("that a move had reset has no call in its new round", () => {
    const mark = {
      id: "me",
      at: LONG_BEFORE,
      why: "move",
      decision: { attemptsMade: 0, putBacks: 0, retryDelaySeconds: 0 },
    } as const;
    const next = againOf(
      aTask({ attemptsMade: 1, attempts: [anAttempt({ number: 1 })] }, { mark }),
      BY_SOMEBODY,
    );

    expect(wasCalled(next)).toBe(false);
  });

  it("counts how often it went again, and is not made before an hour is over if it lived less than ten minutes", () => {
    const short: TaskEnd = { ...TTL, at: new Date(ASKED.getTime() + 599_000) };
    const long: TaskEnd = { ...TTL, at: new Date(ASKED.getTime() + 600_000) };

    expect(meaningOf(aTask({ agains: 3 }), short)).toMatchObject({
      kind: "again",
      request: { agains: 4 },
      notBefore: new Date(ASKED.getTime() + 3_600_000),
    });
    expect(meaningOf(aTask(), long)).not.toHaveProperty("notBefore");
  });

  it("has at most what a task may have, and at least a second", () => {
    const timeoutOf = (endsAt: number) =>
      againOf(aTask({ endsAt: new Date(A_DAY_LATER.getTime() + endsAt) }), TTL).routing.timeoutSeconds;

    expect(timeoutOf(30 * DAY_MS)).toBe(1_209_600);
    expect(timeoutOf(1)).toBe(1);
  });
});

describe("Whatever is known of it", () => {
  const moments = fc.date({
    min: new Date(ASKED.getTime() - DAY_MS),
    max: new Date(ASKED.getTime() + 20 * DAY_MS),
    noInvalidDate: true,
  });
  const ends = fc.record({
    how: fc.constantFrom<TaskEnd["how"]>("completed", "canceled", "deleted", "system-deleted"),
    at: moments,
    isQueuesReason: fc.boolean(),
  });
  const tasks = fc
    .record({
      state: fc.constantFrom(...TASK_STATES),
      end: fc.option(fc.record({ how: fc.constantFrom(...END_KINDS), at: moments, by: fc.constant("A") })),
      mark: fc.option(
        fc.record({ why: fc.constantFrom("requeue", "ask", "move"), next: fc.option(fc.constant("T2")) }),
      ),
      attempts: fc.array(fc.record({ number: fc.integer({ min: 1, max: 3 }), answered: fc.boolean() }), {
        maxLength: 3,
      }),
      attemptsMade: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ state, end, mark, attempts, attemptsMade }) =>
      aTask(
        {
          attemptsMade,
          attempts: attempts.map((each) =>
            anAttempt({ number: each.number, outcome: each.answered ? "answered" : "busy" }),
          ),
          ...(end && { end }),
        },
        {
          state,
          ...(mark && {
            mark: { id: "me", at: ASKED, why: mark.why, ...(mark.next && { next: mark.next }) },
          }),
        },
      ),
    );

  test("what was completed never comes back unless its agent put it back", () => {
    fc.assert(
      fc.property(tasks, ends, moments, (task, end, now) => {
        fc.pre(task.mark?.why !== "requeue");

        expect(meaningOf(task, { ...end, how: "completed" }, now).kind).not.toBe("again");
      }),
    );
  });

  test("what goes again can be called for: no call counts as placed, it says no end, and its time is legal", () => {
    fc.assert(
      fc.property(tasks, ends, moments, (task, end, now) => {
        const outcome = meaningOf(task, end, now);
        if (outcome.kind !== "again") return;

        expect(wasCalled(outcome.request)).toBe(false);
        expect(outcome.request).not.toHaveProperty("end");
        expect(outcome.request.routing.timeoutSeconds).toBeGreaterThanOrEqual(1);
        expect(outcome.request.routing.timeoutSeconds).toBeLessThanOrEqual(1_209_600);
        expect(outcome.request.conversationId).toBe("T1");
      }),
    );
  });

  test("a task whose next one is noted never gets a second one", () => {
    fc.assert(
      fc.property(tasks, ends, moments, (task, end, now) => {
        const noted = { ...task, mark: { id: "me", at: ASKED, why: "requeue", next: "T2" } } as const;

        expect(meaningOf(noted, end, now)).toStrictEqual({ kind: "superseded" });
      }),
    );
  });
});
