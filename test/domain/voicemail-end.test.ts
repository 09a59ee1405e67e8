import { describe, expect, it } from "vitest";
import { keptLongEnoughBefore } from "../../src/domain/retention.ts";
import { decideDeletion } from "../../src/domain/voicemail-deletion.ts";
import { anAttempt, aRequest, aVoicemail } from "../support/requests.ts";

describe("Deleting a voicemail", () => {
  const untouched = aRequest();
  const retried = aRequest({ attemptsMade: 1 });
  const called = aRequest({ attempts: [anAttempt()] });
  const heard = aRequest({ voicemail: aVoicemail({ heard: [{ by: "Agent One", at: new Date(0) }] }) });
  const WITHHELD = { kind: "withheld" } as const;

  it.each([
    ["allow", untouched, { kind: "allowed" }],
    ["after-call", untouched, { kind: "not-allowed", reason: "no-call-placed" }],
    ["after-call", retried, { kind: "allowed" }],
    ["after-call", called, { kind: "allowed" }],
    ["after-call", heard, { kind: "not-allowed", reason: "no-call-placed" }],
    ["after-call", { ...untouched, contact: WITHHELD }, { kind: "not-allowed", reason: "no-call-placed" }],
    ["after-call", { ...heard, contact: WITHHELD }, { kind: "allowed" }],
    ["forbid", untouched, { kind: "not-allowed", reason: "forbidden" }],
    ["forbid", called, { kind: "not-allowed", reason: "forbidden" }],
  ] as const)("with deletion %s and a request %#, decides so", (deletion, request, decision) => {
    expect(decideDeletion(request, { deletion })).toStrictEqual(decision);
  });
});

describe("Keeping voicemails", () => {
  const now = new Date("2026-03-31T12:00:00Z");

  it("keeps a message for the days of the setting, to the millisecond", () => {
    expect(keptLongEnoughBefore(now, { days: 30 })).toStrictEqual(new Date("2026-03-01T12:00:00Z"));
  });

  it("keeps messages for ever without the setting", () => {
    expect(keptLongEnoughBefore(now, {})).toBeUndefined();
  });
});
