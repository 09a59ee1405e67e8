import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import {
  canRequeue,
  currentAttempt,
  DEFAULT_MAX_ATTEMPTS,
  decideRequeue,
  nextAttempt,
  type PutBack,
  type RequeuePolicy,
  wasCalled,
} from "../../../src/domain/retry/requeue.ts";
import { anAttempt, anId, aRequest, aRouting, aTranscript, aVoicemail } from "../../support/requests.ts";

const taskId = anId("WT", 1);
const createdAt = new Date("2026-03-02T09:00:00Z");

const NOW = new Date("2026-03-02T12:00:00.000Z");

const SECOND: PutBack = { attemptsMade: 2, putBacks: 0, retryDelaySeconds: 600 };

describe("deciding what becomes of a contact who was not reached", () => {
  it.each([
    { maxAttempts: 1, attemptsMade: 0, kind: "give-up" },
    { maxAttempts: 2, attemptsMade: 0, kind: "requeue" },
    { maxAttempts: 3, attemptsMade: 0, kind: "requeue" },
    { maxAttempts: 3, attemptsMade: 1, kind: "requeue" },
    { maxAttempts: 3, attemptsMade: 2, kind: "give-up" },
    { maxAttempts: 3, attemptsMade: 7, kind: "give-up" },
  ])(
    "with $maxAttempts attempts allowed, $attemptsMade made and the contact called once more: $kind",
    ({ maxAttempts, attemptsMade, kind }) => {
      const request = calledOnceMore(aRequest({ attemptsMade }));

      expect(decideRequeue(request, { maxAttempts }).kind).toBe(kind);
      expect(canRequeue(request, { maxAttempts })).toBe(kind === "requeue");
    },
  );

  it.each([
    // Nobody called: all attempts but one are made, and that one is still to come.
    { attemptsMade: 2, called: false, isAttempt: false, can: true },
    { attemptsMade: 2, called: false, isAttempt: true, can: false },
    { attemptsMade: 2, called: true, isAttempt: false, can: false },
    { attemptsMade: 1, called: false, isAttempt: true, can: true },
  ])(
    "with 3 attempts allowed, $attemptsMade made, called now: $called, counted as an attempt: $isAttempt",
    ({ attemptsMade, called, isAttempt, can }) => {
      const request = called ? calledOnceMore(aRequest({ attemptsMade })) : aRequest({ attemptsMade });

      expect(canRequeue(request, { maxAttempts: 3 }, isAttempt)).toBe(can);
      if (!isAttempt) expect(canRequeue(request, { maxAttempts: 3 })).toBe(can);
      expect(decideRequeue(request, { maxAttempts: 3 }, { isAttempt }).kind === "requeue").toBe(can);
    },
  );

  it("waits as long as the agent wishes, and comes back to the agent who wishes it", () => {
    const wished = { retryDelaySeconds: 86_400, ownerId: anId("WK") };

    expect(decideRequeue(aRequest(), { maxAttempts: 3 }, wished)).toMatchObject({ putBack: wished });
    expect(decideRequeue(aRequest({ ownerId: anId("WK") }), { maxAttempts: 3 })).not.toHaveProperty(
      "putBack.ownerId",
    );
  });

  it("never puts back where one attempt is allowed, not even without a call", () => {
    expect(canRequeue(aRequest(), { maxAttempts: 1 })).toBe(false);
    expect(canRequeue(aRequest({ attemptsMade: 1 }), { maxAttempts: 2 })).toBe(true);
  });

  it("takes no call of an earlier round for an attempt of this one", () => {
    const request = aRequest({ attemptsMade: 2, attempts: [anAttempt({ number: 1 })] });

    expect(canRequeue(request, { maxAttempts: 3 })).toBe(true);
  });

  it("counts the attempt just made when it gives up", () => {
    expect(decideRequeue(calledOnceMore(aRequest({ attemptsMade: 2 })), { maxAttempts: 3 })).toStrictEqual({
      kind: "give-up",
      attemptsMade: 3,
    });
  });

  it("counts a round with calls as one attempt, however many they were", () => {
    const calls = [anAttempt({ number: 2 }), anAttempt({ number: 2 }), anAttempt({ number: 2 })];

    expect(decideRequeue(aRequest({ attemptsMade: 1, attempts: calls }), { maxAttempts: 3 })).toStrictEqual({
      kind: "requeue",
      putBack: { attemptsMade: 2, putBacks: 0, retryDelaySeconds: 3600 },
    });
  });

  it.each([
    { putBacks: undefined, kind: "requeue" },
    { putBacks: 4, kind: "requeue" },
    { putBacks: 5, kind: "give-up" },
  ])(
    "counts no attempt where nobody was called, up to five times: after $putBacks, $kind",
    ({ putBacks, kind }) => {
      const request = aRequest({ attemptsMade: 2, ...(putBacks !== undefined && { putBacks }) });

      expect(decideRequeue(request, { maxAttempts: 3 })).toMatchObject({
        kind,
        ...(kind === "requeue" && { putBack: { attemptsMade: 2, putBacks: (putBacks ?? 0) + 1 } }),
      });
    },
  );

  it.each([
    { attemptsMade: 0, called: true, delay: 600 },
    { attemptsMade: 0, called: false, delay: 600 },
    { attemptsMade: 1, called: true, delay: 3600 },
    { attemptsMade: 5, called: true, delay: 3600 },
  ])(
    "waits $delay s after $attemptsMade attempts, called once more: $called",
    ({ attemptsMade, called, delay }) => {
      const request = aRequest({ attemptsMade });
      const decision = decideRequeue(called ? calledOnceMore(request) : request, { maxAttempts: 10 });

      expect(decision).toMatchObject({ putBack: { retryDelaySeconds: delay } });
    },
  );

  it.each([
    [
      "the last call of the round was busy",
      [
        { number: 2, outcome: "no-answer" },
        { number: 2, outcome: "busy" },
      ],
      300,
    ],
    [
      "a call was busy, and the last was not answered",
      [
        { number: 2, outcome: "busy" },
        { number: 2, outcome: "no-answer" },
      ],
      3600,
    ],
    [
      "an earlier round was busy",
      [
        { number: 1, outcome: "busy" },
        { number: 2, outcome: "failed" },
      ],
      3600,
    ],
    ["an earlier round was busy, and nobody called since", [{ number: 1, outcome: "busy" }], 600],
  ] as const)("by outcome: where %s it waits as the setting says", (_, calls, delay) => {
    const request = aRequest({ attemptsMade: 1, attempts: calls.map((call) => anAttempt(call)) });
    const retryDelays = { byAttempt: [600, 3600], byOutcome: { busy: 300 } };

    expect(decideRequeue(request, { maxAttempts: 10, retryDelays })).toMatchObject({
      putBack: { retryDelaySeconds: delay },
    });
  });

  it("tells the agent the number of the attempt that is due, counted from one", () => {
    expect(currentAttempt({ attemptsMade: 0 })).toBe(1);
    expect(currentAttempt({ attemptsMade: 2 })).toBe(3);
  });

  it("allows three attempts unless somebody decides otherwise", () => {
    expect(DEFAULT_MAX_ATTEMPTS).toBe(3);
  });

  test("calls an unanswered contact exactly maxAttempts times", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (maxAttempts) => {
        expect(lifeOf(aRequest(), { maxAttempts })).toHaveLength(maxAttempts);
      }),
    );
  });

  test("ties all tasks of a request together by the first one's id, and by one mark", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), (maxAttempts) => {
        const [, ...later] = lifeOf(aRequest(), { maxAttempts });

        expect(new Set(later.map(({ conversationId }) => conversationId))).toStrictEqual(new Set(["task-1"]));
        expect(new Set(later.map(({ key }) => key))).toStrictEqual(new Set(["task-1"]));
        expect(later.map(({ attemptsMade }) => attemptsMade)).toStrictEqual(later.map((_, n) => n + 1));
      }),
    );
  });
});

