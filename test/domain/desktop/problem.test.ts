import { describe, expect, it } from "vitest";
import { mayBeTriedAgain, type Problem, type VoicemailProblem } from "../../../src/domain/desktop/problem.ts";

describe("what went wrong", () => {
  it.each<Problem | VoicemailProblem>([
    { kind: "call", reason: "unavailable" },
    { kind: "requeue", reason: "unavailable" },
    { kind: "voicemail", reason: "unavailable" },
    { kind: "finish" },
  ])("may be tried again: %o", (problem) => {
    expect(mayBeTriedAgain(problem)).toBe(true);
  });

  it.each<Problem | VoicemailProblem>([
    { kind: "call", reason: "invalid-number" },
    { kind: "call", reason: "not-started" },
    { kind: "call", reason: "offline" },
    { kind: "call", reason: "refused" },
    { kind: "requeue", reason: "attempts-used-up" },
    { kind: "requeue", reason: "not-allowed" },
    { kind: "requeue", reason: "rejected" },
    { kind: "requeue", reason: "session-ended" },
    { kind: "voicemail", reason: "gone" },
    { kind: "voicemail", reason: "not-allowed" },
    { kind: "voicemail", reason: "rejected" },
    { kind: "voicemail", reason: "session-ended" },
  ])("would go wrong again: %o", (problem) => {
    expect(mayBeTriedAgain(problem)).toBe(false);
  });
});
