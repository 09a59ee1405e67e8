import { describe, expect, it } from "vitest";
import type { AskedAgain, CallbackRequest } from "../../../src/domain/callback-request.ts";
import { joinedRequest, takenIn } from "../../../src/domain/once/joined-request.ts";
import { askedAgain } from "../../../src/domain/once/moved-request.ts";
import { anAttempt, anId, aRequest, aRouting, aVoicemail } from "../../support/requests.ts";
import { aTask } from "./tasks.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const FIRST = at(0);

function asked(minute: number, details: Partial<CallbackRequest> = {}): CallbackRequest {
  return aRequest({ key: "k", receivedAt: at(minute), ...details });
}

describe("a contact who asks again while a call is to come", () => {
  const joined = (again: Partial<CallbackRequest>, open: Partial<CallbackRequest> = {}) =>
    joinedRequest(asked(0, open), asked(5, again));

  it("has asked again at that moment, in those words or without any", () => {
    expect(joined({ message: "Still waiting" }).askedAgain).toStrictEqual([
      { at: at(5), message: "Still waiting" },
    ]);
    expect(joined({}).askedAgain).toStrictEqual([{ at: at(5) }]);
  });

  it.each<[string, Partial<CallbackRequest>, Partial<CallbackRequest>]>([
    ["as at first", { message: "A", receivedAt: FIRST }, { message: "A" }],
    ["as the time before", { message: "B" }, { askedAgain: [{ at: at(5), message: "B" }] }],
  ])("changes nothing with the same words of the same moment, %s", (_, again, open) => {
    const request = asked(0, open);

    expect(joinedRequest(request, asked(5, again))).toBe(request);
  });

  it.each<[string, Partial<CallbackRequest>]>([
    ["other words of the same moment", { message: "B", receivedAt: FIRST }],
    ["the same words of another moment", { message: "A" }],
  ])("has asked again with %s", (_, again) => {
    expect(joined(again, { message: "A" }).askedAgain).toHaveLength(1);
  });

  it("is remembered the last five times", () => {
    const often = [1, 2, 3, 4, 5, 6].reduce((open, n) => joinedRequest(open, asked(n)), asked(0));

    expect(often.askedAgain).toStrictEqual([2, 3, 4, 5, 6].map((n): AskedAgain => ({ at: at(n) })));
  });

  it.each([
    ["longer where they asked for longer", at(10), at(20), at(20)],
    ["as long as before where they asked for less", at(20), at(10), at(20)],
    ["as long as before where they did not say", at(20), undefined, at(20)],
    ["as long as any where the task does not say", undefined, at(20), undefined],
  ])("is kept up %s", (_, before, wanted, expected) => {
    expect(joined(wanted ? { endsAt: wanted } : {}, before ? { endsAt: before } : {}).endsAt).toStrictEqual(
      expected,
    );
  });

  it("has the higher of both priorities", () => {
    const priority = (before: number, now: number) =>
      joined({ routing: aRouting({ priority: now }) }, { routing: aRouting({ priority: before }) }).routing
        .priority;

    expect([priority(1, 7), priority(7, 1)]).toStrictEqual([7, 7]);
  });

  it("says what they say now, beside what they said before", () => {
    const before = { skills: ["en", "fr"], plan: "gold", order: { id: 1, paid: true }, note: "x", shop: "A" };
    const now = { skills: ["es"], plan: "silver", order: { id: 2 }, note: null, shop: { id: 3 } };

    expect(joined({ attributes: now }, { attributes: before }).attributes).toStrictEqual({
      skills: ["es"],
      plan: "silver",
      order: { id: 2, paid: true },
      note: "x",
      shop: { id: 3 },
    });
    expect(joined({ attributes: { order: null, vip: true, shop: null } }).attributes).toStrictEqual({
      order: null,
      vip: true,
      shop: null,
    });
    expect(
      joined({ attributes: { order: ["a"] } }, { attributes: { order: { id: 1 } } }).attributes,
    ).toStrictEqual({ order: ["a"] });
  });
});

describe("a task that goes because another one of its request stays", () => {
  const stays = aTask("T1", { request: asked(0, { message: "First" }) });
  const goes = (details: Partial<CallbackRequest>) => aTask("T2", { request: asked(5, details) });

  it("leaves behind what was said each time", () => {
    const gone = goes({
      message: "Second",
      askedAgain: [{ at: at(6) }, { at: at(7), message: "Third" }],
      attributes: { vip: true },
    });

    expect(takenIn(gone, stays)).toMatchObject({
      message: "First",
      askedAgain: [{ at: at(5), message: "Second" }, { at: at(6) }, { at: at(7), message: "Third" }],
      attributes: { vip: true },
    });
    expect(takenIn(gone, stays)?.askedAgain?.[1]).toStrictEqual({ at: at(6) });
  });

  it("leaves nothing behind that the other has", () => {
    expect(takenIn(aTask("T2", { request: stays.request }), stays)).toBeUndefined();
  });

  it("leaves no asking behind where it tells of a message", () => {
    const voicemail = aVoicemail();

    expect(takenIn(goes({ voicemail }), aTask("T1", { request: asked(0, { voicemail }) }))).toBeUndefined();
  });
});

describe("a contact who asks again while their request waits out a delay", () => {
  const waits = asked(0, {
    attemptsMade: 1,
    putBacks: 2,
    retryDelaySeconds: 600,
    attempts: [anAttempt({ number: 1 })],
    callAttributes: { call_sid: anId("CA") },
    endsAt: at(30),
    routing: aRouting({ workflowId: anId("WW"), priority: 3, timeoutSeconds: 60 }),
    end: { how: "canceled", reason: "supervisor", at: FIRST, by: "Sue" },
  });
  const moved = (again: Partial<CallbackRequest>, before: Partial<CallbackRequest> = {}) =>
    askedAgain(aTask("T1", { request: { ...waits, ...before } }), asked(5, again));

  it("is due at once, in a first round, with the calls of before as history", () => {
    const { number: _, ...history } = anAttempt({ number: 1 });

    expect(
      moved({
        message: "Again",
        endsAt: at(50),
        flowTimeoutSeconds: 90,
        callAttributes: { call_sid: anId("CA", 2) },
        routing: aRouting({ timeoutSeconds: 90, priority: 1 }),
      }),
    ).toStrictEqual(
      asked(5, {
        askedAgain: [{ at: at(5), message: "Again" }],
        attempts: [history],
        callAttributes: { call_sid: anId("CA", 2) },
        conversationId: "T1",
        endsAt: at(50),
        flowTimeoutSeconds: 90,
        routing: aRouting({ workflowId: anId("WW"), priority: 3, timeoutSeconds: 90 }),
      }),
    );
  });

  it("goes before others where they ask with a higher priority", () => {
    expect(moved({ routing: aRouting({ priority: 9 }) }).routing.priority).toBe(9);
  });

  it.each([
    ["kept, where it is the earlier one", at(1), at(2), at(1)],
    ["of the new asking, where that is the earlier one", at(2), at(1), at(1)],
    ["kept, where the new asking has none", at(1), undefined, at(1)],
    ["of the new asking, where none was kept", undefined, at(1), at(1)],
    ["of the new task, where there is none", undefined, undefined, undefined],
  ])("has the place that was %s", (_, before, now, expected) => {
    const place = (queuedSince: Date | undefined) => aRouting(queuedSince && { queuedSince });
    const { routing } = moved({ routing: place(now) }, { routing: place(before) });

    expect(routing.queuedSince).toStrictEqual(expected);
    expect("queuedSince" in routing).toBe(expected !== undefined);
  });
});
