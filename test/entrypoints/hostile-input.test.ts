import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import type { Json, JsonObject } from "../../src/domain/json.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";

const standIn = await startTwilio();
const handler = fetchHandler(standIn.environment);
const server = createServer(async (incoming, outgoing) => {
  const answer = await handler(
    new Request(`${origin()}${incoming.url}`, {
      method: "POST",
      headers: incoming.headers as Record<string, string>,
      body: Readable.toWeb(incoming) as ReadableStream,
      duplex: "half",
    } as RequestInit),
  );
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
  outgoing.end(Buffer.from(await answer.arrayBuffer()));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
beforeEach(() => standIn.reset());
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await standIn.close();
});

const NUMBERS = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };
const SOUND = Uint8Array.from([1, 2, 3]);

describe("Over a socket, recordings of the account that are no messages", () => {
  it.each([
    ["a recorded call", "DialVerb"],
    ["a message that nobody put to the agents", "RecordVerb"],
  ] as const)("do not become a task because an agent names one: %s", async (_, source) => {
    const RecordingSid = standIn.record(SOUND, source);
    const answer = await byAgent("create-callback", { ...NUMBERS, RecordingSid });

    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: "invalid-request",
        fields: { RecordingSid: expect.stringContaining("that the agent has") },
      },
    });
    expect(standIn.agents.open()).toStrictEqual([]);
  });

  it("are neither played nor deleted, though somebody wrote one into the attributes of a task", async () => {
    const { taskSid, RecordingSid } = await voicemailOfAgent();
    const call = standIn.record(Uint8Array.from([9, 9, 9]), "DialVerb");
    await rewrite(taskSid, (attributes) => attributes.replaceAll(RecordingSid, call));

    expect(await byAgent("fetch-voicemail", { taskSid })).toMatchObject({
      status: 410,
      body: { code: "recording-gone" },
    });
    await byAgent("record-attempt", { taskSid, outcome: "placed" });
    await byAgent("delete-voicemail", { taskSid });
    expect(await twilioAnswer("GET", `${RECORDINGS}/${call}.json`)).toMatchObject({ status: 200 });
  });

  it("are told from messages, which their agent hears and deletes", async () => {
    const { taskSid, RecordingSid } = await voicemailOfAgent();

    expect((await byAgent("fetch-voicemail", { taskSid })).bytes).toStrictEqual([...SOUND]);
    await byAgent("record-attempt", { taskSid, outcome: "placed" });
    expect(await byAgent("delete-voicemail", { taskSid })).toMatchObject({ status: 200 });
    expect(await twilioAnswer("GET", `${RECORDINGS}/${RecordingSid}.json`)).toMatchObject({ status: 404 });
  });
});

describe("Over a socket, attributes that a flow passes on", () => {
  it("bring in no key of ours: a copied task is not taken for one that was put back", async () => {
    const attributes = {
      tier: "gold",
      callBackData: { requeue: { next: "WT1" }, attempts: 9, doNotCall: true },
    };
    const { body } = await bySigned("create-callback", {
      ...NUMBERS,
      attributes: JSON.stringify(attributes),
    });

    expect(body.ignored).toStrictEqual(
      expect.arrayContaining(["attributes.callBackData.requeue", "attributes.callBackData.attempts"]),
    );
    expect(JSON.parse(await attributesOf(String(body.taskSid)))).toMatchObject({ tier: "gold" });
    expect(await attributesOf(String(body.taskSid))).not.toContain("WT1");
  });

  it.each([33, 10_000])("are refused, not choked on, %i levels deep", async (depth) => {
    const attributes = `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

    expect(await bySigned("create-callback", { ...NUMBERS, attributes })).toMatchObject({
      status: 400,
      body: { fields: { attributes: expect.any(String) } },
    });
  });
});

const RECORDINGS = `api.twilio.com/2010-04-01/Accounts/${standIn.account.accountSid}/Recordings`;

function origin(): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Answered {
  readonly status: number;
  readonly body: JsonObject;
  readonly bytes: readonly number[];
}

/** A voicemail whose task the agent has accepted. */
async function voicemailOfAgent(): Promise<{ taskSid: string; RecordingSid: string }> {
  const RecordingSid = standIn.record(SOUND);
  const { body } = await bySigned("create-callback", { ...NUMBERS, RecordingSid });
  const taskSid = String(body.taskSid);
  standIn.agents.accept(taskSid, standIn.account.workerSid);

  return { taskSid, RecordingSid };
}

function byAgent(name: string, parameters: Readonly<Record<string, string>>): Promise<Answered> {
  return post(`/callback/flex/${name}`, { ...parameters, Token: standIn.account.tokens.agent });
}

function bySigned(name: string, parameters: Readonly<Record<string, string>>): Promise<Answered> {
  const path = `/callback/studio/${name}`;
  const signature = twilio.getExpectedTwilioSignature(standIn.account.authToken, origin() + path, parameters);

  return post(path, parameters, { "X-Twilio-Signature": signature });
}

async function post(
  path: string,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const answer = await fetch(origin() + path, {
    method: "POST",
    headers,
    body: new URLSearchParams(parameters),
  });
  const bytes = [...new Uint8Array(await answer.arrayBuffer())];
  const isJson = answer.headers.get("content-type")?.includes("json");

  return { status: answer.status, bytes, body: isJson ? JSON.parse(Buffer.from(bytes).toString()) : {} };
}

async function twilioAnswer(
  method: "GET" | "POST",
  address: string,
  form?: Readonly<Record<string, string>>,
): Promise<{ status: number; body: { readonly [key: string]: Json } }> {
  const { accountSid, authToken } = standIn.account;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const answer = await fetch(`${standIn.url}/__twilio/${address}`, {
    method,
    headers: { authorization },
    ...(form && { body: new URLSearchParams(form) }),
  });

  return { status: answer.status, body: await answer.json() };
}

function taskAddress(taskSid: string): string {
  return `taskrouter.twilio.com/v1/Workspaces/${standIn.account.workspaceSid}/Tasks/${taskSid}`;
}

async function attributesOf(taskSid: string): Promise<string> {
  return String((await twilioAnswer("GET", taskAddress(taskSid))).body.attributes);
}

async function rewrite(taskSid: string, edit: (attributes: string) => string): Promise<void> {
  await twilioAnswer("POST", taskAddress(taskSid), { Attributes: edit(await attributesOf(taskSid)) });
}
