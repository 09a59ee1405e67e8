import { describe, expect, it } from "vitest";
import { carriedOver } from "../../../src/domain/once/carry-over.ts";
import type { Attempt } from "../../../src/domain/retry/attempt.ts";
import { nextAttempt } from "../../../src/domain/retry/requeue.ts";
import { anAttempt, aRequest, aTranscript, aVoicemail } from "../../support/requests.ts";
import { aTask, NOW } from "./tasks.ts";

const DECISION = { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 };
const first: Attempt = anAttempt({ number: 1, callTaskId: "WT1" });

/** A task, and the next one as it was made of it. */
function tasks(details: Parameters<typeof aRequest>[0] = {}) {
  const old = aTask("T1", { state: "assigned", request: aRequest({ key: "k", ...details }) });

  return { old, next: aTask("T2", { after: "T1", request: nextAttempt(old, DECISION, NOW, {}) }) };
}

describe("what was written while the next task was being made", () => {
  it("is nothing where nobody wrote", () => {
    const { old, next } = tasks({ attempts: [first], voicemail: aVoicemail({ transcript: aTranscript() }) });

    expect(carriedOver(old, next)).toBeUndefined();
  });

  it("is an outcome that came in meanwhile, before the calls of the next round", () => {
    const { old, next } = tasks();
    const written = { ...old, request: { ...old.request, attempts: [first] } };

    expect(carriedOver(written, next)?.attempts).toStrictEqual([first]);
    expect(
      carriedOver(written, { ...next, request: { ...next.request, attempts: [first] } }),
    ).toBeUndefined();
  });

  it("is a transcript that came in meanwhile", () => {
    const { old, next } = tasks({ voicemail: aVoicemail() });
    const voicemail = aVoicemail({ transcript: aTranscript() });
    const written = { ...old, request: { ...old.request, voicemail } };

    expect(carriedOver(written, next)?.voicemail).toStrictEqual(voicemail);
  });

  it("is a deletion, which wins over everything", () => {
    const { old, next } = tasks({ voicemail: aVoicemail({ transcript: aTranscript() }) });
    const written = { ...old, request: { ...old.request, voicemail: aVoicemail({ deleted: true }) } };

    expect(carriedOver(written, next)?.voicemail).toStrictEqual(aVoicemail({ deleted: true }));
  });

  it("is no call of the round before for a contact who asked again", () => {
    const { old } = tasks({ attempts: [first] });
    const fresh = aTask("T2", { after: "T1", request: aRequest({ key: "k" }) });

    expect(carriedOver(old, fresh)).toBeUndefined();
  });
});
