import { expect, it } from "vitest";
import type { Agent } from "../../src/domain/agent.ts";
import { mayHandle } from "../../src/domain/agent.ts";
import { anAgent, aSupervisor } from "../support/requests.ts";

const guest: Agent = { name: "Guest", roles: ["agent"] };

it.each([
  ["an agent may handle the task they hold", anAgent({ workerId: "WK1" }), ["WK1"], true],
  ["an agent may handle a task they hold with others", anAgent({ workerId: "WK1" }), ["WK2", "WK1"], true],
  ["an agent may not handle another's task", anAgent({ workerId: "WK1" }), ["WK2"], false],
  ["an agent may not handle a task that nobody holds", anAgent({ workerId: "WK1" }), [], false],
  [
    "an agent may not handle the task of an agent whose id begins like their own",
    anAgent({ workerId: "WK1" }),
    ["WK11"],
    false,
  ],
  ["a supervisor may handle any task", aSupervisor(), ["WK2"], true],
  ["a supervisor may handle a task that nobody holds", aSupervisor(), [], true],
  ["an administrator may handle any task", aSupervisor({ roles: ["admin"] }), ["WK2"], true],
  ["one role among others is enough", aSupervisor({ roles: ["agent", "supervisor"] }), ["WK2"], true],
  [
    "a role whose name only resembles supervisor is not enough",
    aSupervisor({ roles: ["supervisors", "sub-admin"] }),
    [],
    false,
  ],
  ["somebody without a worker may handle none", guest, ["WK1"], false],
  ["somebody without a worker may not handle a task that nobody holds", guest, [], false],
  [
    "a person without any role may handle the tasks that they hold",
    { ...anAgent({ workerId: "WK1" }), roles: [] },
    ["WK1"],
    true,
  ],
] satisfies [string, Agent, string[], boolean][])("%s", (_, agent, holders, may) => {
  expect(mayHandle(agent, holders)).toBe(may);
});
