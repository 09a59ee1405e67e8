import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { createAdaptorServer } from "@hono/node-server";
import { Miniflare } from "miniflare";
import twilio from "twilio";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { HttpEvent } from "../../examples/aws-lambda/handler.ts";
import { startTwilio } from "../../local/start-twilio.ts";
import { ON_THE_BUILT_PACKAGE, root } from "./examples.ts";
import { workerBundle } from "./worker-bundle.ts";

// The examples are written against the built package, and read their settings from the environment.
const standIn = await startTwilio();
Object.assign(process.env, standIn.environment);
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

/** A server that some example runs, as those who call it see it. */
interface Server {
  readonly origin: string;
  fetch(request: Request): Promise<Response>;
}

const SERVERS: readonly (readonly [name: string, server: Server])[] = [
  ["The Hono server", await honoServer()],
  ["The Lambda handler", await lambdaHandler()],
  ["The Worker", await worker()],
];

describe.each(SERVERS)("%s", (_, server) => {
  const { account, agents } = standIn;
  const asked = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };

  it("takes a callback that Twilio signed, once", async () => {
    const first = await post("/callback/studio/create-callback", asked, signed(asked));
    const again = await post("/callback/studio/create-callback", asked, signed(asked));

    expect(first).toMatchObject({ status: 200, body: { success: true } });
    expect(again.body).toStrictEqual({ success: true, taskSid: first.body.taskSid, duplicate: true });
    expect(agents.open()).toStrictEqual([first.body.taskSid]);
  });

  it("refuses a request without a signature, and one that was changed after it was signed", async () => {
    const changed = { ...asked, numberToCall: "+14155550111" };
    const refused = [
      await post("/callback/studio/create-callback", asked, {}),
      await post("/callback/studio/create-callback", changed, signed(asked)),
    ];

    expect(refused.map(({ status, body }) => [status, body.code])).toStrictEqual([
      [403, "not-signed"],
      [403, "not-signed"],
    ]);
    expect(agents.open()).toStrictEqual([]);
  });

  it("puts a callback back for the agent who holds it, and for nobody without a token", async () => {
    const { body } = await post("/callback/studio/create-callback", asked, signed(asked));
    const taskSid = String(body.taskSid);
    agents.accept(taskSid, account.workerSid);

    const stranger = await post("/callback/flex/requeue-callback", { taskSid, Token: "forged" }, {});
    const agent = await post("/callback/flex/requeue-callback", { taskSid, Token: account.tokens.agent }, {});

    expect(stranger).toMatchObject({ status: 403, body: { code: "token-invalid" } });
    expect(agent).toMatchObject({ status: 200, body: { success: true, repeated: false } });
    expect(agents.open()).toContain(agent.body.taskSid);
  });

  it("names every wrong parameter in its answer", async () => {
    const wrong = { numberToCall: "911", priority: "high" };
    const { status, body } = await post("/callback/studio/create-callback", wrong, signed(wrong));

    expect(status).toBe(400);
    expect(Object.keys(body.fields as object).sort()).toStrictEqual([
      "numberToCall",
      "numberToCallFrom",
      "priority",
    ]);
  });

  async function post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
    const body = new URLSearchParams(form);
    const response = await server.fetch(new Request(server.origin + path, { method: "POST", body, headers }));

    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  function signed(form: Readonly<Record<string, string>>): Record<string, string> {
    const url = `${server.origin}/callback/studio/create-callback`;

    return { "X-Twilio-Signature": twilio.getExpectedTwilioSignature(account.authToken, url, form) };
  }
});

describe("The life of a callback", () => {
  it("runs in memory, from the request to the second call, which is answered", async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "examples/callback-life/index.ts"],
      {
        cwd: root,
        env: { ...process.env, ...ON_THE_BUILT_PACKAGE },
      },
    );

    expect(stdout.trim().split("\n")).toStrictEqual([
      "asked: { kind: 'created', taskId: 'task-1' }",
      "asked again: { kind: 'joined', taskId: 'task-1', transcript: 'none' }",
      "requeued: { kind: 'requeued', taskId: 'task-2', repeated: false }",
      "attempts: [ 'no-answer', 'answered' ]",
      "waiting: []",
    ]);
  }, 120_000);
});

/** Behind a real socket, so that what is signed is the raw request. */
async function honoServer(): Promise<Server> {
  const { app } = await import("../../examples/hono-server/server.ts");
  const server = createAdaptorServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => void server.close());

  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, fetch };
}

async function lambdaHandler(): Promise<Server> {
  const { handler } = await import("../../examples/aws-lambda/handler.ts");

  return {
    origin: "https://callbacks.lambda-url.us-east-1.on.aws",
    fetch: async (request) => {
      const { statusCode, headers, body } = await handler(await httpEvent(request));
      return new Response(Buffer.from(body, "base64"), { status: statusCode, headers });
    },
  };
}

async function httpEvent(request: Request): Promise<HttpEvent> {
  const { hostname, pathname, search } = new URL(request.url);

  return {
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: Object.fromEntries(request.headers),
    body: Buffer.from(await request.arrayBuffer()).toString("base64"),
    isBase64Encoded: true,
    requestContext: { domainName: hostname, http: { method: request.method } },
  };
}

/** In Cloudflare's own runtime. */
async function worker(): Promise<Server> {
  const folder = join(root, "examples/cloudflare-worker");
  const withoutComments = readFileSync(join(folder, "wrangler.jsonc"), "utf8").replace(/^\s*\/\/.*$/gm, "");
  const { compatibility_date, compatibility_flags } = JSON.parse(withoutComments);
  const miniflare = new Miniflare({
    modules: true,
    script: await workerBundle(join(folder, "worker.ts")),
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
    bindings: standIn.environment,
  });
  afterAll(() => miniflare.dispose());
  await miniflare.ready;

  return {
    origin: "https://callbacks.example.workers.dev",
    fetch: async ({ url, method, headers, body }) => {
      const text = body && (await new Response(body).text());
      const response = await miniflare.dispatchFetch(url, { method, headers: [...headers], body: text });

      return new Response(await response.text(), { status: response.status });
    },
  };
}
