import { expect } from "vitest";
import type { LocalAccount } from "../../../../local/twilio/index.ts";
import {
  BUSY,
  type Case,
  type Changes,
  fromFlex,
  REFUSED_BY_TWILIO,
  type Section,
  SUCCESS,
  type World,
} from "./case.ts";

const REASON = { reason: "The contact wrote an e-mail instead" };

function asSupervisor(
  to: "flex/cancel-callback" | "flex/list-callbacks",
  changes: Changes = {},
): Case["sent"] {
  return fromFlex(to, ({ account }) => ({ Token: account.tokens.supervisor, ...changes }));
}

function cancelOf(changes: Changes): Case["sent"] {
  return fromFlex("flex/cancel-callback", ({ account, heldCallback }) => ({
    Token: account.tokens.supervisor,
    taskSid: heldCallback(),
    ...REASON,
    ...changes,
  }));
}

/** What moves a request, each with all that it needs. */
const MOVES = [
  { name: "expedite-callback", needs: {} },
  { name: "assign-callback", needs: ({ workerSid }: LocalAccount) => ({ workerSid }) },
] as const;

const movesOf = (
  cases: (
    name: string,
    move: (changes: (world: World) => Changes, token?: "agent") => Case["sent"],
  ) => readonly Case[],
): readonly Case[] =>
  MOVES.flatMap(({ name, needs }) =>
    cases(name, (changes, token) =>
      fromFlex(`flex/${name}`, (world) => ({
        Token: world.account.tokens[token ?? "supervisor"],
        ...(typeof needs === "function" ? needs(world.account) : needs),
        ...changes(world),
      })),
    ),
  );

const invalid = (...fields: readonly string[]) => ({ status: 400, code: "invalid-request", fields });
const NOT_ALLOWED = { status: 403, code: "not-allowed" };

const BY = { by: expect.any(String), at: expect.any(String) };

/** What people ask who look after the queue. */
export const SUPERVISOR: Section = {
  title: "The supervisor's list",
  cases: [
    { what: "list-callbacks", sent: asSupervisor("flex/list-callbacks"), answer: SUCCESS, tasks: 0 },
    {
      what: "list-callbacks with an agent's token",
      sent: fromFlex("flex/list-callbacks", () => ({})),
      answer: NOT_ALLOWED,
      tasks: 0,
      note: "unless `CALLBACK_LIST_FOR_AGENTS` allows it",
    },
    ...(["abc", "eyJ3b3JrZmxvdyI6OX0", "x".repeat(5_000)] as const).map((cursor) => ({
      what: `list-callbacks with the cursor \`${cursor.slice(0, 20)}\`, which is none`,
      sent: asSupervisor("flex/list-callbacks", { cursor }),
      answer: invalid("cursor"),
      tasks: 0,
    })),
    {
      what: "list-callbacks with a cursor given twice",
      sent: asSupervisor("flex/list-callbacks", { cursor: ["a", "b"] }),
      answer: invalid("cursor"),
      tasks: 0,
    },
    {
      what: "cancel-callback without a token",
      sent: cancelOf({ Token: undefined }),
      answer: { status: 403, code: "token-missing" },
      tasks: 0,
    },
    {
      what: "cancel-callback by the agent who holds the task",
      sent: fromFlex("flex/cancel-callback", ({ heldCallback }) => ({ taskSid: heldCallback(), ...REASON })),
      answer: NOT_ALLOWED,
      tasks: 0,
      note: "agents close what they hold",
    },
    {
      what: "cancel-callback of a task that an agent has",
      sent: cancelOf({}),
      answer: { status: 409, code: "taken" },
      tasks: 0,
    },
    {
      what: "cancel-callback without `taskSid` and `reason`",
      sent: cancelOf({ taskSid: undefined, reason: undefined }),
      answer: invalid("taskSid", "reason"),
      tasks: 0,
    },
    {
      what: "cancel-callback without a word of reason",
      sent: cancelOf({ reason: " " }),
      answer: invalid("reason"),
      tasks: 0,
    },
    {
      what: "cancel-callback with a reason of 10,000 characters",
      sent: cancelOf({ reason: "r".repeat(10_000) }),
      answer: invalid("reason"),
      tasks: 0,
    },
    {
      what: "cancel-callback of no task",
      sent: cancelOf({ taskSid: `WT${"0".repeat(32)}` }),
      answer: { status: 404, code: "task-not-found" },
      tasks: 0,
    },
    {
      what: "cancel-callback of a task of another kind",
      sent: fromFlex("flex/cancel-callback", ({ account, foreignTask }) => ({
        Token: account.tokens.supervisor,
        taskSid: foreignTask(),
        ...REASON,
      })),
      answer: { status: 404, code: "task-not-found" },
      tasks: 0,
    },
    {
      what: "expedite-callback of a callback that waits out its delay",
      sent: fromFlex("flex/expedite-callback", ({ account, delayedCallback }) => ({
        Token: account.tokens.supervisor,
        taskSid: delayedCallback(),
      })),
      answer: SUCCESS,
      tasks: 1,
      attributes: { callBackData: { attempts: 1, retryDelay: 0, expedited: { ...BY, priority: 0 } } },
    },
    {
      what: "assign-callback of a callback that waits out its delay",
      sent: fromFlex("flex/assign-callback", ({ account, delayedCallback }) => ({
        Token: account.tokens.supervisor,
        taskSid: delayedCallback(),
        workerSid: account.workerSid,
      })),
      answer: SUCCESS,
      tasks: 1,
      attributes: {
        callback_agent_sid: expect.stringMatching(/^WK/),
        callBackData: { attempts: 1, retryDelay: 0, assigned: { ...BY, to: expect.any(String) } },
      },
    },
    ...movesOf((name, move) => [
      {
        what: `${name} without a token`,
        sent: move(({ delayedCallback }) => ({ Token: undefined, taskSid: delayedCallback() })),
        answer: { status: 403, code: "token-missing" },
        tasks: 0,
      },
      {
        what: `${name} by an agent`,
        sent: move(({ delayedCallback }) => ({ taskSid: delayedCallback() }), "agent"),
        answer: NOT_ALLOWED,
        tasks: 0,
      },
      {
        what: `${name} of a task that an agent has`,
        sent: move(({ heldCallback }) => ({ taskSid: heldCallback() })),
        answer: { status: 409, code: "taken" },
        tasks: 0,
      },
      {
        what: `${name} of a task of another kind`,
        sent: move(({ foreignTask }) => ({ taskSid: foreignTask() })),
        answer: { status: 404, code: "task-not-found" },
        tasks: 0,
      },
      {
        what: `${name} of no task`,
        sent: move(() => ({ taskSid: `WT${"0".repeat(32)}` })),
        answer: { status: 404, code: "task-not-found" },
        tasks: 0,
      },
      {
        what: `${name} of something that is no SID`,
        sent: move(() => ({ taskSid: "t".repeat(10_000) })),
        answer: invalid("taskSid"),
        tasks: 0,
      },
    ]),
    {
      what: "assign-callback without `taskSid` and `workerSid`",
      sent: fromFlex("flex/assign-callback", ({ account }) => ({ Token: account.tokens.supervisor })),
      answer: invalid("taskSid", "workerSid"),
      tasks: 0,
    },
    {
      what: "assign-callback to nobody whom this contact centre knows",
      sent: fromFlex("flex/assign-callback", ({ account, delayedCallback }) => ({
        Token: account.tokens.supervisor,
        taskSid: delayedCallback(),
        workerSid: `WK${"0".repeat(32)}`,
      })),
      answer: { status: 404, code: "agent-not-found" },
      tasks: 0,
    },
    {
      what: "list-agents",
      sent: fromFlex("flex/list-agents", ({ account }) => ({ Token: account.tokens.supervisor })),
      answer: SUCCESS,
      tasks: 0,
    },
    {
      what: "report",
      sent: fromFlex("flex/report", ({ account }) => ({ Token: account.tokens.supervisor, by: "agent" })),
      answer: SUCCESS,
      tasks: 0,
    },
    {
      what: "report with an agent's token",
      sent: fromFlex("flex/report", () => ({})),
      answer: NOT_ALLOWED,
      tasks: 0,
    },
    {
      what: "report by the weather, since the day before yesteryear",
      sent: fromFlex("flex/report", ({ account }) => ({
        Token: account.tokens.supervisor,
        by: "weather",
        since: "yesteryear",
      })),
      answer: invalid("by", "since"),
      tasks: 0,
    },
    {
      what: "report since a year before",
      sent: fromFlex("flex/report", ({ account }) => ({
        Token: account.tokens.supervisor,
        since: "2025-01-01T00:00:00Z",
      })),
      answer: invalid("since"),
      tasks: 0,
      note: "the command has 30 days",
    },
    {
      what: "list-agents with an agent's token",
      sent: fromFlex("flex/list-agents", () => ({})),
      answer: NOT_ALLOWED,
      tasks: 0,
    },
  ],
};

