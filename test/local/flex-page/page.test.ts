import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFlexPage } from "../../../local/flex-page/index.ts";
import type { PageSettings } from "../../../local/flex-page/settings.ts";
import { createTwilio } from "../../../local/twilio/index.ts";

/** For the Flex UI, where nobody has built it yet. */
const BUILD_TIMEOUT_MS = 180_000;

describe("the page of the Flex UI", () => {
  const twilio = createTwilio();
  let folder: string;
  let pluginFile: string;
  let page: Hono;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "page-plugin-"));
    pluginFile = join(folder, "some-plugin.js");
    page = (await createFlexPage({ twilio, pluginFile })).routes;
  }, BUILD_TIMEOUT_MS);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(["/", "/agent-desktop", "/agent-desktop/WR1", "/teams/", "/queues-stats"])(
    "is found at %s",
    async (path) => {
      const answer = await page.request(path);

      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  it("leaves other addresses to others", async () => {
    expect((await page.request("/callback/flex/settings")).status).toBe(404);
  });

  it("knows whom it can log in, with tokens that the account knows", async () => {
    const html = await (await page.request("/")).text();
    const [, text = ""] = /<script type="application\/json"[^>]*>(.*?)<\/script>/.exec(html) ?? [];
    const settings: PageSettings = JSON.parse(text);

    expect(settings.accountSid).toBe(twilio.account.accountSid);
    expect(settings.logins.agent2).toMatchObject({ token: twilio.account.tokens.agent2, identity: "agent2" });
    expect(Date.parse(settings.logins.agent.expiration)).toBeGreaterThan(Date.now() + 3_600_000);
  });

  it("has scripts that a browser may keep for ever, compressed if it accepts that", async () => {
    const html = await (await page.request("/")).text();
    const scripts = [...html.matchAll(/<script src="([^"]+)"/g)].map(([, address = ""]) => address);
    expect(scripts).toHaveLength(3);

    for (const address of scripts) {
      const answer = await page.request(address, { headers: { "accept-encoding": "gzip" } });
      expect(answer.status, address).toBe(200);
      expect(answer.headers.get("cache-control"), address).toContain("immutable");
      expect(answer.headers.get("content-encoding"), address).toBe(
        address.includes("flex-host") ? "gzip" : null,
      );
      await answer.body?.cancel();
    }
  });

  it("lists no plugin where none is built, and the one that is", async () => {
    const plugins = async () => (await page.request("/__twilio/flex.twilio.com/plugins")).json();
    expect(await plugins()).toEqual([]);

    await writeFile(pluginFile, "/* a plugin */");
    const [listed] = await plugins();

    expect(listed).toMatchObject({ name: "some-plugin", phase: 3 });
    expect(await (await page.request(listed.src)).text()).toBe("/* a plugin */");
    expect((await page.request("/__page/plugin/other.js")).status).toBe(404);
  });
});