describe("the next attempt", () => {
  it("keeps all that the contact and the deployer have given, and the routing", () => {
    const request = aRequest({
      attemptsMade: 1,
      attempts: [anAttempt()],
      timeZone: "Asia/Kolkata",
      routing: aRouting({ workflowId: anId("WW"), channel: "callback", priority: 7, timeoutSeconds: 60 }),
      endsAt: NOW,
      flowTimeoutSeconds: 60,
      voicemail: aVoicemail({ transcript: aTranscript() }),
      message: "Gold",
      flowId: anId("FN"),
      conversationId: anId("WT", 9),
      key: "m-1",
      attributes: { skills: ["es"], conversations: { initiated_by: "form" } },
    });

    expect(next(request)).toStrictEqual({
      ...request,
      ...SECOND,
      endsAt: new Date(NOW.getTime() + 660_000),
      routing: { ...request.routing, timeoutSeconds: 660 },
    });
  });

  it("has as long as its flow gave it after each delay, or a day, but never less than it has left", () => {
    const timeoutOf = (details: Partial<CallbackRequest>, delay: number) =>
      next(aRequest(details), { ...SECOND, retryDelaySeconds: delay }).routing.timeoutSeconds;
    const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

    expect(timeoutOf({ flowTimeoutSeconds: 300, endsAt: inSeconds(10) }, 600)).toBe(900);
    expect(timeoutOf({ flowTimeoutSeconds: 300, endsAt: inSeconds(5_000) }, 600)).toBe(5_000);
    expect(timeoutOf({ endsAt: inSeconds(-1) }, 3_600)).toBe(90_000);
    expect(timeoutOf({ flowTimeoutSeconds: 1_209_600, endsAt: inSeconds(10) }, 600)).toBe(1_209_600);
  });

  it("of a task that does not say how long it is kept up has what is left of the lifetime", () => {
    const request = aRequest({ receivedAt: new Date(NOW.getTime() - 86_400_000) });

    expect(next(request).routing.timeoutSeconds).toBe(13 * 86_400);
    expect(next(request).endsAt).toStrictEqual(new Date(NOW.getTime() + 13 * 86_400_000));
  });

  it("goes to the back of the queue: its place was used up by the call", () => {
    const routing = aRouting({ queuedSince: new Date("2026-03-02T08:00:00Z") });

    expect(next(aRequest({ routing })).routing.queuedSince).toBeUndefined();
  });

  it.each([
    ["the one that the flow gave it", { queuedSince: new Date("2026-03-02T08:00:00Z") }, "08:00"],
    ["that of its task", {}, "09:00"],
  ])("keeps its place where no call was placed: %s", (_, place, time) => {
    const request = aRequest({ attemptsMade: 2, routing: aRouting(place) });

    expect(next(request, { ...SECOND, putBacks: 1 }).routing.queuedSince).toStrictEqual(
      new Date(`2026-03-02T${time}:00Z`),
    );
  });

  it("is offered first to whoever is decided anew, and to nobody from before", () => {
    const assigned = { by: "Supervisor", at: NOW, to: "Ada" };
    const request = aRequest({ ownerId: anId("WK", 1), assigned });

    expect(next(request)).not.toHaveProperty("ownerId");
    expect(next(request)).not.toHaveProperty("assigned");
    expect(next(request, { ...SECOND, ownerId: anId("WK", 2) })).toMatchObject({ ownerId: anId("WK", 2) });
    expect(next(request, { ...SECOND, ownerId: anId("WK", 2), assigned })).toMatchObject({ assigned });
  });

  it("goes first if a supervisor wants it, with the priority that it had", () => {
    const expedited = { by: "Supervisor", at: NOW, priorityBefore: 7 };
    const request = aRequest({ routing: aRouting({ priority: 7 }) });

    expect(next(request, { ...SECOND, expedited })).toMatchObject({
      expedited,
      routing: { priority: 1_000_007 },
    });
    expect(
      next(next(request, { ...SECOND, expedited }), { ...SECOND, attemptsMade: 3 }).routing.priority,
    ).toBe(7);
    expect(next(next(request, { ...SECOND, expedited }))).not.toHaveProperty("expedited");
  });

  it("is still first after a put-back without a call, and no more after one with a call", () => {
    const expedited = { by: "Supervisor", at: NOW, priorityBefore: 7 };
    const putBack = (request: CallbackRequest) => decideRequeue(request, { maxAttempts: 3 });

    expect(putBack(aRequest({ expedited }))).toMatchObject({ putBack: { putBacks: 1, expedited } });
    expect(putBack(calledOnceMore(aRequest({ expedited })))).not.toHaveProperty("putBack.expedited");
  });

  it("leaves behind what belonged to the call just made", () => {
    const callAttributes = { call_sid: anId("CA"), conference: { sid: anId("CF") } };

    expect(next(aRequest({ callAttributes })).callAttributes).toStrictEqual({});
  });

  it("leaves the old request as it was", () => {
    const request = Object.freeze(aRequest({ attributes: Object.freeze({ skills: ["es"] }) }));
    const before = structuredClone(request);
    next(request);

    expect(request).toStrictEqual(before);
  });
});

