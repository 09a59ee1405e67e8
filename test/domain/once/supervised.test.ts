import { describe, expect, it } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { FUNCTIONS_PACE } from "../../../src/domain/once/pace.ts";
import {
  assignDecision,
  assignStep,
  broughtForward,
  expediteDecision,
  expediteStep,
  type SupervisedStep,
} from "../../../src/domain/once/supervised.ts";
import { MAX_PRIORITY } from "../../../src/domain/routing.ts";
import { anAttempt, anId, aRequest, aRouting } from "../../support/requests.ts";

const NOW = new Date("2026-03-02T10:00:00Z");
const ADA = anId("WK", 7);
const BY = { by: "Supervisor", at: NOW };
const TO_ADA = { ...BY, to: "Ada" };
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const mark = (seconds: number, why: "move" | "requeue" = "move") => ({
  mark: { id: "somebody", at: secondsAgo(seconds), why },
});
const held = aRequest({ retryDelaySeconds: 3_600 });

function aTask(details: Partial<CallbackTask> = {}): CallbackTask {
  return { id: anId("WT"), state: "waiting", createdAt: secondsAgo(600), request: aRequest(), ...details };
}

type Step = SupervisedStep["kind"];

describe("a supervisor", () => {
  it.each<[string, Partial<CallbackTask>, Step, Step]>([
    ["acts on what waits", {}, "raise", "move"],
    ["ends a delay by a task that takes its place", { request: held }, "move", "move"],
    [
      "has nothing to do where it was done",
      { request: aRequest({ expedited: { ...BY, priorityBefore: 0 }, ownerId: ADA }) },
      "done",
      "done",
    ],
    [
      "ends a delay of what comes first or goes to that agent",
      { request: { ...held, expedited: { ...BY, priorityBefore: 0 }, ownerId: ADA } },
      "move",
      "move",
    ],
    [
      "hands to another agent what was to go to one",
      { request: aRequest({ ownerId: anId("WK", 8) }) },
      "raise",
      "move",
    ],
    ["leaves what is offered", { state: "offered" }, "taken", "taken"],
    ["leaves what an agent has", { state: "assigned" }, "taken", "taken"],
    ["leaves what an agent wraps up", { state: "wrap-up" }, "taken", "taken"],
    ["waits for somebody who moves it", mark(5), "wait", "wait"],
    ["goes on after somebody who died", mark(60), "raise", "move"],
    [
      "waits for somebody who tidies it away",
      { joined: { id: "somebody", at: secondsAgo(5), keep: anId("WT", 2) } },
      "wait",
      "wait",
    ],
    ["follows what was moved", { state: "canceled", ...mark(5) }, "follow", "follow"],
    ["finds that it has ended", { state: "canceled" }, "ended", "ended"],
    ["finds that its agent ended it", { state: "completed" }, "ended", "ended"],
    ["finds that its agent put it back", { state: "completed", ...mark(60, "requeue") }, "ended", "ended"],
  ])("%s", (_, details, expediting, assigning) => {
    const task = aTask(details);

    expect([
      expediteStep(task, NOW, FUNCTIONS_PACE).kind,
      assignStep(task, ADA, NOW, FUNCTIONS_PACE).kind,
    ]).toStrictEqual([expediting, assigning]);
  });
});

describe("a request that a supervisor moves", () => {
  it("goes on at once, and otherwise as it was", () => {
    const request = aRequest({ ...held, attemptsMade: 1, putBacks: 2, ownerId: ADA, assigned: TO_ADA });
    const task = aTask({ request });
    const asItWas = { attemptsMade: 1, putBacks: 2, retryDelaySeconds: 0, ownerId: ADA, assigned: TO_ADA };

    expect(expediteDecision(task, BY)).toStrictEqual({
      ...asItWas,
      expedited: { ...BY, priorityBefore: request.routing.priority },
    });
    expect(assignDecision(task, anId("WK", 8), TO_ADA)).toStrictEqual({ ...asItWas, ownerId: anId("WK", 8) });
  });

  it("has used up the attempt for which it was called before it waited again", () => {
    const request = aRequest({ attempts: [anAttempt({ number: 1 })] });

    expect(expediteDecision(aTask({ request }), BY).attemptsMade).toBe(1);
  });

  it("goes before all others with the priority that it had in mind, however often it is brought forward", () => {
    const request = aRequest({ routing: aRouting({ priority: 7 }) });
    const once = broughtForward(request, BY);

    expect(once.routing.priority).toBe(1_000_007);
    expect(expediteDecision(aTask({ request: once }), BY).expedited?.priorityBefore).toBe(7);
    expect(
      broughtForward(aRequest({ routing: aRouting({ priority: MAX_PRIORITY }) }), BY).routing.priority,
    ).toBe(MAX_PRIORITY);
  });
});
