import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  asDeleted,
  type Transcript,
  type Voicemail,
  withHeard,
  withTranscript,
} from "../../src/domain/voicemail.ts";
import { anId, aTranscript, aVoicemail } from "../support/requests.ts";

const text = aTranscript("Please call me.");
const textWithoutId: Transcript = { kind: "text", text: "Please call me.", shortened: false };
const blank: Transcript = { kind: "text", text: " \n", shortened: false, transcriptionId: anId("TR") };
const failed: Transcript = { kind: "failed", transcriptionId: anId("TR") };
const failedWithoutId: Transcript = { kind: "failed" };

describe("the transcript of a voicemail", () => {
  it.each([
    ["a text joins a voicemail without one", undefined, text, text],
    ["a failure is noted where there is no text", undefined, failed, failed],
    ["a text takes the place of a failure", failed, text, text],
    ["a failure takes nothing from a text", text, failed, text],
    ["a blank text takes nothing from a text", text, blank, text],
    [
      "a later text replaces an earlier one",
      text,
      aTranscript("Call my office."),
      aTranscript("Call my office."),
    ],
    ["a text that comes again without its id keeps it", text, textWithoutId, text],
    ["a text gets its id from a failure that came first", failed, textWithoutId, text],
    ["a text gets its id from a failure that comes late", textWithoutId, failed, text],
    ["a failure that comes again without its id keeps it", failed, failedWithoutId, failed],
  ] satisfies [string, Transcript | undefined, Transcript, Transcript][])(
    "%s",
    (_, known, heard, expected) => {
      expect(withTranscript(aVoicemail(known && { transcript: known }), heard)).toStrictEqual(
        aVoicemail({ transcript: expected }),
      );
    },
  );

  it("is never added to a deleted voicemail", () => {
    const deleted = aVoicemail({ deleted: true });

    expect(withTranscript(deleted, text)).toStrictEqual(deleted);
  });

  test("is the same in the end, whatever the order and number of the reports, if one of them has the text", () => {
    const reports = fc.shuffledSubarray([text, text, textWithoutId, failed, failed, failedWithoutId, blank], {
      minLength: 1,
    });

    fc.assert(
      fc.property(reports, fc.nat(), (others, place) => {
        const all = others.toSpliced(place % (others.length + 1), 0, text);
        const end = all.reduce<Voicemail>(withTranscript, aVoicemail());

        expect(end).toStrictEqual(aVoicemail({ transcript: text }));
      }),
    );
  });
});

describe("who heard a voicemail", () => {
  const first = { by: "Ada", at: new Date("2026-03-02T10:00:00Z") };
  const again = { by: "Ada", at: new Date("2026-03-02T11:00:00Z") };
  const other = { by: "Bob", at: new Date("2026-03-02T12:00:00Z") };

  it("is each agent once, when they heard it first", () => {
    expect([first, again, other].reduce(withHeard, aVoicemail()).heard).toStrictEqual([first, other]);
  });
});

describe("a deleted voicemail", () => {
  it("says who deleted it, and who heard it", () => {
    const [ada, bob] = ["Ada", "Bob"].map((by) => ({ by, at: new Date(0) }));
    if (!ada || !bob) throw new Error("There are two agents");
    const deleted = asDeleted(aVoicemail({ heard: [ada] }), bob);

    expect(deleted).toStrictEqual(aVoicemail({ deleted: true, deletion: bob, heard: [ada] }));
    expect(asDeleted(deleted)).toStrictEqual(deleted);
  });

  it("keeps only the id of its recording", () => {
    expect(asDeleted(aVoicemail({ transcript: text }))).toStrictEqual({
      recordingId: anId("RE"),
      deleted: true,
    });
  });
});
