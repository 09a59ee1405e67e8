import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { createTwilio } from "../../../local/twilio/index.ts";
import { Contract, type Violation } from "../../../local/twilio/wire/contract.ts";
import { aStand, callback, sdkFor } from "./stand.ts";

const WORKSPACE = `WS${"a".repeat(32)}`;
const TASKS = `/v1/Workspaces/${WORKSPACE}/Tasks`;
const TASK = `${TASKS}/WT${"b".repeat(32)}`;
const FORM = "application/x-www-form-urlencoded";

describe("the contract, of a request", () => {
  it.each([
    ["an operation that Twilio does not have", { path: "/v1/Workspaces/x/Jobs" }, "route"],
    ["a method that Twilio does not have", { method: "PUT" }, "route"],
    ["a SID of the wrong kind in the path", { path: TASKS.replace("WS", "WW") }, "path"],
    ["a query parameter that is not declared", { query: "Foo=1" }, "query"],
    ["a body field that is not declared", { body: "Atributes=%7B%7D" }, "body"],
    ["a number that is none", { body: "Priority=high" }, "body"],
    ["a SID that is none", { body: "WorkflowSid=WWx" }, "body"],
    ["a time that is none", { body: "VirtualStartTime=yesterday" }, "body"],
    ["a field given twice that takes one value", { body: "Attributes=%7B%7D&Attributes=%7B%7D" }, "body"],
    ["a body of another type", { contentType: "application/json", body: "{}" }, "content-type"],
    ["a page that is too large", { method: "GET", body: "", query: "PageSize=1001" }, "query"],
    ["a body where none is taken", { method: "GET", body: "a=b" }, "body"],
    ["a condition where Twilio knows none", { ifMatch: '"0"' }, "header"],
  ])("finds %s", (_name, change, where) => {
    expect(whereOf(requestFaults({ method: "POST", path: TASKS, body: "Priority=3", ...change }))).toContain(
      where,
    );
  });

  it.each([
    ["taskrouter.twilio.com", "GET", `${TASKS.replace("/Tasks", "")}/Statistics`],
    ["taskrouter.twilio.com", "GET", `${TASKS.replace("/Tasks", "")}/TaskQueues/Statistics`],
    ["api.twilio.com", "GET", `/2010-04-01/Accounts/AC${"a".repeat(32)}.json`],
    ["api.twilio.com", "POST", `/2010-04-01/Accounts/AC${"a".repeat(32)}/Messages.json`],
    ["sync.twilio.com", "GET", "/v1/Services/default/Maps"],
  ])("says of %s %s %s that Twilio has it, and the local Twilio does not", (host, method, path) => {
    expect(requestFaults({ host, method, path, body: "" }).map(({ message }) => message)).toEqual([
      "Twilio has this operation, and the local Twilio does not",
    ]);
  });

  it("says of what Twilio's files do not have that they have it not", () => {
    expect(
      requestFaults({ method: "GET", path: "/v1/Workspaces/x/Jobs" }).map(({ message }) => message),
    ).toEqual(["Twilio's OpenAPI files declare no such operation"]);
  });

  it.each([
    ["a task to create", { body: "Attributes=%7B%7D&Priority=3&VirtualStartTime=2026-03-02T09%3A00%3A00Z" }],
    [
      "several values of a filter that takes several",
      { method: "GET", body: "", query: "AssignmentStatus=pending&AssignmentStatus=reserved" },
    ],
    ["one value of such a filter", { method: "GET", body: "", query: "AssignmentStatus=pending" }],
    ["a condition where Twilio knows one", { path: TASK, ifMatch: '"0"' }],
    [
      "a Sync service by name",
      { host: "sync.twilio.com", path: "/v1/Services/default/Documents", body: "Ttl=60" },
    ],
  ])("lets %s pass", (_name, change) => {
    expect(requestFaults({ method: "POST", path: TASKS, body: "Priority=3", ...change })).toEqual([]);
  });

  test("describes the fault without repeating the value", () => {
    const [violation] = requestFaults({ method: "POST", path: TASKS, body: "NumberToCall=%2B15005550006" });

    expect(violation).toEqual({
      side: "request",
      operation: "POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks",
      where: "body",
      at: "",
      message: "must NOT have additional properties: NumberToCall",
    });
  });
});

describe("the contract, of an answer", () => {
  test("finds every change that makes a task invalid", async () => {
    const task = await aTaskAsAnswered();
    const missed = mutationsOf(task)
      .filter(([, spoiled]) => answerFaults(200, spoiled).length === 0)
      .map(([name]) => name);

    expect(mutationsOf(task).length).toBeGreaterThan(90);
    expect(missed).toEqual(missed.filter((name) => name.startsWith("null")));
    expect(missed.length).toBeLessThan(21);
    expect(answerFaults(200, task)).toEqual([]);
  });

  it.each([
    ["a status that is not declared", 202, {}, "status"],
    ["a refusal without Twilio's fields", 400, { error: "bad" }, "answer"],
    [
      "a refusal with more than Twilio's fields",
      400,
      { code: 1, message: "", more_info: "", status: 400, stack: "" },
      "answer",
    ],
    ["an answer that is no JSON", 200, "<html>", "answer"],
  ])("finds %s", (_name, status, body, where) => {
    expect(whereOf(answerFaults(status, body))).toContain(where);
  });
});

