import { describe, expect, it, test } from "vitest";
import { createTwilio, type Twilio } from "../../../local/twilio/index.ts";
import { RequestLog } from "../../../local/twilio/wire/http/request-log.ts";
import { refusal, sdkFor } from "./stand.ts";

describe("POST /__local/faults", () => {
  test("makes the next request go wrong", async () => {
    const twilio = createTwilio();

    const { status } = await post(twilio, "faults", { path: "/Tasks", status: 503 });

    expect(status).toBe(201);
    expect(await refusal(workspaceOf(twilio).tasks.create())).toMatchObject({ status: 503 });
  });

  it.each([
    ["what is wrong with a fault", { status: "bad", reset: "later" }, ["status: ", "reset: "]],
    ["that a fault must do something", { path: "/Tasks" }, ["must name what goes wrong"]],
    ["that it is not JSON", undefined, [""]],
  ])("says %s", async (_name, body, sentences) => {
    const answer = await post(createTwilio(), "faults", body);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ errors: sentences.map((start) => expect.stringContaining(start)) });
  });
});

describe("POST /__local/clock", () => {
  test("lets time pass", async () => {
    const twilio = createTwilio();
    const { sid } = twilio.store.createTask({ timeout: 60 });

    const { status } = await post(twilio, "clock", { advanceSeconds: 60 });

    expect(status).toBe(200);
    expect(twilio.store.state.tasks.get(sid)?.assignmentStatus).toBe("canceled");
  });

  it.each([{ advanceSeconds: -1 }, { advanceSeconds: "60" }, { seconds: 60 }, {}])(
    "does not take %j",
    async (body) => {
      expect((await post(createTwilio(), "clock", body)).status).toBe(400);
    },
  );
});

describe("POST /__local/reset", () => {
  test("brings back the account as it was made", async () => {
    const twilio = createTwilio();
    const { store, account, faults } = twilio;
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
    store.createTask({});
    store.createWorkflow({ friendlyName: "Mine", configuration: '{"task_routing":{}}' });
    await sdkFor(twilio).sync.v1.services("default").documents.create({ uniqueName: "claim" });
    faults.add({ status: 500 });

    expect((await post(twilio, "reset")).status).toBe(204);

    expect(store.state.tasks.size).toBe(0);
    expect(store.state.workflows.size).toBe(1);
    expect(store.state.workers.get(account.workerSid)?.activitySid).toBe(account.activitySids.offline);
    expect(twilio.documents.list()).toEqual([]);
    expect(twilio.requests).toEqual([]);
    await expect(workspaceOf(twilio).fetch()).resolves.toBeDefined();
  });

  test("forgets the deadlines of records that are gone", async () => {
    const twilio = createTwilio();
    twilio.store.createTask({ timeout: 60 });
    await sdkFor(twilio).sync.v1.services("default").documents.create({ uniqueName: "claim", ttl: 60 });
    const told: string[] = [];
    await post(twilio, "reset");
    twilio.store.subscribe((event) => told.push(event.kind));

    twilio.clock.advance(3_600_000);

    expect(told).toEqual([]);
  });

  test("does not hide earlier violations of the contract", async () => {
    const twilio = createTwilio();
    await refusal(workspaceOf(twilio).tasks.create({ workflowSid: "WWx" }));

    await post(twilio, "reset");

    expect(twilio.contract.violations).not.toEqual([]);
  });
});

describe("GET /__local/violations", () => {
  test("shows violations of the contract, and the covered operations", async () => {
    const twilio = createTwilio();
    await refusal(workspaceOf(twilio).tasks.create({ workflowSid: "WWx" }));

    const answer = await (await twilio.controls.request("/__local/violations")).json();

    expect(answer).toMatchObject({
      violations: expect.arrayContaining([expect.objectContaining({ side: "request", at: "/WorkflowSid" })]),
      coveredOperations: ["POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks"],
    });
  });
});

describe("POST /__local/outbound and /__local/sockets", () => {
  it.each([
    ["outbound", { outcome: "sometimes" }],
    ["outbound", { outcome: "busy", afterSeconds: -1 }],
    ["outbound", "busy"],
    ["sockets", {}],
  ])("say what is wrong with %s %j", async (control, body) => {
    const answer = await post(createTwilio(), control, body);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [expect.any(String)] });
  });

  test("decide how the calls that agents place turn out from now on", async () => {
    const twilio = createTwilio();

    const answer = await post(twilio, "outbound", { outcome: "busy", afterSeconds: 3 });

    expect(answer.body).toEqual({ outcome: "busy", afterSeconds: 3 });
    expect(twilio.calls.dialling).toEqual({ outcome: "busy", afterSeconds: 3 });
  });
});

const WAITS = {
  kind: "given",
  twiml: '<Response><Pause length="60"/></Response>',
  base: "http://localhost",
} as const;

describe("GET /__local", () => {
  const twilio = createTwilio();
  const listed = async () => {
    const answer = await twilio.controls.request("/__local", { headers: { accept: "application/json" } });
    return ((await answer.json()) as { controls: readonly ListedControl[] }).controls;
  };

  test("lists every control there is", async () => {
    const served = twilio.controls.routes.map(({ path }) => path).filter((path) => path !== "/__local");

    expect((await listed()).map(({ path }) => path)).toEqual(served);
  });

  test("gives an example of each that works", async () => {
    for (const { method, path, example } of await listed()) {
      const { sid } = twilio.recordings.add({ mp3: new Uint8Array(1) });
      const { call } = twilio.phones.dial({ from: "+14155550123", to: "+14155550100" }, WAITS);
      const ears = { picked: () => undefined, hungUp: () => undefined };
      const rung = twilio.handsets.ring({ from: "+14155550100", to: "+14155550177" }, ears);
      const at = path.replace(":sid", sid).replace(":call", call.sid).replace(":ringing", rung.sid);
      const answer = await twilio.controls.request(at, {
        method,
        ...(example && { body: JSON.stringify(example) }),
      });

      expect(answer.ok, `${method} ${path}`).toBe(true);
    }
  });

  test("is a page for people that offers each of them", async () => {
    const answer = await twilio.controls.request("/__local", { headers: { accept: "text/html,*/*" } });
    const html = await answer.text();

    expect(answer.headers.get("content-type")).toContain("text/html");
    for (const { path } of await listed()) expect(html).toContain(`value="${path}"`);
  });
});

interface ListedControl {
  readonly method: string;
  readonly path: string;
  readonly example?: object;
}

describe("the log of requests", () => {
  test("has a line for each, without query and body", async () => {
    const twilio = createTwilio();
    await workspaceOf(twilio).tasks.list({ evaluateTaskAttributes: "from == '+15005550006'", limit: 1 });

    expect(twilio.requests).toEqual([
      {
        method: "GET",
        host: "taskrouter.twilio.com",
        path: `/v1/Workspaces/${twilio.account.workspaceSid}/Tasks`,
        status: 200,
      },
    ]);
  });

  test("keeps the latest thousand, and no more", () => {
    const log = new RequestLog();

    for (let n = 1; n <= 1010; n++) log.add({ method: "GET", host: "", path: `/${n}` }, 200);

    expect(log.lines).toHaveLength(1000);
    expect(log.lines.at(-1)?.path).toBe("/1010");
  });
});

function workspaceOf(twilio: Twilio) {
  return sdkFor(twilio).taskrouter.v1.workspaces(twilio.account.workspaceSid);
}

async function post(
  twilio: Twilio,
  what: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await twilio.controls.request(`/__local/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: body === undefined ? "{" : JSON.stringify(body),
  });
  const text = await response.text();

  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}
