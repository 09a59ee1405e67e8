import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { writeAttributes } from "../../src/adapters/twilio-wire/task-attributes.ts";
import { ATTRIBUTE_BUDGET, fitToBudget, SHORTENED_MARK } from "../../src/domain/attribute-budget.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import { jsonBytes } from "../../src/domain/json.ts";
import type { Voicemail } from "../../src/domain/voicemail.ts";
import { anAttempt, anId, aRequest, aRouting, aTranscript, aVoicemail } from "../support/requests.ts";

/** As TaskRouter gets it: the attributes in UTF-8. */
const writtenBytes = (request: CallbackRequest): number =>
  jsonBytes(writeAttributes({ request }, anId("AC")));

/** Texts of all widths: one to four bytes a character, escapes, halves of surrogate pairs, marks of their own. */
const CHARACTERS = ["a", "ü", "漢", "👩", "\n", '"', "\\", " ", "\u0001", "\ud83d", "\ude00"];
const run = fc.tuple(fc.constantFrom(...CHARACTERS), fc.integer({ min: 1, max: 900 }));
const text = fc
  .tuple(fc.array(run, { maxLength: 6 }), fc.constantFrom("", SHORTENED_MARK))
  .map(([runs, end]) => runs.map(([character, times]) => character.repeat(times)).join("") + end);

const request = fc
  .record({
    transcript: fc.option(text, { nil: undefined }),
    message: fc.option(text, { nil: undefined }),
    attempts: fc.integer({ min: 0, max: 10 }),
    notes: fc.integer({ min: 0, max: 3600 }).map((length) => "n".repeat(length)),
  })
  .map(({ transcript, message, attempts, notes }) =>
    aRequest({
      ...(message !== undefined && { message }),
      ...(transcript !== undefined && { voicemail: aVoicemail({ transcript: aTranscript(transcript) }) }),
      attempts: Array.from({ length: attempts }, (_, n) => anAttempt({ callTaskId: anId("WT", n) })),
      attributes: { notes, skills: ["es"] },
      routing: aRouting({ workflowId: anId("WW"), priority: 7 }),
    }),
  );

