import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { SystemClock } from "../../src/adapters/system/system-clock.ts";
import { WebhookAnnouncements } from "../../src/adapters/webhook/webhook-announcements.ts";
import type { Announcement } from "../../src/domain/announcement.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { describeAnnouncements } from "../contracts/announcements.contract.ts";

const SECRET = `whsec_${Buffer.from("a secret of thirty-two bytes ....").toString("base64")}`;
const SOURCE = "/accounts/AC1";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

let received: Received[] = [];
let answer: (response: ServerResponse) => void;
const ok = (response: ServerResponse) => void response.writeHead(204).end();
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  received.push({ headers: request.headers, body, path: request.url ?? "" });
  answer(response);
});

let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received = [];
  answer = ok;
});

const webhook = (clock: ConstructorParameters<typeof WebhookAnnouncements>[1] = new SystemClock()) =>
  new WebhookAnnouncements({ url, secret: SECRET, source: SOURCE }, clock);

describeAnnouncements("WebhookAnnouncements", () => {
  const refuse = (response: ServerResponse) => void response.writeHead(503).end();

  return {
    announcements: webhook(),
    taken: () => received.filter((_, index) => !refused.has(index)).map(readBack),
    goAway: () => {
      answer = (response) => {
        refused.add(received.length - 1);
        refuse(response);
      };
    },
    comeBack: () => {
      answer = ok;
    },
  };
});

const refused = new Set<number>();
beforeEach(() => refused.clear());

/** What a receiver makes of it, which checks the signature first. */
function readBack({ headers, body }: Received): Announcement {
  const cloud = new Webhook(SECRET).verify(body, headers as Record<string, string>) as {
    id: string;
    type: Announcement["kind"];
    time: string;
    subject: string;
    data: Announcement["data"];
  };

  return {
    id: cloud.id,
    kind: cloud.type,
    at: new Date(cloud.time),
    request: cloud.subject,
    data: cloud.data,
  };
}

const ANNOUNCEMENT: Announcement = {
  id: "WT1.callback.requested",
  kind: "callback.requested",
  at: new Date("2026-03-02T10:00:00.000Z"),
  request: "WT1",
  data: { request: "WT1" },
};

describe("An announcement by webhook", () => {
  it("is a CloudEvent in an envelope of Standard Webhooks", async () => {
    await webhook().tell(ANNOUNCEMENT);
    const [{ headers, body } = { headers: {}, body: "{}" }] = received;

    expect(headers).toMatchObject({
      "content-type": "application/cloudevents+json; charset=utf-8",
      "webhook-id": ANNOUNCEMENT.id,
    });
    expect(JSON.parse(body)).toStrictEqual({
      specversion: "1.0",
      id: ANNOUNCEMENT.id,
      source: SOURCE,
      type: "callback.requested",
      subject: "WT1",
      time: "2026-03-02T10:00:00.000Z",
      datacontenttype: "application/json",
      data: { request: "WT1" },
    });
  });

  it("never goes where the receiver redirects it to: that counts as not taken", async () => {
    answer = (response) => void response.writeHead(307, { Location: `${url}/elsewhere` }).end();

    await expect(webhook().tell(ANNOUNCEMENT)).rejects.toBeInstanceOf(Unavailable);
    expect(received.map(({ path }) => path)).toStrictEqual(["/hook"]);
  });

  it("is given up after three seconds of silence", async () => {
    const clock = new ManualClock();
    answer = () => undefined;
    const telling = webhook(clock).tell(ANNOUNCEMENT);
    const refusal = expect(telling).rejects.toBeInstanceOf(Unavailable);
    await expect.poll(() => received.length).toBe(1);
    await clock.advance(3_000);

    await refusal;
  });
});
