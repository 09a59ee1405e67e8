import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import twilioSdk, { type RequestClient } from "twilio";
import TaskrouterDomain from "twilio/lib/rest/TaskrouterBase.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTwilio } from "../../../local/twilio/index.ts";
import { inProcessRequest } from "../../../local/twilio/loopback.ts";
import { sdkFor } from "./stand.ts";

type RequestOptions = Parameters<RequestClient["request"]>[0];

interface Wire {
  readonly method: string;
  readonly target: string;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

describe("a request without a socket", () => {
  let server: Server;
  let origin: string;
  let received: Wire | undefined;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      received = await wireOf(request);
      response.setHeader("content-type", "application/json").end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const mark = fc.constantFrom(...` !'()*+%&=?#/~-_."<>`);
  const letter = fc.oneof(mark, fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }));
  const text = fc.string({ unit: letter, maxLength: 12 });
  const scalar = fc.oneof(
    text,
    fc.integer(),
    fc.boolean(),
    fc.date({ noInvalidDate: true }),
    fc.constant(undefined),
  );
  const value = fc.oneof(scalar, fc.array(text, { maxLength: 3 }));
  const fields = fc.dictionary(fc.stringMatching(/^[A-Z][a-zA-Z]{0,8}$/), value, { maxKeys: 5 });
  const options = fc.record({
    method: fc.constantFrom("get", "post", "delete"),
    path: fc.constantFrom("/v1/Workspaces", "/v1/Services/default/Documents?Page=1"),
    params: fc.option(fields, { nil: undefined }),
    data: fc.option(fields, { nil: undefined }),
    type: fc.constantFrom("application/x-www-form-urlencoded", "application/json"),
  });

  test("sends the bytes that the SDK's own client would send", async () => {
    await fc.assert(
      fc.asyncProperty(options, async ({ path, type, ...rest }) => {
        const sends = rest.data !== undefined && rest.method === "post";
        const request = {
          ...rest,
          ...(sends ? {} : { data: undefined }),
          uri: `https://example.twilio.com${path}`,
          username: "AC1",
          password: "it's: secret",
          headers: sends ? { "Content-Type": type } : {},
        } as unknown as RequestOptions;

        expect(await sentInProcess(request)).toEqual(await sentBySdk(request));
      }),
      { numRuns: 60 },
    );
  });

  async function sentBySdk(request: RequestOptions): Promise<Wire | undefined> {
    const uri = request.uri.replace("https://example.twilio.com", `${origin}/__twilio/example.twilio.com`);
    await new twilioSdk.RequestClient().request({
      ...request,
      headers: { ...request.headers },
      uri,
    });

    return received;
  }
});

async function sentInProcess(request: RequestOptions): Promise<Wire | undefined> {
  let sent: Wire | undefined;
  const fetch = async (each: Request) => {
    const { pathname, search } = new URL(each.url);
    sent = {
      method: each.method,
      target: pathname + search,
      contentType: each.headers.get("content-type")?.split(";")[0],
      authorization: each.headers.get("authorization") ?? undefined,
      body: await each.text(),
    };
    return Response.json({});
  };
  const { account } = createTwilio();
  await inProcessRequest({ app: { fetch }, account } as never).request({
    ...request,
    headers: { ...request.headers },
  });

  return sent;
}

async function wireOf(request: IncomingMessage): Promise<Wire> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);

  return {
    method: request.method ?? "",
    target: request.url ?? "",
    contentType: request.headers["content-type"]?.split(";")[0],
    authorization: request.headers.authorization,
    body: Buffer.concat(chunks).toString(),
  };
}

describe("the SDK without a socket", () => {
  test("gets a status, a body and headers", async () => {
    const twilio = createTwilio();
    const { workspaceSid } = twilio.account;

    const answer = await inProcessRequest(twilio).request({
      method: "get",
      uri: `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}`,
    });

    expect(answer).toMatchObject({
      statusCode: 200,
      body: { sid: workspaceSid },
      headers: { "content-type": "application/json" },
    });
  });

  test("gets text as text, and never an empty answer", async () => {
    const twilio = createTwilio();
    twilio.faults.add({ status: 502, raw: "<html>" });
    twilio.faults.add({ status: 503, raw: "" });
    const ask = () =>
      inProcessRequest(twilio).request({ method: "get", uri: "https://taskrouter.twilio.com/v1/Workspaces" });

    expect((await ask()).body).toBe("<html>");
    expect((await ask()).body).toBe("");
  });

  test("works for the whole client and for a single domain", async () => {
    const twilio = createTwilio();
    const { workspaceSid } = twilio.account;
    const domain = new TaskrouterDomain(inProcessRequest(twilio) as never);

    const byClient = await sdkFor(twilio).taskrouter.v1.workspaces(workspaceSid).tasks.create();
    const byDomain = await domain.v1.workspaces(workspaceSid).tasks(byClient.sid).fetch();

    expect(byDomain.sid).toBe(byClient.sid);
    expect(twilio.contract.violations).toEqual([]);
  });
});
