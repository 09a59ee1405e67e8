import twilio from "twilio";
import { afterAll, describe, expect, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { eventPath } from "../../src/adapters/twilio-wire/paths.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";

const standIn = await startTwilio();
afterAll(() => standIn.close());

const log = new CollectedLog();
const handler = fetchHandler(standIn.environment, { bindings: { Log: log } });
const ADDRESS = `https://callbacks.example.com${eventPath("taskrouter")}`;
const EVENTS = JSON.stringify([{ type: "com.twilio.taskrouter.worker.created", data: {} }]);

interface Sent {
  readonly body: string;
  /** What was signed, where it is not the body. */
  readonly signedBody?: string;
  readonly signature?: string | null;
}

/** As Event Streams sends it: the signature is over the address, which has the hash of the raw body. */
function send({ body, signedBody = body, signature }: Sent): Promise<Response> {
  const address = `${ADDRESS}?bodySHA256=${twilio.getExpectedBodyHash(signedBody)}`;
  const right = twilio.getExpectedTwilioSignature(standIn.account.authToken, address, {});
  const headers = { "Content-Type": "application/json" };
  const given = signature === undefined ? right : signature;

  return handler(
    new Request(address, {
      method: "POST",
      body,
      headers: given === null ? headers : { ...headers, "X-Twilio-Signature": given },
    }),
  );
}

describe("Events on your own server", () => {
  it("are taken with the signature over their raw body", async () => {
    const response = await send({ body: EVENTS });

    expect(response.status).toBe(200);
    expect(await response.json()).toStrictEqual({ success: true, events: 1, ours: 0, followed: 0 });
  });

  it("may hold as many ampersands as they like: they are no parameters", async () => {
    const body = JSON.stringify([{ type: "x", data: { text: "&".repeat(2_000) } }]);

    expect((await send({ body })).status).toBe(200);
  });

  it.each<[string, Sent, number, string]>([
    ["without a signature", { body: EVENTS, signature: null }, 403, "not-signed"],
    [
      "with a wrong signature",
      { body: EVENTS, signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" },
      403,
      "not-signed",
    ],
    [
      "whose body was changed",
      { body: EVENTS.replace("worker", "wurker"), signedBody: EVENTS },
      403,
      "not-signed",
    ],
    ["that are no JSON", { body: "[{" }, 400, "invalid-request"],
    ["that are no list", { body: '"text"' }, 400, "invalid-request"],
    ["of more than 1 MB", { body: `[${'{"a":1},'.repeat(140_000)}{}]` }, 413, "too-large"],
  ])("are refused %s", async (_, sent, status, code) => {
    const before = log.entries.length;
    const response = await send(sent);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ success: false, code });
    // Nobody reads the answer to a webhook.
    const [line, ...more] = log.entries.slice(before);
    expect(more).toStrictEqual([]);
    expect(line).toMatchObject({ level: "warn", event: "request.refused" });
    expect(JSON.stringify(line?.details)).not.toMatch(/bodySHA256|"a":1/);
  });
});
