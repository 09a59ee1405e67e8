import { describe, expect, it } from "vitest";
import { closingsFor } from "../../../src/domain/desktop/closings.ts";
import { type CompletionFacts, decideCompletion } from "../../../src/domain/desktop/completion.ts";
import { CLOSINGS, endOf } from "../../../src/domain/end.ts";
import { aDesktopCallback, TASK_ID } from "../../support/desktop-callbacks.ts";
import { anAttempt, anId, aRequest, aVoicemail } from "../../support/requests.ts";

const notReached = aDesktopCallback({ request: aRequest({ attempts: [anAttempt({ number: 1 })] }) });
const answered = anAttempt({ number: 1, outcome: "answered" });
const reached = aDesktopCallback({ request: aRequest({ attempts: [answered] }) });
const OWN_CALL = { kind: "on-a-call", callbackTaskId: TASK_ID } as const;

const decided = (facts: Partial<CompletionFacts>) =>
  decideCompletion({ callback: notReached, activity: "idle", obstacle: undefined, ...facts });

describe("a callback that an agent wants to complete", () => {
  it.each<[string, Partial<CompletionFacts>]>([
    ["nobody was called", { callback: aDesktopCallback() }],
    ["the contact was called and not reached", {}],
    [
      "the contact was reached in an earlier attempt only",
      { callback: aDesktopCallback({ request: aRequest({ attemptsMade: 1, attempts: [answered] }) }) },
    ],
    ["its own call rings", { callback: notReached, obstacle: OWN_CALL }],
    ["its own call is live", { callback: reached, obstacle: OWN_CALL }],
    ["its call's task was completed a moment ago", { callback: reached, callCompletedAgo: 1_499 }],
    ["somebody began to put it back", { callback: aDesktopCallback({ requeued: "begun" }) }],
    ["the task is in wrap-up", { callback: aDesktopCallback({ state: "wrap-up" }) }],
  ])("has to be asked about: %s", (_, facts) => {
    expect(decided(facts)).toStrictEqual({ kind: "ask" });
  });

  it.each<[string, Partial<CompletionFacts>]>([
    ["the contact was reached", { callback: reached }],
    [
      "the contact was reached and the agent calls somebody else",
      { callback: reached, obstacle: { kind: "on-a-call", callbackTaskId: anId("WT", 2) } },
    ],
    ["the call's task was completed a while ago", { callback: reached, callCompletedAgo: 1_500 }],
  ])("goes on as reached: %s", (_, facts) => {
    expect(decided(facts)).toStrictEqual({ kind: "go-on", closing: "reached" });
  });

  it.each<[string, Partial<CompletionFacts>]>([
    ["it is back in the queue", { callback: aDesktopCallback({ requeued: "done" }) }],
    ["it was put back a moment ago", { activity: "requeued" }],
    ["another agent has it", { callback: aDesktopCallback({ mine: false }) }],
    ["the agent was asked and insists", { askedAgo: 1_500 }],
  ])("goes on without an answer: %s", (_, facts) => {
    expect(decided(facts)).toStrictEqual({ kind: "go-on" });
  });

  it("goes on with the agent's answer", () => {
    expect(decided({ closing: "left-message", askedAgo: 10 })).toStrictEqual({
      kind: "go-on",
      closing: "left-message",
    });
  });

  it("is not completed by the second click of a double click", () => {
    expect(decided({ askedAgo: 1_499 })).toStrictEqual({ kind: "ignore" });
  });
});

describe("the answers that are offered", () => {
  it.each([
    [0, 3, false],
    [1, 3, false],
    [2, 3, true],
    [7, 3, true],
    [0, 1, true],
    [0, undefined, true],
  ])("after %i of %o attempts include giving up: %s", (attemptsMade, maxAttempts, included) => {
    const offered = closingsFor(aRequest({ attemptsMade }), maxAttempts === undefined ? {} : { maxAttempts });

    expect(offered.includes("gave-up")).toBe(included);
    expect(offered.filter((closing) => closing !== "gave-up")).toStrictEqual(CLOSINGS.slice(0, -1));
  });

  it("may be that the contact was reached at another number", () => {
    const request = aRequest({ contact: { kind: "withheld" }, attempts: [anAttempt()] });

    expect(closingsFor(request, { maxAttempts: 3 })).toContain("reached");
  });

  it.each([{ kind: "withheld" } as const, { kind: "not-callable", address: "sip:a@b.example" } as const])(
    "claim no call where nobody can be called: %o",
    (contact) => {
      expect(closingsFor(aRequest({ contact, voicemail: aVoicemail() }), { maxAttempts: 1 })).toStrictEqual([
        "handled",
        "no-longer-wanted",
      ]);
    },
  );
});

describe("the end of a request", () => {
  it.each([
    ["reached", { how: "reached" }],
    ["left-message", { how: "closed", reason: "left-message" }],
    ["wrong-number", { how: "closed", reason: "wrong-number" }],
    ["handled", { how: "closed", reason: "handled" }],
    ["no-longer-wanted", { how: "canceled", reason: "contact" }],
    ["gave-up", { how: "gave-up" }],
  ] as const)("that an agent calls %s", (closing, end) => {
    expect(endOf(closing)).toStrictEqual(end);
  });
});
