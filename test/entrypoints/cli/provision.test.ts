import { describe, expect, test } from "vitest";
import { accountUnderTest, writesSince } from "./account.ts";

const account = accountUnderTest();
const { twilio, run, runWith, envFile, writeEnvFile } = account;
const SINK = JSON.stringify({ destination: "https://theirs.example.com/events", method: "POST" });
const ALL_THAT_IS_MADE = 15;
/** Flex has the task channel for calls already. */
const FOUND = 1;

describe("provision", () => {
  test("makes everything, published and linked, and writes .env", async () => {
    const { code, err } = await run("provision");

    expect(code).toBe(0);
    expect(err.match(/^ {2}make /gm)).toHaveLength(ALL_THAT_IS_MADE);
    const workflow = ours();
    expect(envFile()).toContain(`TWILIO_FLEX_CALLBACK_WORKFLOW_SID=${workflow?.sid}`);
    expect(envFile()).toContain(`TWILIO_FLEX_WORKSPACE_SID=${twilio.account.workspaceSid}`);
    expect(envFile()).toMatch(/^TWILIO_SYNC_SERVICE_SID=IS[0-9a-f]{32}$/m);
    expect(twilio.flows.list().map(({ status, valid }) => `${status} ${valid}`)).toEqual(
      Array(5).fill("published true"),
    );
    expect(JSON.stringify(twilio.flows.list())).toContain(
      `https://${domain()}/callback/studio/create-callback`,
    );
  });

  test("lets Event Streams tell the functions what becomes of tasks, and leaves what others have there", async () => {
    const theirs = twilio.sinks.createSink("theirs", SINK);
    twilio.sinks.createSubscription("theirs", theirs.sid, ['{"type":"com.twilio.taskrouter.task.created"}']);
    const before = [twilio.sinks.sinks(), twilio.sinks.subscriptions()];
    await run("provision");

    const [sink, ...more] = twilio.sinks.sinks().filter(({ sid }) => sid !== theirs.sid);
    expect(more).toEqual([]);
    expect(sink?.configuration).toEqual({
      destination: `https://${domain()}/callback/events/taskrouter`,
      method: "POST",
      batch_events: true,
    });
    const subscription = twilio.sinks.subscriptions().find(({ sinkSid }) => sinkSid === sink?.sid);
    expect([...(subscription?.types ?? [])]).toEqual(
      ["created", "updated", "wrapup", "canceled", "completed", "deleted", "system-deleted"].map((kind) => [
        `com.twilio.taskrouter.task.${kind}`,
        4,
      ]),
    );
    expect([twilio.sinks.sinks().slice(0, 1), twilio.sinks.subscriptions().slice(0, 1)]).toEqual(before);
  });

  test("adds an event that our subscription lacks, and keeps one that somebody added", async () => {
    await run("provision");
    const { sid } = twilio.sinks.subscriptions()[0] ?? { sid: "" };
    twilio.sinks.unsubscribe(sid, "com.twilio.taskrouter.task.canceled");
    twilio.sinks.subscribe(sid, "com.twilio.taskrouter.reservation.created");
    const { err } = await run("provision");

    expect(err).toContain("Changed: Event subscription");
    expect([...twilio.sinks.subscription(sid).types.keys()]).toEqual(
      expect.arrayContaining([
        "com.twilio.taskrouter.task.canceled",
        "com.twilio.taskrouter.reservation.created",
      ]),
    );
  });

  test("another domain of the functions gets a sink and a subscription of its own in place of the old ones", async () => {
    await run("provision");
    const [old] = twilio.sinks.sinks();
    const [subscription] = twilio.sinks.subscriptions();
    twilio.sinks.removeSubscription(subscription?.sid ?? "");
    twilio.sinks.removeSink(old?.sid ?? "");
    const moved = twilio.sinks.createSink(old?.description ?? "", SINK);
    twilio.sinks.createSubscription(old?.description ?? "", moved.sid, [
      '{"type":"com.twilio.taskrouter.task.created"}',
    ]);
    await run("provision");

    expect(twilio.sinks.sinks().map(({ configuration }) => configuration.destination)).toEqual([
      `https://${domain()}/callback/events/taskrouter`,
    ]);
    expect(twilio.sinks.subscriptions().map(({ types }) => types.size)).toEqual([7]);
  });

  test("a second time, changes nothing", async () => {
    await run("provision");
    const before = twilio.requests.length;
    const { code, out, err } = await run("provision");

    expect(code).toBe(0);
    expect(writesSince(twilio, before)).toEqual([]);
    expect(err.match(/^ {2}keep /gm)).toHaveLength(ALL_THAT_IS_MADE + FOUND);
    expect(out).toContain("is as it should be");
  });

  test("--dry-run shows the plan and changes nothing", async () => {
    const before = twilio.requests.length;
    const { code, out, err } = await run("provision", "--dry-run");

    expect(code).toBe(0);
    expect(writesSince(twilio, before)).toEqual([]);
    expect(out).toBe("Nothing was changed.\n");
    expect(err).toContain("Studio flow");
    expect(envFile).toThrow();
  });

  test("other retry delays change the workflow and nothing else", async () => {
    await run("provision");
    const before = twilio.requests.length;
    const { err } = await runWith({ CALLBACK_RETRY_DELAYS: "60", CALLBACK_MAX_ATTEMPTS: "5" }, "provision");

    expect(writesSince(twilio, before)).toEqual([
      `POST taskrouter.twilio.com/v1/Workspaces/${twilio.account.workspaceSid}/Workflows/${ours()?.sid}`,
    ]);
    expect(err).toContain("configuration");
  });

  test("a workflow of the deployer's own is used and left as it is", async () => {
    const { workflowSid } = twilio.account;
    const before = twilio.store.state.workflows.get(workflowSid);
    writeEnvFile(`# mine\nTWILIO_FLEX_CALLBACK_WORKFLOW_SID=${workflowSid}\nOTHER=1\n`);
    const { code, err } = await run("provision");

    expect(code).toBe(0);
    expect(err).toContain(`${workflowSid}: used as it is`);
    expect(twilio.store.state.workflows.get(workflowSid)).toBe(before);
    expect(ours()).toBeUndefined();
    expect(envFile()).toMatch(/^# mine\n/);
    expect(envFile()).toContain("OTHER=1\n");
  });

  test("things of others under other names are never changed", async () => {
    await run("provision");
    const others = [
      twilio.store.state.workflows.get(twilio.account.workflowSid),
      twilio.syncServices.service("default"),
    ];
    await runWith({ CALLBACK_RETRY_DELAYS: "60" }, "provision");

    expect([
      twilio.store.state.workflows.get(twilio.account.workflowSid),
      twilio.syncServices.service("default"),
    ]).toEqual(others);
  });

  test.each([
    ["the workflow", "/Workflows"],
    ["the Sync service", "sync.twilio.com/v1/Services"],
    ["the environment", "/Environments"],
    ["a flow", "/v2/Flows"],
    ["the event sink", "/v1/Sinks"],
    ["the event subscription", "/v1/Subscriptions"],
  ])(
    "an answer lost when making %s: the same command goes on from there, and nothing is there twice",
    async (_, place) => {
      const [host, path] = place.startsWith("/") ? [undefined, place] : [place.split("/")[0], "/v1/Services"];
      twilio.faults.add({ method: "POST", path, reset: "after", ...(host && { host }) });
      const interrupted = await run("provision");
      const { code } = await run("provision");

      expect(interrupted.code).toBe(1);
      expect(interrupted.err).toContain("the same command goes on from here");
      expect(code).toBe(0);
      expect([...twilio.store.state.workflows.values()].filter(isOurs)).toHaveLength(1);
      expect(twilio.syncServices.list()).toHaveLength(2);
      expect(twilio.serverless.environments.size).toBe(1);
      expect(twilio.flows.list()).toHaveLength(5);
      expect(twilio.sinks.subscriptions()).toHaveLength(1);
      expect(twilio.sinks.sinks()).toHaveLength(1);
    },
  );

  test("a refusal by Twilio is shown in Twilio's own words", async () => {
    twilio.faults.add({ method: "POST", path: "/Workflows", status: 400 });
    const { code, err } = await run("provision");

    expect(code).toBe(1);
    expect(err).toContain("Making the workflow: Fault on demand: 400");
  });

  test("without a ledger no Sync service is made", async () => {
    await runWith({ CALLBACK_LEDGER: "off" }, "provision");

    expect(twilio.syncServices.list()).toHaveLength(1);
  });

  test("--json says the same to programs", async () => {
    const { out } = await run("provision", "--json");

    expect(JSON.parse(out)).toMatchObject({
      dryRun: false,
      variables: { TWILIO_FLEX_WORKSPACE_SID: twilio.account.workspaceSid },
    });
  });
});

describe("arguments and settings", () => {
  test.each([
    [["dance"]],
    [["deploy", "twice"]],
    [["provision", "--colour"]],
    [["deploy", "--plugin-only", "--functions-only"]],
  ])("%j ends with the usage and 2", async (args) => {
    const { code, err } = await run(...args);

    expect(code).toBe(2);
    expect(err).toContain("Usage:");
  });

  test("missing credentials are named all at once, and no value is shown", async () => {
    const { code, err } = await runWith(
      { TWILIO_ACCOUNT_SID: undefined, TWILIO_AUTH_TOKEN: undefined, CALLBACK_RETRY_DELAYS: "soon" },
      "provision",
    );

    expect(code).toBe(2);
    for (const name of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "CALLBACK_RETRY_DELAYS"])
      expect(err).toContain(name);
    expect(err).not.toContain("soon");
  });

  test("--help tells of every command", async () => {
    expect((await run("--help")).out).toContain("deploy rollback");
  });
});

function ours() {
  return [...twilio.store.state.workflows.values()].find(isOurs);
}

function isOurs({ friendlyName }: { readonly friendlyName: string }): boolean {
  return friendlyName.includes("flex-callback-voicemail");
}

function domain(): string | undefined {
  return [...twilio.serverless.environments.values()][0]?.domain_name;
}
