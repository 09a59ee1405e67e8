import { describe, expect, test } from "vitest";
import { SyncLedger } from "../../../src/adapters/sync/sync-ledger.ts";
import { SystemChance } from "../../../src/adapters/system/system-chance.ts";
import { SystemClock } from "../../../src/adapters/system/system-clock.ts";
import { apiVersion } from "../../../src/adapters/twilio-rest/api-version.ts";
import { TwilioConnection } from "../../../src/adapters/twilio-rest/connection.ts";
import { makeNoteEventsCame } from "../../../src/application/events-came.ts";
import { SILENT } from "../../../src/entrypoints/cli/silent.ts";
import { accountUnderTest } from "./account.ts";

/** What a deployed function for agents answers to somebody without a token. */
const ASKS_FOR_TOKEN = async () => Response.json({ success: false, code: "token-missing" }, { status: 403 });
let answer: () => Promise<Response> = ASKS_FOR_TOKEN;

/** What the deployed function does with events. */
let takeEvents: (events: readonly { readonly data: { readonly test_id: string } }[]) => Promise<void>;

const { twilio, run, runWith, origin, envFile } = accountUnderTest({
  runFunction: async (_environment, _build, _variables, request) => {
    if (!new URL(request.url).pathname.endsWith("/events/taskrouter")) return answer();
    await takeEvents(await request.json());

    return Response.json({ success: true });
  },
});