describe("the contract of the whole stand-in", () => {
  it.each([
    [
      "that only Twilio has, by saying so",
      "taskrouter",
      "/Statistics",
      501,
      "Twilio has this operation, and",
    ],
    ["that looks like a queue", "taskrouter", "/TaskQueues/Statistics", 501, "Twilio has this operation"],
    [
      "that only Twilio does, though its form is known",
      "api",
      "/Queues.json",
      501,
      "Twilio has this operation",
    ],
    ["that nobody has, as Twilio does", "taskrouter", "/Jobs", 404, "The requested resource /Workspaces/"],
  ])("answers an operation %s", async (_, product, path, status, says) => {
    const { twilio, client } = aStand();
    const { workspaceSid, accountSid } = twilio.account;
    const base = product === "api" ? `2010-04-01/Accounts/${accountSid}` : `v1/Workspaces/${workspaceSid}`;
    const { statusCode, body } = await client.request({
      method: "get",
      uri: `https://${product}.twilio.com/${base}${path}`,
    });

    expect(statusCode).toBe(status);
    expect(body).toMatchObject({ message: expect.stringContaining(says) });
    twilio.contract.clear();
  });

  test("records an adapter's fault, although it answers as Twilio would", async () => {
    const twilio = createTwilio();
    const workspace = sdkFor(twilio).taskrouter.v1.workspaces(twilio.account.workspaceSid);

    await expect(workspace.tasks.create({ workflowSid: "WWx" })).rejects.toMatchObject({ status: 400 });

    expect(twilio.contract.violations.map(({ side, where, at }) => `${side} ${where} ${at}`)).toEqual([
      "request body /WorkflowSid",
      "request body /WorkflowSid",
    ]);
  });

  test("names the operations that were used", async () => {
    const { twilio, workspace } = aStand();

    await workspace.tasks.create({ attributes: callback() });
    await workspace.fetch();

    expect([...twilio.contract.coveredOperations]).toEqual([
      "POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks",
      "GET taskrouter.twilio.com/v1/Workspaces/{Sid}",
    ]);
  });

  test("rests on files whose origin is on record", () => {
    const source = JSON.parse(
      readFileSync(new URL("../../../local/twilio/wire/openapi/SOURCE.json", import.meta.url), "utf8"),
    );

    expect(source).toMatchObject({
      package: "@twilio/cli-core",
      integrity: expect.stringMatching(/^sha512-/),
    });
  });
});

interface Sent {
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly query?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly ifMatch?: string;
}

function requestFaults(sent: Sent): readonly Violation[] {
  return new Contract().checkRequest({
    method: sent.method ?? "POST",
    host: sent.host ?? "taskrouter.twilio.com",
    path: sent.path ?? TASKS,
    query: new URLSearchParams(sent.query),
    headers: new Headers({
      "content-type": sent.contentType ?? FORM,
      ...(sent.ifMatch === undefined ? {} : { "if-match": sent.ifMatch }),
    }),
    body: sent.body ?? "",
  });
}

function answerFaults(status: number, body: unknown): readonly Violation[] {
  const request = {
    method: "GET",
    host: "taskrouter.twilio.com",
    path: TASK,
    query: new URLSearchParams(),
    headers: new Headers(),
    body: "",
  };
  const headers = new Headers({ "content-type": "application/json" });

  return new Contract().checkAnswer(request, {
    status,
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

function whereOf(violations: readonly Violation[]): readonly string[] {
  return violations.map((violation) => violation.where);
}

async function aTaskAsAnswered(): Promise<Record<string, unknown>> {
  const { twilio } = aStand();
  const { sid } = twilio.store.createTask({ attributes: callback() });
  const { accountSid, authToken, workspaceSid } = twilio.account;
  const response = await twilio.app.request(
    `/__twilio/taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks/${sid}`,
    { headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` } },
  );

  return (await response.json()) as Record<string, unknown>;
}

/** A task with one thing wrong with it, in every way one can think of. Twilio's files allow many nulls. */
function mutationsOf(task: Record<string, unknown>): readonly (readonly [string, unknown])[] {
  const camelCase = (name: string) => name.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
  const renamed = (key: string, name: string) => {
    const { [key]: value, ...rest } = task;
    return { ...rest, [name]: value };
  };
  const ofEach = Object.entries(task).flatMap(([key, value]) => [
    [`without ${key}`, { ...task, [key]: undefined }] as const,
    [`null ${key}`, { ...task, [key]: null }] as const,
    [`${key} renamed`, renamed(key, `${key}_x`)] as const,
    [`${key} of another type`, { ...task, [key]: typeof value === "number" ? String(value) : 12 }] as const,
  ]);

  return [
    ...ofEach,
    ["empty", {}],
    ["camel case", Object.fromEntries(Object.entries(task).map(([key, value]) => [camelCase(key), value]))],
    ["attributes as an object", { ...task, attributes: { a: 1 } }],
    ["the British spelling", { ...task, assignment_status: "cancelled" }],
    ["a date of the older API", { ...task, date_created: "Wed, 14 May 2014 18:50:02 +0000" }],
    ["a SID of another kind", { ...task, sid: `WR${"b".repeat(32)}` }],
    ["one field more", { ...task, foo: 1 }],
  ];
}
