import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import twilio from "twilio";
import { afterAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { nodeHandler } from "../../src/entrypoints/node-handler.ts";

const standIn = await startTwilio();
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

const CREATE = "/callback/studio/create-callback";
const ASKED = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };

describe("The functions behind a handler of (req, res)", () => {
  const plain = nodeHandler(standIn.environment);

  it("take a signed callback on Node's own server", async () => {
    expect(await post(plain, CREATE)).toMatchObject({ status: 200, body: { success: true } });
    expect(standIn.agents.open()).toHaveLength(1);
  });

  it("refuse a callback that nobody signed", async () => {
    expect(await post(plain, CREATE, {})).toMatchObject({ status: 403, body: { code: "not-signed" } });
  });

  it("are found behind an Express router, at the path where it is mounted", async () => {
    const app = express();
    app.use("/twilio", nodeHandler(standIn.environment, { basePath: "/twilio" }));

    expect(await post(app, `/twilio${CREATE}`)).toMatchObject({ status: 200, body: { success: true } });
  });

  it("say what is wrong where a body parser has read the request before", async () => {
    const app = express();
    app.use(express.urlencoded({ extended: false }), plain);

    expect(await post(app, CREATE)).toMatchObject({
      status: 500,
      body: { code: "body-parsed", message: expect.stringContaining("in front of the body parser") },
    });
    expect(standIn.agents.open()).toHaveLength(0);
  });

  it("take a body that a parser kept as rawBody", async () => {
    const app = express();
    const keep = (request: object, _: unknown, rawBody: Buffer) => void Object.assign(request, { rawBody });
    app.use(express.urlencoded({ extended: false, verify: keep }), plain);

    expect(await post(app, CREATE)).toMatchObject({ status: 200, body: { success: true } });
  });
});

/** Signed as Twilio signs, unless other headers are given. */
async function post(
  listener: RequestListener,
  path: string,
  headers?: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const signature = twilio.getExpectedTwilioSignature(standIn.account.authToken, url, ASKED);
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(ASKED),
    headers: headers ?? { "X-Twilio-Signature": signature },
  });

  return { status: response.status, body: await response.json() };
}