describe("whether a call was placed in the attempt that is due", () => {
  it.each([
    ["not where no call was placed at all", [], false],
    ["not where it was placed in an earlier attempt", [anAttempt({ number: 1, outcome: "answered" })], false],
    ["not where nobody knows in which", [anAttempt()], false],
    ["where it was answered", [anAttempt({ number: 2, outcome: "answered" })], true],
    [
      "where nobody answered, and it is called again",
      [anAttempt({ number: 1 }), anAttempt({ number: 2 })],
      true,
    ],
  ])("%s", (_, attempts, expected) => {
    expect(wasCalled(aRequest({ attemptsMade: 1, attempts }))).toBe(expected);
  });
});

function next(request: CallbackRequest, putBack = SECOND): CallbackRequest {
  return nextAttempt({ id: taskId, createdAt, request }, putBack, NOW, {});
}

/** The request at each of its calls. Bounded, so that a policy that never gives up fails instead of hanging. */
function lifeOf(first: CallbackRequest, policy: RequeuePolicy): readonly CallbackRequest[] {
  const life = [first];
  for (let calls = 1; calls <= policy.maxAttempts + 1; calls++) {
    const request = calledOnceMore(life[calls - 1] ?? first);
    const decision = decideRequeue(request, policy);
    if (decision.kind === "give-up") break;
    life.push(nextAttempt({ id: `task-${calls}`, createdAt, request }, decision.putBack, NOW, {}));
  }

  return life;
}

function calledOnceMore(request: CallbackRequest): CallbackRequest {
  return { ...request, attempts: [...request.attempts, anAttempt({ number: currentAttempt(request) })] };
}
