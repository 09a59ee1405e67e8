import { describe, expect, it } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { type ListedTask, mayList, rowsFor } from "../../../src/domain/supervisor/listed-task.ts";
import {
  anAgent,
  anAttempt,
  anId,
  aRequest,
  aRouting,
  aSupervisor,
  aVoicemail,
} from "../../support/requests.ts";

const now = new Date("2026-03-02T10:00:00Z");
const agent = anAgent();
const supervisor = aSupervisor();

function listed(details: Partial<CallbackTask> = {}, holder?: string): ListedTask {
  const task: CallbackTask = {
    id: anId("WT"),
    state: holder ? "assigned" : "waiting",
    createdAt: new Date("2026-03-02T09:30:00Z"),
    request: aRequest(),
    ...details,
  };

  return { task, ...(holder && { holder: { workerId: holder, name: "Agent One" } }) };
}

describe("a line of the list", () => {
  const row = (details: Partial<CallbackTask> = {}) =>
    rowsFor(supervisor, [listed(details)], now, { forAgents: "none" })[0];

  it("says who is to be called, since when, and how", () => {
    expect(row({ request: aRequest({ contactName: "Jane Doe" }) })).toStrictEqual({
      taskId: anId("WT"),
      kind: "callback",
      state: "waiting",
      contact: "+14155550100",
      contactName: "Jane Doe",
      calledNumber: "+14155550199",
      receivedAt: new Date("2026-03-02T09:30:00Z"),
      attemptsMade: 0,
      calls: 0,
      priority: 0,
    });
  });

  it.each([
    ["a voicemail", { voicemail: aVoicemail() }, { kind: "voicemail" }],
    ["an address", { contact: { kind: "not-callable", address: "client:bo" } }, { contact: "client:bo" }],
    [
      "calls, and what came of the last",
      { attemptsMade: 1, attempts: [anAttempt(), anAttempt(), anAttempt({ outcome: "busy" })] },
      { attemptsMade: 1, calls: 3, lastOutcome: "busy" },
    ],
    [
      "to whom a supervisor handed it",
      { assigned: { by: "Supervisor", at: now, to: "Ada" }, ownerId: anId("WK", 7) },
      { assignedTo: "Ada" },
    ],
    [
      "that a supervisor brought it forward",
      { expedited: { by: "Supervisor", at: now, priorityBefore: 0 } },
      { isFirst: true },
    ],
    ["its workflow", { routing: aRouting({ workflowId: anId("WW") }) }, { workflowId: anId("WW") }],
    [
      "a delay that is not over",
      { retryDelaySeconds: 3_600 },
      { heldUntil: new Date("2026-03-02T10:30:00Z") },
    ],
  ] satisfies [string, Parameters<typeof aRequest>[0], object][])("tells %s", (_, details, expected) => {
    expect(row({ request: aRequest(details) })).toMatchObject(expected);
  });

  it("says nothing that nobody knows", () => {
    const { callerId: _, ...request } = aRequest({ contact: { kind: "withheld" } });

    expect(row({ request })).toStrictEqual({
      taskId: anId("WT"),
      kind: "callback",
      state: "waiting",
      receivedAt: new Date("2026-03-02T09:30:00Z"),
      attemptsMade: 0,
      calls: 0,
      priority: 0,
    });
  });

  it.each([
    ["the number of a contact who withheld it", { contact: { kind: "withheld" } }, "contact"],
    ["a delay that is over", { retryDelaySeconds: 600 }, "heldUntil"],
  ] satisfies [string, Parameters<typeof aRequest>[0], string][])("does not tell %s", (_, details, key) => {
    expect(row({ request: aRequest(details) })).not.toHaveProperty(key);
  });
});

describe("the list", () => {
  const mine = listed({ id: anId("WT", 1) }, agent.workerId);
  const others = listed({ id: anId("WT", 2), request: aRequest({ contactName: "Jane Doe" }) }, anId("WK", 2));
  const waiting = listed({ id: anId("WT", 3) });
  const all = [mine, others, waiting];
  const admin = anAgent({ roles: ["admin"] });

  it.each([
    ["a supervisor", supervisor, "none", ["+14155550100", "+14155550100", "+14155550100"]],
    ["an administrator", admin, "own", ["+14155550100", "+14155550100", "+14155550100"]],
    ["an agent, by default,", agent, "none", []],
    ["an agent who may see their own", agent, "own", ["+14155550100"]],
    ["an agent who may see the queue", agent, "queue", ["+14155550100", "••••00", "••••00"]],
    ["somebody without a worker", { name: "Nobody", roles: ["agent"] }, "own", []],
  ] as const)("shows %s the numbers that they may see", (_, person, forAgents, numbers) => {
    expect(rowsFor(person, all, now, { forAgents }).map(({ contact }) => contact)).toStrictEqual(numbers);
    expect(mayList(person, { forAgents })).toBe(person !== agent || forAgents !== "none");
  });

  it("does not tell agents the names of other agents' contacts", () => {
    const rows = rowsFor(agent, all, now, { forAgents: "queue" });

    expect(JSON.stringify(rows)).not.toContain("Jane");
  });

  it("has nothing to mask of a contact who withheld their number", () => {
    const withheld = listed({ request: aRequest({ contact: { kind: "withheld" } }) });
    const [row] = rowsFor(agent, [withheld], now, { forAgents: "queue" });

    expect(row).toMatchObject({ state: "waiting" });
    expect(row).not.toHaveProperty("contact");
  });
});
