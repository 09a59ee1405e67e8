import {
  CALLER_ID,
  type Case,
  type Changes,
  CONTACT,
  fromFlex,
  requeue,
  type Section,
  type World,
} from "./case.ts";

const NUMBERS = { numberToCall: CONTACT, numberToCallFrom: CALLER_ID };
const LONG = "t".repeat(10_000);

function token(what: string, code: string, changes: (world: World) => Changes): readonly Case[] {
  const answer = { status: 403, code };

  return [
    {
      what: `create-callback with ${what}`,
      sent: fromFlex("flex/create-callback", (world) => ({ ...NUMBERS, ...changes(world) })),
      answer,
      tasks: 0,
    },
    {
      what: `requeue-callback with ${what}`,
      sent: fromFlex("flex/requeue-callback", (world) => ({
        taskSid: world.heldCallback(),
        ...changes(world),
      })),
      answer,
      tasks: 0,
    },
  ];
}

export const TOKENS: Section = {
  title: "Flex tokens",
  cases: [
    ...token("no token", "token-missing", () => ({ Token: undefined })),
    ...token("an empty token", "token-missing", () => ({ Token: "" })),
    ...token("a token given twice", "token-missing", ({ account: { tokens } }) => ({
      Token: [tokens.agent, tokens.agent],
    })),
    ...token("a forged token", "token-invalid", () => ({ Token: "eyJhbGciOiJub25lIn0.e30." })),
    ...token("a token of 10 kB", "token-invalid", () => ({ Token: LONG })),
    ...token("a token with a line break", "token-invalid", () => ({ Token: "one\r\nX-Header: two" })),
    ...token("an expired token", "token-invalid", ({ account: { tokens } }) => ({ Token: tokens.expired })),
    {
      what: "create-callback with a token that is no text",
      sent: () => ({ to: "flex/create-callback", json: { ...NUMBERS, Token: { valid: true } } }),
      answer: { status: 403, code: "token-missing" },
      tasks: 0,
    },
    {
      what: "requeue-callback by an agent who does not hold the task",
      sent: fromFlex("flex/requeue-callback", ({ heldCallback, account }) => ({
        taskSid: heldCallback(),
        Token: account.tokens.agent2,
      })),
      answer: { status: 403, code: "not-allowed" },
      tasks: 0,
    },
  ],
};

const requeueOf = (taskSid: string | readonly string[] | undefined) =>
  fromFlex("flex/requeue-callback", () => ({ taskSid }));
const NO_TASK = { status: 400, code: "invalid-request", fields: ["taskSid"] };

const ENDED = { "close-callback": { end: "handled" }, "record-attempt": { outcome: "busy" } } as const;

/** What agents report of a task: the same is wrong with each. */
const REPORTS: readonly Case[] = (["close-callback", "record-attempt"] as const).flatMap((name) => {
  const report = ENDED[name];
  const field = Object.keys(report)[0] ?? "";
  const wrong = (what: string, changes: Changes, fields: readonly string[]): Case => ({
    what: `${name} with ${what}`,
    sent: fromFlex(`flex/${name}`, ({ heldCallback }) => ({
      taskSid: heldCallback(),
      ...report,
      ...changes,
    })),
    answer: { status: 400, code: "invalid-request", fields },
    tasks: 0,
  });

  return [
    wrong("no `taskSid`", { taskSid: undefined }, ["taskSid"]),
    wrong("`../` in its `taskSid`", { taskSid: `../Tasks/WT${"0".repeat(32)}` }, ["taskSid"]),
    wrong("`taskSid` of 10 kB", { taskSid: LONG }, ["taskSid"]),
    wrong("`taskSid` given twice", { taskSid: ["WT1", "WT2"] }, ["taskSid"]),
    wrong(`no \`${field}\``, { [field]: undefined }, [field]),
    wrong(`\`${field}\` given twice`, { [field]: ["busy", "handled"] }, [field]),
    wrong(`\`${field}\` of 10 kB`, { [field]: LONG }, [field]),
    wrong(`\`${field}\`: \`__proto__\``, { [field]: "__proto__" }, [field]),
    ...(name === "record-attempt"
      ? (["abc", "112", "+1900555", "+19005550177", "anonymous", LONG] as const).map((number) =>
          wrong(`\`number\`: \`${number.slice(0, 12)}\``, { outcome: "placed", number }, ["number"]),
        )
      : []),
    wrong("nothing in it", { taskSid: "", [field]: "" }, [field, "taskSid"]),
    ...(["forged", "", LONG] as const).map((Token) => ({
      ...wrong(
        Token === "" ? "no token" : Token === LONG ? "a token of 10 kB" : "a forged token",
        { Token },
        [],
      ),
      answer: { status: 403, code: Token === "" ? "token-missing" : "token-invalid" },
    })),
  ];
});

