import { readFileSync } from "node:fs";
import twilio from "twilio";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";

const page = readFileSync(new URL("../../docs/scale.md", import.meta.url), "utf8");
const standIn = await startTwilio();
const ORIGIN = "https://callbacks.example.com";
const handler = fetchHandler(standIn.environment);
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

const ASKED = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };

describe("docs/scale.md says what was counted here", () => {
  it("of a request that is made", async () => {
    expect(page).toContain(row("A new callback", await counted(() => create())));
  });

  it("of one that is joined", async () => {
    await create();
    await settled();

    expect(page).toContain(row("The contact asks again while it waits", await counted(() => create())));
  });

  it("of what is kept for it", async () => {
    const { taskSid } = await create();
    await settled();
    const { accountSid, authToken, workspaceSid, syncServiceSid } = standIn.account;
    const ask = async (address: string) => {
      const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`;
      const answer = await fetch(`${standIn.url}/__twilio/${address}`, { headers: { authorization } });

      return answer.json();
    };
    const task = await ask(`taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Tasks/${taskSid}`);
    const { documents } = await ask(`sync.twilio.com/v1/Services/${syncServiceSid}/Documents`);

    expect(documents).toHaveLength(1);
    expect(page).toContain(
      `${inHundreds(task.attributes)} characters of attributes and ${inHundreds(JSON.stringify(documents[0].data))} of a document`,
    );
  });

  it("of a call that is noted", async () => {
    const taskSid = await accepted();

    expect(page).toContain(row("A call is noted", await counted(() => record(taskSid))));
  });

  it("of a request that is put back", async () => {
    const taskSid = await accepted();
    await record(taskSid);

    expect(page).toContain(row("It is put back", await counted(() => flex("requeue-callback", { taskSid }))));
  });
});

interface Counted {
  readonly taskRouter: number;
  readonly sync: number;
  readonly tokens: number;
}

function inHundreds(text: string): number {
  return Math.ceil(text.length / 100) * 100;
}

function row(what: string, { taskRouter, sync, tokens }: Counted): string {
  return `| ${what} | ${taskRouter} | ${sync} | ${tokens} |`;
}

async function counted(work: () => Promise<unknown>): Promise<Counted> {
  const before = standIn.requests.length;
  await work();
  await settled();
  const hosts = standIn.requests.slice(before).map(({ host }) => host);
  const to = (host: string) => hosts.filter((each) => each === host).length;

  return {
    taskRouter: to("taskrouter.twilio.com"),
    sync: to("sync.twilio.com"),
    tokens: to("iam.twilio.com"),
  };
}

/** The note in the ledger is on its way when the answer is there: until as long as nothing new was asked. */
async function settled(): Promise<void> {
  for (let seen = -1; seen !== standIn.requests.length; ) {
    seen = standIn.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function accepted(): Promise<string> {
  const { taskSid } = await create();
  standIn.agents.accept(taskSid, standIn.account.workerSid);
  await settled();

  return taskSid;
}

function record(taskSid: string) {
  return flex("record-attempt", { taskSid, outcome: "busy" });
}

async function create(): Promise<{ readonly taskSid: string }> {
  const path = "/callback/studio/create-callback";
  const signature = twilio.getExpectedTwilioSignature(standIn.account.authToken, ORIGIN + path, ASKED);

  return post(path, ASKED, { "X-Twilio-Signature": signature });
}

function flex(name: string, fields: Readonly<Record<string, string>>) {
  return post(`/callback/flex/${name}`, { ...fields, Token: standIn.account.tokens.agent });
}

async function post(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const body = new URLSearchParams(fields);
  const answer = await handler(new Request(ORIGIN + path, { method: "POST", headers, body }));
  expect(answer.status).toBe(200);

  return (await answer.json()) as { readonly taskSid: string };
}
