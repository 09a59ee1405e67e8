import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterEach, describe, expect, it, test } from "vitest";
import { createTwilio, type Twilio } from "../../../local/twilio/index.ts";
import { aStand, refusal } from "./stand.ts";

describe("a fault on demand", () => {
  it.each([
    [400, 20001],
    [401, 20003],
    [404, 20404],
    [429, 20429],
    [500, 20500],
    [503, 20503],
  ])("of status %i comes with Twilio's code %i", async (status, code) => {
    const { twilio, workspace } = aStand();
    twilio.faults.add({ status });

    expect(await refusal(workspace.fetch())).toMatchObject({ status, code });
    await expect(workspace.fetch()).resolves.toBeDefined();
  });

  test("prevents the operation", async () => {
    const { twilio, workspace } = aStand();
    twilio.faults.add({ status: 503 });

    await refusal(workspace.tasks.create());

    expect(await workspace.tasks.list({ limit: 50 })).toEqual([]);
  });

  test("can be a page of HTML, with headers of its own", async () => {
    const { twilio } = aStand();
    twilio.faults.add({ status: 502, raw: "<html>Bad Gateway</html>", headers: { "retry-after": "2" } });

    const response = await fetchWorkspace(twilio);

    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.headers.get("retry-after")).toBe("2");
    expect(await response.text()).toBe("<html>Bad Gateway</html>");
  });

  test("happens to the requested number of matching requests", async () => {
    const { twilio, workspace } = aStand();
    twilio.faults.add({
      method: "post",
      host: "taskrouter.twilio.com",
      path: "/Tasks",
      status: 429,
      times: 2,
    });

    await expect(workspace.fetch()).resolves.toBeDefined();
    expect(await refusal(workspace.tasks.create())).toMatchObject({ status: 429 });
    expect(await refusal(workspace.tasks.create())).toMatchObject({ status: 429 });
    await expect(workspace.tasks.create()).resolves.toBeDefined();
    expect(twilio.faults.pending).toEqual([]);
  });

  test("comes one at a time, in the order of the requests", async () => {
    const { twilio, workspace } = aStand();
    twilio.faults.add({ status: 500 });
    twilio.faults.add({ status: 503 });

    expect((await refusal(workspace.fetch())).status).toBe(500);
    expect((await refusal(workspace.fetch())).status).toBe(503);
  });

  test("can be a delay before an ordinary answer", async () => {
    const { twilio, workspace, advanceSeconds } = aStand();
    twilio.faults.add({ latencyMs: 15_000 });
    let arrived = false;
    const asked = workspace.fetch().then(() => {
      arrived = true;
    });

    await expect.poll(() => twilio.faults.pending).toEqual([]);
    expect(arrived).toBe(false);
    advanceSeconds(15);
    await asked;

    expect(arrived).toBe(true);
  });

  test("that loses the connection before the request arrives leaves nothing behind", async () => {
    const { twilio, workspace } = aStand();
    twilio.faults.add({ reset: "before" });

    await expect(workspace.tasks.create()).rejects.toMatchObject({ code: "ECONNRESET" });

    expect(await workspace.tasks.list({ limit: 50 })).toEqual([]);
  });

  test("that loses the connection afterwards leaves the task behind", async () => {
    const { twilio, workspace } = aStand();
    twilio.faults.add({ reset: "after" });

    await expect(workspace.tasks.create()).rejects.toMatchObject({ code: "ECONNRESET" });

    expect(await workspace.tasks.list({ limit: 50 })).toHaveLength(1);
  });

  it.each([
    ["nothing", {}],
    ["a status that there is not", { status: 99 }],
    ["something misspelt", { status: 500, latency: 5 }],
    ["a reset at another time", { reset: "during" as never }],
  ])("cannot be %s", (_name, fault) => {
    expect(() => createTwilio().faults.add(fault)).toThrow();
  });
});

describe("over a socket", () => {
  const servers: ReturnType<typeof serve>[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("a connection lost %s the request took effect leaves %i tasks", async (reset, left) => {
    const twilio = createTwilio();
    const origin = await serveOnSocket(twilio);
    twilio.faults.add({ reset });

    const lost = fetch(`${origin}${workspacePath(twilio)}/Tasks`, {
      method: "POST",
      headers: credentials(twilio),
    });

    await expect(lost).rejects.toMatchObject({ cause: { code: "UND_ERR_SOCKET" } });
    expect(twilio.store.state.tasks.size).toBe(left);
    expect((await fetch(`${origin}${workspacePath(twilio)}`, { headers: credentials(twilio) })).status).toBe(
      200,
    );
  });

  async function serveOnSocket(twilio: Twilio): Promise<string> {
    const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
      const started = serve({ fetch: twilio.app.fetch, port: 0, hostname: "127.0.0.1" }, () =>
        resolve(started),
      );
    });
    servers.push(server);

    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});

function fetchWorkspace(twilio: Twilio): Promise<Response> {
  return Promise.resolve(twilio.app.request(workspacePath(twilio), { headers: credentials(twilio) }));
}

function workspacePath({ account }: Twilio): string {
  return `/__twilio/taskrouter.twilio.com/v1/Workspaces/${account.workspaceSid}`;
}

function credentials({ account }: Twilio): Record<string, string> {
  return { authorization: `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}` };
}