const GONE = `WT${"0".repeat(32)}`;

export const TASK_SIDS: Section = {
  title: "Tasks to requeue",
  cases: [
    ...(["soon", "-60", "172801", "1.5", LONG] as const).map((delay) => ({
      what: `\`delay\`: \`${delay.slice(0, 10)}\``,
      sent: requeue({ delay }),
      answer: { status: 400, code: "invalid-request", fields: ["delay"] },
      tasks: 0,
    })),
    {
      what: "`delay` given twice, and `toMe` neither true nor false",
      sent: requeue({ delay: ["600", "1800"], toMe: "perhaps" }),
      answer: { status: 400, code: "invalid-request", fields: ["delay", "toMe"] },
      tasks: 0,
    },
    { what: "`taskSid` missing", sent: requeueOf(undefined), answer: NO_TASK, tasks: 0 },
    { what: "`taskSid` empty", sent: requeueOf(""), answer: NO_TASK, tasks: 0 },
    { what: "`taskSid`: `abc`", sent: requeueOf("abc"), answer: NO_TASK, tasks: 0 },
    {
      what: "`taskSid` with `../`",
      sent: requeueOf(`../Tasks/WT${"0".repeat(32)}`),
      answer: NO_TASK,
      tasks: 0,
    },
    { what: "`taskSid` given twice", sent: requeueOf(["WT1", "WT2"]), answer: NO_TASK, tasks: 0 },
    {
      what: "`taskSid` of no task",
      sent: requeueOf(`WT${"0".repeat(32)}`),
      answer: { status: 404, code: "task-not-found" },
      tasks: 0,
    },
    {
      what: "record-attempt with an outcome that does not exist",
      sent: fromFlex("flex/record-attempt", ({ heldCallback }) => ({
        taskSid: heldCallback(),
        outcome: "<b>",
      })),
      answer: { status: 400, code: "invalid-request", fields: ["outcome"] },
      tasks: 0,
    },
    {
      what: "close-callback with an end that does not exist",
      sent: fromFlex("flex/close-callback", ({ heldCallback }) => ({
        taskSid: heldCallback(),
        end: "<b>",
        complete: "perhaps",
      })),
      answer: { status: 400, code: "invalid-request", fields: ["complete", "end"] },
      tasks: 0,
    },
    ...REPORTS,
    {
      what: "record-attempt of no task",
      sent: fromFlex("flex/record-attempt", () => ({ taskSid: GONE, outcome: "busy" })),
      answer: { status: 404, code: "task-not-found" },
      tasks: 0,
    },
    {
      what: "record-attempt by an agent who does not hold the task",
      sent: fromFlex("flex/record-attempt", ({ heldCallback, account }) => ({
        taskSid: heldCallback(),
        outcome: "busy",
        Token: account.tokens.agent2,
      })),
      answer: { status: 403, code: "not-allowed" },
      tasks: 0,
    },
    {
      what: "record-attempt whose `callTaskSid` is none",
      sent: fromFlex("flex/record-attempt", ({ heldCallback }) => ({
        taskSid: heldCallback(),
        outcome: "busy",
        callTaskSid: "../Tasks",
      })),
      answer: { status: 400, code: "invalid-request", fields: ["callTaskSid"] },
      tasks: 0,
    },
    {
      what: "record-attempt of a call of 86,401 seconds",
      sent: fromFlex("flex/record-attempt", ({ heldCallback }) => ({
        taskSid: heldCallback(),
        outcome: "answered",
        seconds: "86401",
      })),
      answer: { status: 400, code: "invalid-request", fields: ["seconds"] },
      tasks: 0,
    },
    {
      what: "settings with a forged token",
      sent: fromFlex("flex/settings", () => ({ Token: "forged" })),
      answer: { status: 403, code: "token-invalid" },
      tasks: 0,
    },
    {
      what: "settings with no token",
      sent: fromFlex("flex/settings", () => ({ Token: undefined })),
      answer: { status: 403, code: "token-missing" },
      tasks: 0,
    },
    {
      what: "close-callback by an agent who does not hold the task",
      sent: fromFlex("flex/close-callback", ({ heldCallback, account }) => ({
        taskSid: heldCallback(),
        end: "handled",
        Token: account.tokens.agent2,
      })),
      answer: { status: 403, code: "not-allowed" },
      tasks: 0,
    },
  ],
};