describe("doctor", () => {
  test("an account that was provisioned and deployed to is ready", async () => {
    await provisionedAndDeployed();
    const { code, out } = await run("doctor");

    expect(out).not.toMatch(/^(FAULT|advice|unknown)/m);
    expect(out).toContain("The account is ready.");
    expect(code).toBe(0);
  });

  test("says step by step what to do for a new account", async () => {
    const { code, out } = await run("doctor");

    expect(code).toBe(1);
    for (const point of ["Workflow", "Functions", "Plugin"]) expect(out).toContain(`FAULT    ${point}`);
    expect(out).toContain("npx flex-callback-voicemail provision");
    expect(out).toContain("npx flex-callback-voicemail deploy");
  });

  test("only reads, but for a test event", async () => {
    await provisionedAndDeployed();
    const before = twilio.requests.length;
    await run("doctor");

    const writes = twilio.requests.slice(before).filter(({ method }) => method !== "GET");
    expect(writes.map(({ path }) => path)).toEqual([
      `/v1/Accounts/${twilio.account.accountSid}/Tokens/validate`,
      `/v1/Sinks/${twilio.sinks.sinks()[0]?.sid}/Test`,
      // The function notes that the test event came.
      expect.stringMatching(/\/Documents$/),
    ]);
  });

  test("wrong credentials are called that, once", async () => {
    const { code, out } = await runWith({ TWILIO_AUTH_TOKEN: "wrong" }, "doctor");

    expect(code).toBe(1);
    expect(out).toContain("FAULT    Credentials and Flex: Twilio does not accept the credentials");
    expect(out.match(/credentials/g)).toHaveLength(1);
    expect(out).toContain("unknown  Workflow: not examined, see Credentials and Flex");
    expect(out).not.toContain("wrong\n");
  });

  test.each([
    [
      "outbound dialling without an enabled default flow",
      () => changeFlex({ outbound_call_flows: { default: { enabled: false }, other: { enabled: true } } }),
      "FAULT    Outbound dialling",
    ],
    [
      "a workflow whose delays are not those of the settings",
      () => {
        for (const workflow of twilio.store.state.workflows.values()) {
          if (!workflow.friendlyName.includes("flex-callback-voicemail")) continue;
          const configuration = workflow.configuration.replace('"timeout":600', '"timeout":60');
          twilio.store.updateWorkflow(workflow.sid, { configuration });
        }
      },
      "advice   Workflow",
    ],
    [
      "functions for agents that let in anybody",
      () => {
        answer = async () => Response.json({ success: true });
      },
      "FAULT    Functions: the functions for agents answer without a Flex token",
    ],
    [
      "functions that fail",
      () => {
        answer = async () => Response.json({}, { status: 500 });
      },
      "FAULT    Functions: a function for agents answered 500",
    ],
    [
      "a token service that is down",
      () => faulty({ host: "iam.twilio.com", status: 500, times: 9 }),
      "FAULT    Token service",
    ],
    [
      "TaskRouter being down",
      () => faulty({ path: "/Activities", status: 503, times: 9 }),
      "unknown  Activities",
    ],
    [
      "recordings that Twilio does not list",
      () => faulty({ host: "api.twilio.com", path: "/Recordings.json", status: 500, times: 9 }),
      "unknown  Recordings",
    ],
    [
      "recordings that this key may not list",
      () => faulty({ host: "api.twilio.com", path: "/Recordings.json", status: 401, times: 9 }),
      "FAULT    Recordings",
    ],
    [
      "a latest recording that Twilio fails to serve",
      () => {
        twilio.recordings.add({ mp3: new Uint8Array(64) });
        faulty({ host: "api.twilio.com", path: ".mp3", status: 500, times: 9 });
      },
      "unknown  Recordings",
    ],
    [
      "the public plugin that Flex loads as well",
      () => loadBeside("plibo-queued-callback-and-voicemail"),
      "advice   Plugin: Flex loads plibo-queued-callback-and-voicemail as well",
    ],
    ["a Sync service that is gone", () => twilio.syncServices.clear(), "FAULT    Sync service"],
    [
      "a subscription to events that somebody took away",
      () => twilio.sinks.removeSubscription(twilio.sinks.subscriptions()[0]?.sid ?? ""),
      "advice   Events: the functions do not hear what becomes of tasks",
    ],
    [
      "events that do not reach the functions",
      () => {
        takeEvents = async () => {};
      },
      "advice   Events: a test event did not reach the functions",
    ],
    [
      "a workflow that drops callbacks",
      () => {
        aCallback(60);
        twilio.clock.advance(60_000);
      },
      `advice   Ends of tasks: workflows cancel callbacks within ten minutes, so that they are put back once an hour only: ${twilio.account.workflowSid} (1 in a week)`,
    ],
    [
      "callbacks that do not outlast a long weekend",
      () => aCallback(86_400, { endsAt: new Date(Date.now() + 3 * 86_400_000).toISOString() }),
      "advice   Ends of tasks: 1 of 1 callbacks of the last week are given up within four days",
    ],
    [
      "texts with which somebody cancels callbacks",
      () =>
        twilio.store.updateTask(aCallback(86_400), { assignmentStatus: "canceled", reason: "cleaned up" }),
      'advice   Ends of tasks: somebody cancels callbacks with these texts, and nobody is called then: "cleaned up"',
    ],
  ])("tells of %s", async (_, spoil, line) => {
    await provisionedAndDeployed();
    spoil();
    const { out } = await run("doctor");

    expect(out).toContain(line);
  });

  test.each([401, 403, 500])(
    "says that nobody can tell where the API of recordings answers %i",
    async (status) => {
      await provisionedAndDeployed();
      twilio.faults.add({ path: "/Recordings.json", status, times: 20 });

      expect((await run("doctor")).out).toMatch(/^(unknown|FAULT) +Recordings: /m);
    },
  );

  test("advises to protect recordings that anybody can listen to", async () => {
    await provisionedAndDeployed();
    twilio.recordings.add({ mp3: new Uint8Array(64) });
    expect((await run("doctor")).out).not.toContain("Recordings:");

    twilio.recordings.mediaAuth = "off";
    const { code, out } = await run("doctor");
    expect(out).toContain("advice   Recordings: anybody who knows a recording's address can listen to it");
    expect(code).toBe(0);
  });

  test("the plugins of others beside ours are no matter", async () => {
    await provisionedAndDeployed();
    loadBeside("another-plugin");

    expect((await run("doctor")).out).toMatch(/^ready {4}Plugin: 0\.1\.0-/m);
  });

  test("a workflow of the deployer's own that ignores delays is told the filters to add", async () => {
    await provisionedAndDeployed();
    const { workflowSid, taskQueueSid } = twilio.account;
    const rules = { task_routing: { filters: [], default_filter: { queue: taskQueueSid } } };
    twilio.store.updateWorkflow(workflowSid, { configuration: JSON.stringify(rules) });
    const own = { TWILIO_FLEX_CALLBACK_WORKFLOW_SID: workflowSid };
    const { code, out } = await runWith(own, "doctor");

    expect(code).toBe(0);
    expect(out).toContain("advice   Workflow: your workflow has no filter for callBackData.retryDelay");
    const filters = JSON.parse(`[${out.match(/^ *\{"filter_friendly_name".*$/gm)?.join("")}]`);
    addFilters(workflowSid, filters);
    expect(JSON.stringify(filters)).toContain(taskQueueSid);
    expect((await runWith(own, "doctor")).out).toMatch(/^ready {4}Workflow/m);
  });

  test("says what another key of the ledger costs", async () => {
    await provisionedAndDeployed();
    expect((await run("doctor")).out).toMatch(/^ready {4}Ledger key: keep it, a new one makes/m);

    const changed = await runWith({ CALLBACK_LEDGER_KEY: "some-other-key-of-theirs" }, "doctor");
    expect(changed.out).toContain("advice   Ledger key: CALLBACK_LEDGER_KEY is not the key");
    expect(changed.out).toContain("may get a second callback");
    expect((await runWith({ CALLBACK_LEDGER_KEY: "" }, "doctor")).out).toContain(
      "advice   Ledger key: the ledger is keyed with the auth token",
    );
  });

  test.each([
    [{ TWILIO_REGION: "ie1" }, true],
    [{ TWILIO_EDGE: "dublin" }, true],
    [{ TWILIO_REGION: "us1" }, false],
    [{}, false],
  ])("with %j in the environment, says that they are ignored: %s", async (environment, said) => {
    const { out } = await runWith(environment, "doctor");

    expect(out.includes("TWILIO_REGION and TWILIO_EDGE are ignored")).toBe(said);
  });

  test("--json has every point, for programs", async () => {
    const { out } = await run("doctor", "--json");
    const { ready, examined } = JSON.parse(out) as { ready: boolean; examined: { point: string }[] };

    expect(ready).toBe(false);
    expect(examined.map(({ point }) => point)).toEqual([
      "Credentials and Flex",
      "Workflow",
      "Activities",
      "Outbound dialling",
      "Recordings",
      "Sync service",
      "Ledger key",
      "Token service",
      "Functions",
      "Plugin",
      "Events",
      "Sweep",
      "Ends of tasks",
    ]);
  });

  test("says when nobody has swept, and when events came last", async () => {
    await provisionedAndDeployed();
    expect((await run("doctor")).out).toMatch(/^ready {4}Sweep: at \d{4}-/m);
    expect((await run("doctor")).out).toMatch(/^ready {4}Events: a test event came at \d{4}-/m);

    takeEvents = async () => {};
    expect((await run("doctor")).out).toMatch(/the last event came at \d{4}-/);
    await run("provision");
    twilio.documents.clear();
    twilio.syncServices.clear();
    await run("provision");
    expect((await run("doctor")).out).toContain("advice   Sweep: nobody has swept");
  });

  test("without a ledger says that nobody notes whether events come", async () => {
    await provisionedAndDeployed();
    const { out } = await runWith({ CALLBACK_LEDGER: "off" }, "doctor");

    expect(out).toMatch(/^ready {4}Events: without a ledger nobody notes/m);
    expect(out).toMatch(/^ready {4}Sweep: without a ledger nobody notes/m);
  });
});

