import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import {
  canRequeue,
  currentAttempt,
  DEFAULT_MAX_ATTEMPTS,
  decideRequeue,
  nextAttempt,
  type RequeuePolicy,
  wasCalled,
} from "../../../src/domain/retry/requeue.ts";
import { anAttempt, anId, aRequest, aRouting, aTranscript, aVoicemail } from "../../support/requests.ts";

const taskId = anId("WT", 1);

describe("deciding what becomes of a contact who was not reached", () => {
  it.each([
    { maxAttempts: 1, attemptsMade: 0, kind: "give-up" },
    { maxAttempts: 2, attemptsMade: 0, kind: "requeue" },
    { maxAttempts: 3, attemptsMade: 0, kind: "requeue" },
    { maxAttempts: 3, attemptsMade: 1, kind: "requeue" },
    { maxAttempts: 3, attemptsMade: 2, kind: "give-up" },
    { maxAttempts: 3, attemptsMade: 7, kind: "give-up" },
  ])(
    "with $maxAttempts attempts allowed and $attemptsMade made: $kind",
    ({ maxAttempts, attemptsMade, kind }) => {
      const request = aRequest({ attemptsMade });

      expect(decideRequeue(request, taskId, { maxAttempts }).kind).toBe(kind);
      expect(canRequeue(request, { maxAttempts })).toBe(kind === "requeue");
    },
  );

  it("counts the attempt just made when it gives up", () => {
    expect(decideRequeue(aRequest({ attemptsMade: 2 }), taskId, { maxAttempts: 3 })).toStrictEqual({
      kind: "give-up",
      attemptsMade: 3,
    });
  });

  it("requeues the next attempt", () => {
    const request = aRequest({ attemptsMade: 1 });

    expect(decideRequeue(request, taskId, { maxAttempts: 3 })).toStrictEqual({
      kind: "requeue",
      request: nextAttempt(request, taskId),
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
        expect(new Set(later.map(({ mark }) => mark))).toStrictEqual(new Set(["task-1"]));
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
      voicemail: aVoicemail({ transcript: aTranscript() }),
      message: "Gold",
      flowId: anId("FN"),
      conversationId: anId("WT", 9),
      mark: "m-1",
      attributes: { skills: ["es"], conversations: { initiated_by: "form" } },
    });

    expect(nextAttempt(request, taskId)).toStrictEqual({ ...request, attemptsMade: 2 });
  });

  it("goes to the back of the queue: its place was used up by the call", () => {
    const routing = aRouting({ queuedSince: new Date("2026-03-02T08:00:00Z") });

    expect(nextAttempt(aRequest({ routing }), taskId).routing).toStrictEqual(aRouting());
  });

  it("leaves behind what belonged to the call just made", () => {
    const callAttributes = { call_sid: anId("CA"), conference: { sid: anId("CF") } };

    expect(nextAttempt(aRequest({ callAttributes }), taskId).callAttributes).toStrictEqual({});
  });

  it("leaves the old request as it was", () => {
    const request = Object.freeze(aRequest({ attributes: Object.freeze({ skills: ["es"] }) }));
    const before = structuredClone(request);
    nextAttempt(request, taskId);

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

/** The request at each of its calls. Bounded, so that a policy that never gives up fails instead of hanging. */
function lifeOf(first: CallbackRequest, policy: RequeuePolicy): readonly CallbackRequest[] {
  const life = [first];
  for (let calls = 1; calls <= policy.maxAttempts + 1; calls++) {
    const decision = decideRequeue(life[calls - 1] ?? first, `task-${calls}`, policy);
    if (decision.kind === "give-up") break;
    life.push(decision.request);
  }

  return life;
}