const CHANGING = { host: "taskrouter.twilio.com", path: "/Tasks/WT", method: "POST" };
const LISTING = { host: "taskrouter.twilio.com", path: "/Tasks" };

/** What may go wrong at TaskRouter meanwhile. */
export const SUPERVISOR_LUCK: Section = {
  title: "The supervisor's list, while TaskRouter fails",
  cases: [
    {
      what: "list-callbacks: TaskRouter answers 429 once",
      sent: asSupervisor("flex/list-callbacks"),
      faults: [{ ...LISTING, status: 429 }],
      answer: SUCCESS,
      tasks: 0,
    },
    {
      what: "list-callbacks: TaskRouter answers 503 for good",
      sent: asSupervisor("flex/list-callbacks"),
      faults: [{ ...LISTING, status: 503, times: 1_000 }],
      answer: BUSY,
      tasks: 0,
    },
    {
      what: "list-callbacks: TaskRouter refuses",
      sent: asSupervisor("flex/list-callbacks"),
      faults: [{ ...LISTING, status: 401, times: 1_000 }],
      answer: REFUSED_BY_TWILIO,
      tasks: 0,
    },
    ...movesOf((name, move) => [
      {
        what: `${name}: TaskRouter answers 429 to the first change`,
        sent: move(({ delayedCallback }) => ({ taskSid: delayedCallback() })),
        faults: [{ ...CHANGING, status: 429 }],
        answer: SUCCESS,
        tasks: 1,
      },
      {
        what: `${name}: TaskRouter answers 429 for good`,
        sent: move(({ delayedCallback }) => ({ taskSid: delayedCallback() })),
        faults: [{ ...LISTING, status: 429, times: 1_000 }],
        answer: BUSY,
        tasks: 0,
      },
      {
        what: `${name}: the answers to the first two changes are lost`,
        sent: move(({ delayedCallback }) => ({ taskSid: delayedCallback() })),
        faults: [{ ...CHANGING, reset: "after", times: 2 }],
        answer: SUCCESS,
        tasks: 1,
      },
    ]),
  ],
};
