import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterEach, describe, expect, it } from "vitest";
import { createClock } from "../../../local/twilio/clock.ts";
import { createTwilio, type Twilio } from "../../../local/twilio/index.ts";
import { MONDAY } from "./stand.ts";

const A_DAY_MS = 86_400_000;

describe("the Date of an answer", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  it.each([
    ["TaskRouter", "taskrouter.twilio.com/v1/Workspaces/{workspace}/Tasks", 200],
    ["TaskRouter, to a refusal", "taskrouter.twilio.com/v1/Workspaces/{workspace}/Tasks/WT0", 404],
    ["Sync", "sync.twilio.com/v1/Services/default/Documents", 200],
    ["the telephony API", "api.twilio.com/2010-04-01/Accounts/{account}/Recordings.json", 200],
  ])("of %s is the local clock's", async (_name, path, status) => {
    const twilio = createTwilio({ clock: createClock(() => MONDAY) });
    twilio.clock.advance(A_DAY_MS);

    const answer = await ask(twilio, path);

    expect(answer.status).toBe(status);
    expect(answer.headers.get("date")).toBe("Tue, 03 Mar 2026 09:00:00 GMT");
  });

  it("is there on a fault too", async () => {
    const twilio = createTwilio({ clock: createClock(() => MONDAY) });
    twilio.faults.add({ status: 503 });

    const answer = await ask(twilio, "sync.twilio.com/v1/Services/default/Documents");

    expect(answer.status).toBe(503);
    expect(answer.headers.get("date")).toBe("Mon, 02 Mar 2026 09:00:00 GMT");
  });

  async function ask(twilio: Twilio, path: string): Promise<Response> {
    const listening = createServer(getRequestListener(twilio.app.fetch));
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const { accountSid, authToken, workspaceSid } = twilio.account;
    const place = path.replace("{workspace}", workspaceSid).replace("{account}", accountSid);

    return fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/__twilio/${place}`, {
      headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    });
  }
});
