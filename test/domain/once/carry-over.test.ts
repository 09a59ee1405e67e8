import { describe, expect, it } from "vitest";
import { carriedOver } from "../../../src/domain/once/carry-over.ts";
import type { Attempt } from "../../../src/domain/retry/attempt.ts";
import { nextAttempt } from "../../../src/domain/retry/requeue.ts";
import type { Voicemail } from "../../../src/domain/voicemail.ts";
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

  it("is every call that came in meanwhile, in the order of the calls", () => {
    const { old, next } = tasks();
    const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000);
    const [one, two, three] = [1, 2, 3].map((n) => anAttempt({ at: at(n), number: 1, callTaskId: `WT${n}` }));
    if (!one || !two || !three) throw new Error("There are three calls");
    const written = { ...old, request: { ...old.request, attempts: [three, one] } };
    const to = { ...next, request: { ...next.request, attempts: [two] } };

    expect(carriedOver(written, to)?.attempts).toStrictEqual([one, two, three]);
  });

  it("is nothing where the same was written in another order", () => {
    const { old, next } = tasks({ attributes: { a: 1, b: null, c: [2] } });
    const to = { ...next, request: { ...next.request, attempts: [{ callTaskId: "WT1", ...first }] } };

    expect(carriedOver({ ...old, request: { ...old.request, attempts: [first] } }, to)).toBeUndefined();
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

  it("is who deleted the message and who heard it, each once", () => {
    const [ada, bob] = ["Ada", "Bob"].map((by) => ({ by, at: NOW }));
    if (!ada || !bob) throw new Error("There are two agents");
    const { old, next } = tasks({ voicemail: aVoicemail({ heard: [ada] }) });
    const carried = (details: Partial<Voicemail>) =>
      carriedOver({ ...old, request: { ...old.request, voicemail: aVoicemail(details) } }, next)?.voicemail;

    expect(carried({ heard: [ada, bob] })?.heard).toStrictEqual([ada, bob]);
    expect(carried({ deleted: true, deletion: bob })).toStrictEqual(
      aVoicemail({ deleted: true, deletion: bob, heard: [ada] }),
    );
  });

  it("stays deleted by whoever deleted it, where the task before does not say who", () => {
    const deletion = { by: "Ada", at: NOW };
    const { old, next } = tasks({ voicemail: aVoicemail({ deleted: true, deletion }) });
    const before = { ...old, request: { ...old.request, voicemail: aVoicemail({ deleted: true }) } };

    expect(carriedOver(before, next)).toBeUndefined();
  });

  it("is nothing of another message", () => {
    const { old, next } = tasks({ voicemail: aVoicemail() });
    const other = aVoicemail({ recordingId: "RE2", deleted: true });

    expect(carriedOver({ ...old, request: { ...old.request, voicemail: other } }, next)).toBeUndefined();
  });

  it("is no message for a task without one", () => {
    const { old, next } = tasks({ voicemail: aVoicemail({ deleted: true }) });
    const { voicemail: _, ...request } = next.request;

    expect(carriedOver(old, { ...next, request })).toBeUndefined();
  });

  it("is no call of the round before for a contact who asked again", () => {
    const { old } = tasks({ attempts: [first] });
    const fresh = aTask("T2", { after: "T1", request: aRequest({ key: "k" }) });

    expect(carriedOver(old, fresh)).toBeUndefined();
  });
});
