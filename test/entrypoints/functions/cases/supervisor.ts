import { BUSY, type Case, type Changes, fromFlex, REFUSED_BY_TWILIO, type Section, SUCCESS } from "./case.ts";

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

const invalid = (...fields: readonly string[]) => ({ status: 400, code: "invalid-request", fields });
const NOT_ALLOWED = { status: 403, code: "not-allowed" };

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
  ],
};

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
  ],
};