async function provisionedAndDeployed(): Promise<void> {
  answer = ASKS_FOR_TOKEN;
  takeEvents = noteTests;
  await run("provision");
  await run("deploy");
  await run("sweep");
}

/** As the function does, which notes in the ledger that events came. */
async function noteTests(events: Parameters<typeof takeEvents>[0]): Promise<void> {
  const { accountSid, authToken } = twilio.account;
  const [clock, chance] = [new SystemClock(), new SystemChance()];
  const connection = new TwilioConnection(
    { accountSid, username: accountSid, password: authToken, origin: origin() },
    { timeLeft: () => 4_000 },
    { clock, chance },
  );
  const [, serviceSid = ""] = /^TWILIO_SYNC_SERVICE_SID=(\w+)$/m.exec(envFile()) ?? [];
  const version = apiVersion(connection, "https://sync.twilio.com", "v1");
  const ledger = new SyncLedger(version, { serviceSid, secret: "" }, SILENT);
  await makeNoteEventsCame({ ledger, clock, chance, log: SILENT })(events.map(({ data }) => data.test_id));
}

/** A callback that its workflow cancels at once, or that is given so many seconds. */
function aCallback(timeout: number, details: object = {}): string {
  const callBackData = { numberToCall: "+14155550100", utcDateTimeReceived: new Date().toISOString() };

  return twilio.store.createTask({
    attributes: JSON.stringify({ taskType: "callback", callBackData: { ...callBackData, ...details } }),
    timeout,
    workflowSid: twilio.account.workflowSid,
  }).sid;
}

function changeFlex(changes: object): void {
  twilio.flexConfiguration.change({ account_sid: twilio.account.accountSid, ...changes });
}

function faulty(fault: Parameters<typeof twilio.faults.add>[0]): void {
  twilio.faults.add(fault);
}

/** Flex loads a plugin of somebody else too. */
function loadBeside(name: string): void {
  const { pluginService } = twilio;
  const version = pluginService.createVersion(pluginService.createPlugin(name, name, ""), {
    version: "1.0.0",
    plugin_url: "https://theirs.example.com/bundle.js",
    changelog: "",
    private: false,
  });
  const loaded = pluginService.configuration(pluginService.active()?.configuration_sid ?? "").plugins;
  const plugins = [...loaded, { plugin_version: version.sid, phase: 3 }];
  pluginService.createRelease(
    pluginService.createConfiguration({ name: "both", description: "", plugins }).sid,
  );
}

/** Puts filters before those that the workflow has, as its owner would. */
function addFilters(sid: string, filters: readonly unknown[]): void {
  const { configuration } = twilio.store.state.workflows.get(sid) ?? { configuration: "{}" };
  const { task_routing } = JSON.parse(configuration) as { task_routing: { filters?: readonly unknown[] } };
  const changed = {
    task_routing: { ...task_routing, filters: [...filters, ...(task_routing.filters ?? [])] },
  };
  twilio.store.updateWorkflow(sid, { configuration: JSON.stringify(changed) });
}
