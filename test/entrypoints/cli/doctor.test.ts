import { describe, expect, test } from "vitest";
import { accountUnderTest } from "./account.ts";

/** What a deployed function for agents answers to somebody without a token. */
const ASKS_FOR_TOKEN = async () => Response.json({ success: false, code: "token-missing" }, { status: 403 });
let answer: () => Promise<Response> = ASKS_FOR_TOKEN;

const { twilio, run, runWith } = accountUnderTest({ runFunction: () => answer() });

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

  test("only reads", async () => {
    await provisionedAndDeployed();
    const before = twilio.requests.length;
    await run("doctor");

    const writes = twilio.requests.slice(before).filter(({ method }) => method !== "GET");
    expect(writes.map(({ path }) => path)).toEqual([
      `/v1/Accounts/${twilio.account.accountSid}/Tokens/validate`,
    ]);
  });

  test("wrong credentials are called that, at every point they spoil", async () => {
    const { code, out } = await runWith({ TWILIO_AUTH_TOKEN: "wrong" }, "doctor");

    expect(code).toBe(1);
    expect(out).toContain("FAULT    Credentials and Flex: Twilio does not accept the credentials");
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
    ["a Sync service that is gone", () => twilio.syncServices.clear(), "FAULT    Sync service"],
  ])("tells of %s", async (_, spoil, line) => {
    await provisionedAndDeployed();
    spoil();
    const { out } = await run("doctor");

    expect(out).toContain(line);
  });

  test("advises to protect recordings that anybody can listen to", async () => {
    await provisionedAndDeployed();
    twilio.recordings.add({ mp3: new Uint8Array(64) });
    expect((await run("doctor")).out).not.toContain("Recordings:");

    twilio.recordings.mediaAuth = "off";
    const { code, out } = await run("doctor");
    expect(out).toContain("advice   Recordings: anybody who knows a recording's address can listen to it");
    expect(code).toBe(0);
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
      "Token service",
      "Functions",
      "Plugin",
    ]);
  });
});

async function provisionedAndDeployed(): Promise<void> {
  answer = ASKS_FOR_TOKEN;
  await run("provision");
  await run("deploy");
}

function changeFlex(changes: object): void {
  twilio.flexConfiguration.change({ account_sid: twilio.account.accountSid, ...changes });
}

function faulty(fault: Parameters<typeof twilio.faults.add>[0]): void {
  twilio.faults.add(fault);
}
