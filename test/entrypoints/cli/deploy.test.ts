import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountUnderTest, writesSince } from "./account.ts";
import { deployedIn } from "./deployed-state.ts";

const account = accountUnderTest();
const { twilio, run, runWith, build } = account;
const { serverless, pluginService } = twilio;
const { functions, pluginHome, running, variables, active, loaded } = deployedIn(twilio);

describe("deploy", () => {
  test("runs the functions, releases the plugin, and says where they are", async () => {
    await run("provision");
    const { code, out } = await run("deploy");

    expect(code).toBe(0);
    expect(out).toContain(`https://${functions()?.domain_name}/callback/studio/create-callback`);
    expect(running(functions()).map(({ path, visibility }) => `${path} ${visibility}`)).toEqual([
      "/callback/events/taskrouter protected",
      "/callback/flex/settings public",
      "/callback/studio/create-callback protected",
    ]);
    expect(loaded()).toEqual([expect.stringMatching(/^0\.1\.0-b[0-9a-f]{8}$/)]);
    expect([...pluginService.versions.values()][0]).toMatchObject({
      private: true,
      plugin_url: expect.stringMatching(
        /^https:\/\/flex-callback-voicemail-plugin-\d+\.twil\.io\/plugins\/flex-callback-voicemail\/.+\/bundle\.js$/,
      ),
    });
  });

  test("gives the functions their settings, and nothing that stays here", async () => {
    await run("provision");
    await runWith({ CALLBACK_MAX_ATTEMPTS: "5", HOME_MADE: "1", AUTH_TOKEN: "not-to-be-sent" }, "deploy");

    expect(variables()).toEqual({
      CALLBACK_LEDGER_KEY: expect.stringMatching(/^[\w-]{43}$/),
      CALLBACK_MAX_ATTEMPTS: "5",
      TWILIO_FLEX_CALLBACK_WORKFLOW_SID: expect.stringMatching(/^WW/),
      TWILIO_FLEX_WORKSPACE_SID: twilio.account.workspaceSid,
      TWILIO_SYNC_SERVICE_SID: expect.stringMatching(/^IS/),
    });
  });

  test("uploads the wait menu that CALLBACK_MENU names, and refuses one that is missing or wrong", async () => {
    await run("provision");
    const deploy = () => runWith({ CALLBACK_MENU: "/wait-menu.json" }, "deploy", "--functions-only");

    expect((await deploy()).err).toContain("CALLBACK_MENU names wait-menu.json, and there is no such file");
    writeFileSync(join(account.folder, "wait-menu.json"), '{"voicemail":"no"}');
    expect((await deploy()).err).toContain("voicemail must be true or false");
    writeFileSync(join(account.folder, "wait-menu.json"), '{"voicemail":false}');
    const { code, out } = await deploy();

    expect(code).toBe(0);
    expect(out).not.toContain("wait-menu.json");
    expect(running(functions()).map(({ path, visibility }) => `${path} ${visibility}`)).toContain(
      "/wait-menu.json private",
    );
  });

  test("keeps variables that were set elsewhere", async () => {
    await run("provision");
    const environment = functions();
    if (environment) serverless.createVariable(environment, "THEIRS", "1");
    await run("deploy", "--functions-only");

    expect(variables()).toMatchObject({ THEIRS: "1" });
  });

  test("tells the plugin the functions' address, and keeps the deployer's own settings", async () => {
    const { account_sid, ui_attributes } = twilio.flexConfiguration.read();
    const settings = { ...(ui_attributes as object), flex_callback_voicemail: { allow_requeue: false } };
    twilio.flexConfiguration.change({
      account_sid,
      ui_attributes: settings,
      serverless_service_sids: [THEIR_SERVICE],
    });
    await run("provision");
    await run("deploy");

    const changed = twilio.flexConfiguration.read();
    expect(changed.ui_attributes).toEqual({
      ...settings,
      flex_callback_voicemail: { allow_requeue: false, functions_domain: functions()?.domain_name },
    });
    expect(changed.serverless_service_sids).toEqual([THEIR_SERVICE, pluginHome()?.service_sid]);
  });

  test("a second time, uploads nothing and changes nothing", async () => {
    await run("provision");
    await run("deploy");
    const before = twilio.requests.length;
    const { code, out } = await run("deploy");

    expect(code).toBe(0);
    expect(writesSince(twilio, before)).toEqual([]);
    expect(out).toContain("ran already");
    expect(out).toContain("was released already");
  });

  test("uploads only what has changed", async () => {
    await run("provision");
    await run("deploy");
    build("dist/functions/callback/flex/settings.js", "exports.handler = () => 2;");
    const before = twilio.requests.length;
    await run("deploy", "--functions-only");

    expect(writesSince(twilio, before).filter((line) => line.includes("upload"))).toHaveLength(1);
  });

  test("keeps the plugins of others, each in its phase, and the version before for those who still load it", async () => {
    const theirs = pluginService.createPlugin("theirs", "Theirs", "");
    const version = pluginService.createVersion(theirs, {
      version: "1.0.0",
      plugin_url: "https://theirs.example.com/bundle.js",
      changelog: "",
      private: false,
    });
    const plugins = [{ plugin_version: version.sid, phase: 2 }];
    pluginService.createRelease(
      pluginService.createConfiguration({ name: "theirs", description: "", plugins }).sid,
    );
    await run("deploy", "--plugin-only");
    build("dist/plugin/flex-callback-voicemail.js", "Twilio.loadPlugin(class Second {});");
    await run("deploy", "--plugin-only");

    expect(active()).toContainEqual({ plugin_version: version.sid, phase: 2 });
    expect(active()).toHaveLength(2);
    expect(running(pluginHome())).toHaveLength(4);
  });

  test("--functions-only and --plugin-only leave the other alone", async () => {
    await run("provision");
    await run("deploy", "--functions-only");
    expect(pluginService.plugins.size).toBe(0);

    const before = functions()?.build_sid;
    await run("deploy", "--plugin-only");
    expect(functions()?.build_sid).toBe(before);
    expect(loaded()).toHaveLength(1);
  });

  test("--public serves the plugin to everybody", async () => {
    await run("deploy", "--plugin-only", "--public");

    expect(running(pluginHome()).map(({ visibility }) => visibility)).toEqual(["public", "public"]);
    expect([...pluginService.versions.values()][0]?.private).toBe(false);
  });

  test("--public replaces the same plugin that only Flex could fetch", async () => {
    await run("deploy", "--plugin-only");
    const { code } = await run("deploy", "--plugin-only", "--public");

    const versions = [...pluginService.versions.values()];
    expect(code).toBe(0);
    expect(versions.map((version) => version.private)).toEqual([true, false]);
    expect(loaded()).toEqual([versions[1]?.version]);
  });

  test("--dry-run names files and variables and changes nothing", async () => {
    await run("provision");
    const before = twilio.requests.length;
    const { out } = await run("deploy", "--dry-run");

    expect(writesSince(twilio, before)).toEqual([]);
    expect(out).toContain("/callback/studio/create-callback (protected, 1 kB)");
    expect(out).toContain("TWILIO_FLEX_WORKSPACE_SID");
    expect(out).not.toContain(twilio.account.workspaceSid);
  });

  test("without the settings that provision writes, it uploads nothing and names what is missing", async () => {
    const { code, err } = await run("deploy");

    expect(code).toBe(2);
    expect(err).toContain("TWILIO_FLEX_WORKSPACE_SID is not set");
    expect(serverless.versions.size).toBe(0);
  });

  test.each([
    [
      "the second upload",
      { path: "/Versions", host: "serverless-upload.twilio.com", reset: "before" as const, times: 3 },
    ],
    ["the start of the build", { path: "/Builds", method: "POST", reset: "after" as const }],
    ["the wait for the build", { path: "/Status", status: 500, times: 4 }],
    ["a variable", { path: "/Variables", method: "POST", reset: "after" as const }],
    ["the start of the functions", { path: "/Deployments", method: "POST", reset: "before" as const }],
    ["the plugin's registration", { path: "/Plugins", method: "POST", reset: "after" as const }],
    [
      "the plugin's version",
      { path: "/Versions", host: "flex-api.twilio.com", method: "POST", reset: "after" as const },
    ],
    ["the release", { path: "/Releases", method: "POST", reset: "before" as const }],
  ])(
    "interrupted at %s: nothing half-done runs, and the same command brings it to an end",
    async (_, fault) => {
      await run("provision");
      twilio.faults.add(fault);
      const interrupted = await run("deploy");
      const { code } = await run("deploy");

      expect(interrupted.code).toBe(1);
      expect(interrupted.err).toContain("What is done stays done");
      expect(code).toBe(0);
      expect(running(functions())).toHaveLength(3);
      expect(loaded()).toHaveLength(1);
      expect(serverless.files.Functions.size).toBe(3);
      expect(pluginService.versions.size).toBe(1);
    },
  );

  test.each([
    ["turned away", { status: 429 }],
    ["cut off", { reset: "after" as const }],
  ])("an upload that is %s once is sent again", async (_, fault) => {
    await run("provision");
    twilio.faults.add({ host: "serverless-upload.twilio.com", ...fault });

    expect((await run("deploy", "--functions-only")).code).toBe(0);
    expect(running(functions())).toHaveLength(3);
  });

  test("goes on after the files that were uploaded before it was interrupted", async () => {
    await run("provision");
    twilio.faults.add({ path: "/Builds", method: "POST", status: 500 });
    await run("deploy", "--functions-only");
    const before = twilio.requests.length;
    await run("deploy", "--functions-only");

    expect(writesSince(twilio, before).filter((line) => line.includes("upload"))).toEqual([]);
  });

  test("uploads again when the uploaded files are gone from the account", async () => {
    await run("provision");
    twilio.faults.add({ path: "/Builds", method: "POST", status: 500 });
    await run("deploy", "--functions-only");
    serverless.versions.clear();
    const { code } = await run("deploy", "--functions-only");

    expect(code).toBe(0);
    expect(running(functions())).toHaveLength(3);
  });

  test("builds afresh when the build it had made is gone from the account", async () => {
    await run("provision");
    await run("deploy", "--functions-only");
    serverless.versions.clear();
    serverless.builds.clear();
    const { code } = await run("deploy", "--functions-only");

    expect(code).toBe(0);
    expect(running(functions())).toHaveLength(3);
  });
});

const THEIR_SERVICE = `ZS${"1".repeat(32)}`;