describe("fitting a request to its task", () => {
  it("changes nothing in a request that fits, up to the last byte", () => {
    const whole = aRequest({
      message: "m".repeat(500),
      voicemail: aVoicemail({ transcript: aTranscript() }),
    });
    const budget = writtenBytes(whole);

    expect(fitToBudget(whole, writtenBytes, budget)).toStrictEqual({ kind: "fits", request: whole });
    expect(fitToBudget(whole, writtenBytes, budget - 1)).not.toStrictEqual({ kind: "fits", request: whole });
  });

  it("allows 4096 bytes, as TaskRouter does", () => {
    const room = ATTRIBUTE_BUDGET - writtenBytes(aRequest({ message: "" }));

    expect(ATTRIBUTE_BUDGET).toBe(4096);
    expect(fitted(aRequest({ message: "m".repeat(room) })).message).toBe("m".repeat(room));
    expect(fitted(aRequest({ message: "m".repeat(room + 1) })).message).toContain(SHORTENED_MARK);
  });

  it("shortens the transcript first, by no more than necessary, and marks it", () => {
    const whole = aRequest({
      message: "Gold",
      attempts: [anAttempt()],
      voicemail: aVoicemail({ transcript: aTranscript("x".repeat(5000)) }),
    });
    const cut = fitted(whole);

    expect({ ...cut, voicemail: undefined }).toStrictEqual({ ...whole, voicemail: undefined });
    expect(cut.voicemail?.transcript).toMatchObject({
      kind: "text",
      shortened: true,
      transcriptionId: anId("TR"),
    });
    expect(writtenBytes(cut)).toBe(ATTRIBUTE_BUDGET);
  });

  it("shortens the message only after the transcript is as short as possible", () => {
    const cut = fitted(
      aRequest({
        message: "m".repeat(5000),
        voicemail: aVoicemail({ transcript: aTranscript("x".repeat(5000)) }),
      }),
    );

    expect(cut.voicemail?.transcript).toMatchObject({ text: SHORTENED_MARK });
    expect(cut.message).toMatch(/^m+ \[…\]$/);
    expect(writtenBytes(cut)).toBe(ATTRIBUTE_BUDGET);
  });

  it("drops attempts last, the oldest first, and no more than necessary", () => {
    const attempts = Array.from({ length: 10 }, (_, n) => anAttempt({ callTaskId: anId("WT", n) }));
    const whole = aRequest({ message: "m".repeat(50), attempts, attributes: { notes: "n".repeat(2700) } });
    const cut = fitted(whole);

    expect(cut.message).toBe(SHORTENED_MARK);
    expect(cut.attempts.length).toBeGreaterThan(0);
    expect(cut.attempts).toStrictEqual(attempts.slice(-cut.attempts.length));
    expect(writtenBytes({ ...cut, attempts: attempts.slice(-cut.attempts.length - 1) })).toBeGreaterThan(
      ATTRIBUTE_BUDGET,
    );
  });

  it("forgets who heard a message, where nothing else is left to shorten", () => {
    const heard = [{ by: "Agent One", at: new Date("2026-03-02T10:00:00Z") }];
    const whole = aRequest({ voicemail: aVoicemail({ heard }), attributes: { notes: "" } });
    const notes = "n".repeat(ATTRIBUTE_BUDGET - writtenBytes(whole) + 1);

    expect(fitted({ ...whole, attributes: { notes } })).toStrictEqual({
      ...whole,
      attributes: { notes },
      voicemail: aVoicemail(),
    });
  });

  it.each<[string, Partial<Voicemail>]>([
    ["has no transcript yet", {}],
    ["could not be transcribed", { transcript: { kind: "failed" } }],
  ])("shortens the message of the flow beside a voicemail that %s", (_, details) => {
    const voicemail = aVoicemail(details);
    const cut = fitted(aRequest({ message: "m".repeat(5000), voicemail }));

    expect(cut.message).toMatch(/^m+ \[…\]$/);
    expect(cut.voicemail).toStrictEqual(voicemail);
  });

  it("gives up on a request whose other parts take too much", () => {
    const request = aRequest({ attributes: { notes: "n".repeat(4096) } });

    expect(fitToBudget(request, writtenBytes)).toStrictEqual({ kind: "too-large", request });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000])(
    "does not mark a text twice if it was shortened before and must lose %i more bytes",
    (bytes) => {
      const once = fitted(aRequest({ message: "m".repeat(5000), attributes: { notes: "" } }));
      const twice = fitted({ ...once, attributes: { notes: "n".repeat(bytes) } });

      expect(twice.message).toMatch(/^m+ \[…\]$/);
    },
  );

  it("leaves no white space before the mark", () => {
    const words = "word       ".repeat(500);

    for (const spaces of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      expect(fitted(aRequest({ message: `${"x".repeat(spaces)}${words}` })).message).toMatch(/\S \[…\]$/);
    }
  });

  it.each(["VIP", "Gold"])("does not cut %s, because that would save nothing", (message) => {
    const attempts = Array.from({ length: 10 }, (_, n) => anAttempt({ callTaskId: anId("WT", n) }));
    const cut = fitted(aRequest({ message, attempts, attributes: { notes: "n".repeat(2700) } }));

    expect(cut.message).toBe(message);
  });

  test("never exceeds the budget in bytes or characters, unless it answers too-large", () => {
    fc.assert(
      fc.property(request, (whole) => {
        const result = fitToBudget(whole, writtenBytes);
        fc.pre(result.kind === "fits");
        const written = JSON.stringify(writeAttributes({ request: result.request }, anId("AC")));

        expect(Buffer.byteLength(written)).toBeLessThanOrEqual(ATTRIBUTE_BUDGET);
        expect(written.length).toBeLessThanOrEqual(ATTRIBUTE_BUDGET);
      }),
      { numRuns: 300 },
    );
  });

  test("gives up only if the request is too large with the shortest texts and no attempts", () => {
    fc.assert(
      fc.property(request, (whole) => {
        fc.pre(writtenBytes(barest(whole)) <= ATTRIBUTE_BUDGET);

        expect(fitToBudget(whole, writtenBytes).kind).toBe("fits");
      }),
      { numRuns: 300 },
    );
  });

  test("changes only texts and attempts: numbers, routing and the deployer's attributes stay", () => {
    fc.assert(
      fc.property(request, (whole) => {
        const result = fitToBudget(whole, writtenBytes);
        fc.pre(result.kind === "fits");

        expect(withoutTexts(result.request)).toStrictEqual(withoutTexts(whole));
      }),
      { numRuns: 300 },
    );
  });

  test("cuts between characters, never inside one", () => {
    const wellFormed = text.filter((whole) => whole.isWellFormed());

    fc.assert(
      fc.property(wellFormed, (message) => {
        const cut = fitted(aRequest({ message })).message ?? "";

        expect(cut.isWellFormed()).toBe(true);
        expect(message.startsWith(cut.replace(SHORTENED_MARK, ""))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("cuts between characters even if the size counts halves of characters", () => {
    const halves = ({ message = "" }: CallbackRequest): number => message.length;

    for (const budget of [100, 101]) {
      const result = fitToBudget(aRequest({ message: "👩".repeat(200) }), halves, budget);

      expect(result.kind === "fits" && result.request.message?.isWellFormed()).toBe(true);
    }
  });

  test("changes nothing when it runs again on its own result", () => {
    fc.assert(
      fc.property(request, (whole) => {
        const once = fitToBudget(whole, writtenBytes);
        fc.pre(once.kind === "fits");

        expect(fitToBudget(once.request, writtenBytes)).toStrictEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

function fitted(whole: CallbackRequest): CallbackRequest {
  const result = fitToBudget(whole, writtenBytes);
  if (result.kind === "too-large") throw new Error("The request does not fit");

  return result.request;
}

/** A text no longer than the mark stays; of any other, the mark is left. */
function barest({ message, voicemail, ...rest }: CallbackRequest): CallbackRequest {
  const transcript = voicemail?.transcript?.kind === "text" ? voicemail.transcript : undefined;

  return {
    ...rest,
    attempts: [],
    ...(message !== undefined && { message: shortest(message) }),
    ...(transcript && {
      voicemail: aVoicemail({ transcript: { ...transcript, text: shortest(transcript.text) } }),
    }),
  };
}

function shortest(whole: string): string {
  return whole.length > SHORTENED_MARK.length ? SHORTENED_MARK : whole;
}

function withoutTexts({ message: _, voicemail, ...rest }: CallbackRequest): CallbackRequest {
  return { ...rest, ...(voicemail && { voicemail: aVoicemail() }), attempts: [] };
}
