import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { buildFunctions } from "../../build/functions.ts";
import { findLocal, sendForm } from "../../local/call/send.ts";
import { type LocalStack, startLocalStack } from "../../local/server.ts";
import { agentsOf } from "../../local/twilio/agents.ts";
import { withStack } from "../support/stack.ts";

const BUILD_TIMEOUT_MS = 60_000;

describe("the local stack", () => {
  const running: LocalStack[] = [];
  afterEach(() => Promise.all(running.splice(0).map((stack) => stack.close())));

  it("answers from the first moment on: 503 until it is ready", { timeout: BUILD_TIMEOUT_MS }, async () => {
    const answers: Promise<Response>[] = [];
    const stack = await startLocalStack({
      port: 0,
      prepare: async (url) => {
        answers.push(
          fetch(`${url}/__local/ready`),
          fetch(url, { headers: { accept: "text/html" } }),
          fetch(`${url}/callback/flex/settings`, { method: "POST" }),
        );
        await Promise.all(answers);
        await buildFunctions();
      },
    });
    running.push(stack);

    const [ready, page, settings] = await Promise.all(answers);
    expect([ready?.status, page?.status, settings?.status]).toEqual([503, 503, 503]);
    expect(await ready?.json()).toEqual({ status: "starting" });
    expect(await page?.text()).toContain('fetch("/__local/ready")');
    expect((await fetch(`${stack.url}/__local/ready`)).status).toBe(200);
  });

  it("has the functions hear what becomes of tasks: what an agent took home waits again, also after a reset", {
    timeout: BUILD_TIMEOUT_MS,
  }, async () => {
    const stack = await startLocalStack({ port: 0, hearsOfTasks: true, prepare: () => buildFunctions() });
    running.push(stack);
    const { account, agents, clock } = { ...stack.twilio, agents: agentsOf(stack.twilio) };
    stack.twilio.reset();
    const form = { numberToCall: "+14155550123", numberToCallFrom: "+14155550100" };
    await sendForm(await findLocal(stack.url), "a callback", "/callback/studio/create-callback", {}, form);
    const [sid = ""] = agents.open();
    agents.accept(sid, account.workerSid);
    clock.advance(86_402_000);

    await expect
      .poll(() => agents.open().filter((open) => open !== sid), { timeout: 20_000 })
      .toHaveLength(1);
  });

  it("gives its port back when it cannot start", async () => {
    let url = "";
    const failing = startLocalStack({
      port: 0,
      prepare: async (address) => {
        url = address;
        throw new Error("no build");
      },
    });

    await expect(failing).rejects.toThrow("no build");
    await expect(fetch(url)).rejects.toThrow();
  });

  it("ends while a Flex UI is connected, and one that only listens", {
    timeout: BUILD_TIMEOUT_MS,
  }, async () => {
    const stack = await startLocalStack({ port: 0, prepare: () => buildFunctions() });
    const { agent } = stack.twilio.account.tokens;
    const address = `${stack.url.replace("http", "ws")}/__twilio/event-bridge.twilio.com/v1/wschannels?token=${agent}`;
    const socket = new WebSocket(address);
    await once(socket, "message");
    const closed = once(socket, "close");

    await stack.close();

    await closed;
  });

  it("refuses a websocket that nobody serves", { timeout: BUILD_TIMEOUT_MS }, async () => {
    const stack = await startLocalStack({ port: 0, prepare: () => buildFunctions() });
    running.push(stack);

    const socket = new WebSocket(`${stack.url.replace("http", "ws")}/nowhere`);

    const [error] = await once(socket, "error");
    expect(error).toMatchObject({ message: "Unexpected server response: 404" });
  });
});

describe("a fault on demand, to a function", () => {
  const stack = withStack();
  const settings = () =>
    fetch(`${stack.url}/callback/flex/settings`, {
      method: "POST",
      body: new URLSearchParams({ Token: stack.twilio.account.tokens.agent }),
    });
  const fault = (body: object) =>
    fetch(`${stack.url}/__local/faults`, { method: "POST", body: JSON.stringify(body) });

  it.each([
    ["by its path", { path: "/flex/settings", status: 503 }],
    ["by the name of its host", { host: "functions", status: 503 }],
  ])("is met %s, once", async (_name, asked) => {
    expect((await fault(asked)).status).toBe(201);

    expect((await settings()).status).toBe(503);
    expect((await settings()).status).toBe(200);
  });

  it("is left to Twilio where it names neither", async () => {
    await fault({ method: "POST", status: 429 });

    await settings();

    expect(stack.twilio.faults.pending).toEqual([]);
    expect(stack.twilio.requests.find(({ method }) => method === "POST")).toMatchObject({
      host: "iam.twilio.com",
    });
  });

  it.each(["before", "after"] as const)("can lose the connection %s it ran", async (reset) => {
    await fault({ path: "/flex/settings", reset });

    await expect(settings()).rejects.toThrow();

    const asked = stack.twilio.requests.filter(({ host }) => host === "iam.twilio.com");
    expect(asked).toHaveLength(reset === "after" ? 1 : 0);
    expect((await settings()).status).toBe(200);
  });
});
