import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import twilio from "twilio";
import { afterAll, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { EVENT_FUNCTIONS, FLEX_FUNCTIONS, STUDIO_FUNCTIONS } from "../../src/adapters/twilio-wire/paths.ts";
import { type FetchHandlerOptions, fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import { Misconfigured } from "../../src/entrypoints/functions/settings.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import type { Log } from "../../src/ports/log.ts";

const standIn = await startTwilio();
afterAll(() => standIn.close());
beforeEach(() => standIn.reset());

const ORIGIN = "https://callbacks.example.com";
const CREATE = "/callback/studio/create-callback";
const ASKED = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };

describe("The functions on your own server", () => {
  it("are all there, at the paths that they have on Twilio", () => {
    const folder = fileURLToPath(new URL("../../src/entrypoints/functions/callback", import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );

    const listed = [
      ...STUDIO_FUNCTIONS.map((name) => `studio/${name}.protected.ts`),
      ...EVENT_FUNCTIONS.map((name) => `events/${name}.protected.ts`),
      ...FLEX_FUNCTIONS.map((name) => `flex/${name}.ts`),
    ];

    expect(listed.sort()).toStrictEqual(files.sort());
  });

  it("do not start without their required settings, and name them", () => {
    const { AUTH_TOKEN: _, ACCOUNT_SID: __, ...environment } = standIn.environment;

    expect(() => fetchHandler(environment)).toThrow(Misconfigured);
    expect(() => fetchHandler(environment)).toThrow(/ACCOUNT_SID is not set/);
  });

  it("do not start with an API key alone: signatures are made with the auth token", () => {
    const { AUTH_TOKEN: _, ...environment } = standIn.environment;
    const withKey = { ...environment, TWILIO_API_KEY: `SK${"0".repeat(32)}`, TWILIO_API_SECRET: "secret" };

    expect(() => fetchHandler(withKey)).toThrow(/AUTH_TOKEN is not set/);
  });

  it("take in place of a part only what can do its work", () => {
    expectTypeOf<NonNullable<Bindings["Log"]>>().toEqualTypeOf<Log>();
    expectTypeOf<NonNullable<Bindings["CallbackTasks"]>>().toEqualTypeOf<CallbackTasks>();
  });

  it("accept a signed GET and a signed JSON body with its hash", async () => {
    const query = `?${new URLSearchParams(ASKED)}`;
    const got = await call({ path: CREATE + query, headers: signed(ORIGIN + CREATE + query) });

    const body = JSON.stringify({ ...ASKED, numberToCall: "+14155550111" });
    const hashed = `${CREATE}?bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
    const posted = await call({ path: hashed, body, headers: { ...JSON_TYPE, ...signed(ORIGIN + hashed) } });

    expect([got.status, posted.status]).toStrictEqual([200, 200]);
    expect(standIn.agents.open()).toHaveLength(2);
  });

  it.each([
    ["a JSON body without its hash", CREATE, JSON.stringify(ASKED)],
    ["a JSON body with the hash of another", `${CREATE}?bodySHA256=${"0".repeat(64)}`, JSON.stringify(ASKED)],
  ])("refuse %s, however well the address is signed", async (_, path, body) => {
    const refused = await call({ path, body, headers: { ...JSON_TYPE, ...signed(ORIGIN + path) } });

    expect(refused.status).toBe(403);
    expect(standIn.agents.open()).toStrictEqual([]);
  });

  it("know the address that Twilio called behind a proxy, and a path of their own", async () => {
    const path = `/twilio${CREATE}`;
    const options = { publicOrigin: "https://public.example.com", basePath: "/twilio" };
    const form = { path, body: new URLSearchParams(ASKED) };

    const proxied = await call(
      { ...form, headers: signed(`https://public.example.com${path}`, ASKED) },
      options,
    );
    const direct = await call({ ...form, headers: signed(ORIGIN + path, ASKED) }, options);

    expect([proxied.status, direct.status]).toStrictEqual([200, 403]);
  });

  it("give an agent the sound of a voicemail, byte for byte", async () => {
    const sound = Uint8Array.from({ length: 512 }, (_, n) => n % 256);
    const form = { ...ASKED, RecordingSid: standIn.record(sound) };
    const taken = await call({
      path: CREATE,
      body: new URLSearchParams(form),
      headers: signed(ORIGIN + CREATE, form),
    });
    const { taskSid } = (await taken.json()) as { taskSid: string };
    standIn.agents.accept(taskSid, standIn.account.workerSid);

    const answer = await call({
      path: "/callback/flex/fetch-voicemail",
      body: new URLSearchParams({ taskSid, Token: standIn.account.tokens.agent }),
      headers: { Origin: "https://flex.twilio.com" },
    });

    expect(answer.headers.get("content-type")).toBe("audio/mpeg");
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://flex.twilio.com");
    expect(new Uint8Array(await answer.arrayBuffer())).toStrictEqual(sound);
  });

  it("refuse a parameter that is given twice", async () => {
    const body = new URLSearchParams([...Object.entries(ASKED), ["numberToCall", "+14155550111"]]);
    const fields = { ...ASKED, numberToCall: ["+14155550100", "+14155550111"] };
    const refused = await call({ path: CREATE, body, headers: signed(ORIGIN + CREATE, fields) });

    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ fields: { numberToCall: expect.stringContaining("once") } });
  });

  it("let no parameter pass for a header of the request", async () => {
    const form = { ...ASKED, request: "forged" };
    const taken = await call({
      path: CREATE,
      body: new URLSearchParams(form),
      headers: signed(ORIGIN + CREATE, form),
    });

    expect(taken.status).toBe(200);
  });

  it("answer Flex from its own pages, and no other page", async () => {
    const body = new URLSearchParams({ Token: standIn.account.tokens.agent });
    const allowed = async (origin: string): Promise<string | null> => {
      const answer = await call({ path: "/callback/flex/settings", body, headers: { Origin: origin } });
      return answer.headers.get("access-control-allow-origin");
    };

    expect(await allowed("https://flex.twilio.com")).toBe("https://flex.twilio.com");
    expect(await allowed("https://flex.twilio.com.example.com")).toBeNull();
  });

  it.each([
    ["https://flex.twilio.com", "https://flex.twilio.com"],
    ["https://example.com", null],
  ])("answer a preflight of %s with %s", async (origin, allowed) => {
    const answer = await call({
      path: "/callback/flex/settings",
      method: "OPTIONS",
      headers: { Origin: origin },
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe(allowed);
  });

  it("are not found at other paths, nor under names that every object has", async () => {
    for (const path of [
      "/",
      "/callback",
      `${CREATE}/`,
      `${CREATE}.protected`,
      "/constructor",
      "/__proto__",
      // The template's, as docs/migrate.md says.
      "/features/callback-and-voicemail/studio/create-callback",
    ]) {
      expect((await call({ path })).status).toBe(404);
    }
  });

  it("do nothing by methods other than GET and POST", async () => {
    expect((await call({ path: CREATE, method: "DELETE" })).status).toBe(405);
  });
});

interface Call {
  readonly path: string;
  readonly method?: string;
  readonly body?: BodyInit;
  readonly headers?: Readonly<Record<string, string>>;
}

function call(
  { path, body, method = body ? "POST" : "GET", headers = {} }: Call,
  options?: FetchHandlerOptions,
) {
  const request = new Request(ORIGIN + path, { method, headers, ...(body && { body }) });

  return fetchHandler(standIn.environment, options)(request);
}

const JSON_TYPE = { "Content-Type": "application/json" };

function signed(url: string, form: Record<string, string | string[]> = {}): Record<string, string> {
  return { "X-Twilio-Signature": twilio.getExpectedTwilioSignature(standIn.account.authToken, url, form) };
}
