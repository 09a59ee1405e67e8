import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AttributesRead,
  readAttributes,
  writeAttributes,
} from "../../../src/adapters/twilio-wire/task-attributes.ts";
import type { Json, JsonObject } from "../../../src/domain/json.ts";
import { withAttempt } from "../../../src/domain/retry/attempt.ts";
import { nextAttempt } from "../../../src/domain/retry/requeue.ts";
import { anAttempt, anId, aRouting } from "../../support/requests.ts";

const BUSY = { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy", number: 1 };

describe("what a newer version wrote on a task", () => {
  it.each<[string, JsonObject]>([
    ["a key of its own", { endsAt: "2026-03-16T09:30:00.000Z" }],
    ["a key of its own with much in it", { end: { how: "closed", by: ["a", { b: null }] } }],
    ["an outcome of its own", { attemptHistory: [BUSY, { ...BUSY, outcome: "fax", number: 2 }] }],
    ["a key in an attempt", { attemptHistory: [{ ...BUSY, seconds: 31, to: { a: 1 } }] }],
    ["an attempt without an outcome", { attemptHistory: [{ at: BUSY.at, agent: BUSY.agent, number: 1 }] }],
    ["a key where the contact asked again", { askedAgain: [{ at: BUSY.at, message: "Hi", priority: 5 }] }],
    ["another form of asking again", { askedAgain: ["twice", { at: BUSY.at, message: 7 }] }],
    ["a number that is a word", { attemptHistory: [{ ...BUSY, number: "first" }] }],
    ["keys on the mark of a requeue", { requeue: { at: BUSY.at, id: "m-1", decision: { delay: 600 } } }],
    ["a history of another form", { attemptHistory: "none yet" }],
    ["a mark of another form", { requeue: "m-1" }],
    ["a mark whose moment is none", { requeue: { at: "soon", id: "m-1" } }],
    ["a mark of a request that is no text", { requestMark: { id: 1 } }],
    ["a caller id that is no number", { numberToCallFrom: "Support line" }],
  ])("is there after somebody else changed the task: %s", (_, callBackData) => {
    const { request, ...read } = readTask(aTask(callBackData));
    const written = writeAttributes({ request: { ...request, message: "Gold" }, ...read }, anId("AC"));

    expect(written.callBackData).toMatchObject(callBackData);
  });

  it("stays beside an attempt that another process adds", () => {
    const entries = [{ ...BUSY, outcome: "fax" }, "a word", { at: "soon" }, BUSY];
    const history = historyOf(afterChange(aTask({ attemptHistory: entries })));

    expect(history).toStrictEqual(expect.arrayContaining(entries));
    expect(history).toHaveLength(entries.length + 1);
  });

  it("counts as a placed call, whatever its outcome", () => {
    const { request } = readTask(aTask({ attemptHistory: [{ ...BUSY, outcome: "fax" }] }));

    expect(request.attempts).toMatchObject([{ number: 1, agent: "Agent One" }]);
    expect(request.attempts[0]?.outcome).toBeUndefined();
  });

  it("stays on its own task if it is a mark that we cannot read: the next task has no mark", () => {
    const { request } = readTask(aTask({ requeue: { id: "m-1" } }));
    const next = writeAttributes(
      {
        request: nextAttempt(
          { id: anId("WT"), createdAt: new Date("2026-03-02T09:00:00Z"), request },
          { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 },
          new Date(),
          {},
        ),
      },
      anId("AC"),
    );

    expect(next.callBackData).not.toHaveProperty("requeue");
  });

  it("is not where a voicemail was deleted and its words were of another form", () => {
    const written = afterChange(
      aTask({ RecordingSid: anId("RE"), isDeleted: true, TranscriptionText: { words: ["secret"] } }),
    );

    expect(JSON.stringify(written)).not.toContain("secret");
  });

  it("is there where its key is a word of JavaScript's own", () => {
    const entry = JSON.parse('{"__proto__":null,"constructor":1}');

    expect(JSON.stringify(historyOf(afterChange(aTask({ attemptHistory: [entry] }))))).toContain(
      JSON.stringify(entry),
    );
  });

  it("is there, and comes to rest, whatever it is", () => {
    fc.assert(
      fc.property(callBackData, (data) => {
        const once = afterChange(aTask(data));
        const twice = afterChange(once);

        expect(once).toMatchObject({ callBackData: unknownIn(data) });
        expect(historyOf(once)).toStrictEqual(expect.arrayContaining(data.attemptHistory as unknown[]));
        expect(twice).toStrictEqual(once);
      }),
    );
  });
});

const key = fc.stringMatching(/^[a-z]{1,6}X$/);
const extras = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }).map(asJson), { maxKeys: 3 });
const entry = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }).map(asJson),
  fc
    .record({ at: fc.constant(BUSY.at), agent: fc.string(), outcome: fc.string(), number: fc.nat(9), extras })
    .map(({ extras: more, ...known }) => ({ ...known, ...more })),
);
const callBackData = fc
  .record({ extras, attemptHistory: fc.array(entry, { maxLength: 4 }), requeueExtras: extras })
  .map(({ extras: more, attemptHistory, requeueExtras }) => ({
    ...more,
    attemptHistory: attemptHistory as readonly Json[],
    requeue: { at: BUSY.at, ...requeueExtras },
  }));

/** -0 and such do not survive JSON, on a task or elsewhere. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function unknownIn({ attemptHistory: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function aTask(data: JsonObject): JsonObject {
  return { taskType: "callback", callBackData: { numberToCall: "+14155550100", attempts: 0, ...data } };
}

function readTask(attributes: JsonObject): AttributesRead {
  const read = readAttributes(attributes, {
    createdAt: new Date("2026-03-02T09:30:00.000Z"),
    routing: aRouting(),
  });
  if (!read) throw new Error("This is no callback");

  return read;
}

/** As `record-attempt` changes a task: one attempt more, always the same one. */
function afterChange(attributes: JsonObject): JsonObject {
  const { request, ...read } = readTask(attributes);
  const attempts = withAttempt(request.attempts, anAttempt({ callTaskId: anId("WT", 9) }));

  return asJson(writeAttributes({ request: { ...request, attempts }, ...read }, anId("AC"))) as JsonObject;
}

function historyOf({ callBackData: data }: JsonObject): unknown {
  return (data as JsonObject).attemptHistory;
}
