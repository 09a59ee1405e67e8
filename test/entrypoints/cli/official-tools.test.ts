import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwilioServerlessApiClient } from "@twilio-labs/serverless-api";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writePluginProject, writeServerlessProject } from "../../../build/official.ts";
import { builtFunctions } from "../../../src/entrypoints/cli/built-files.ts";
import { accountUnderTest } from "./account.ts";

const { twilio, run, origin } = accountUnderTest();
const folder = mkdtempSync(join(tmpdir(), "official-"));

beforeAll(async () => {
  writeServerlessProject(join(folder, "functions"));
  await writePluginProject(join(folder, "flex-plugin"));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("the projects for Twilio's own tools", () => {
  test("Twilio's deployment library deploys the functions to the service that provision made", async () => {
    await run("provision");
    const result = await officialClient().deployLocalProject({
      cwd: join(folder, "functions"),
      env: { TWILIO_FLEX_WORKSPACE_SID: twilio.account.workspaceSid },
      pkgJson: JSON.parse(readFileSync(join(folder, "functions/package.json"), "utf8")),
      serviceName: "flex-callback-voicemail",
      functionsEnv: "",
      overrideExistingService: true,
      force: true,
    } as never);

    const [environment] = [...twilio.serverless.environments.values()];
    const build = twilio.serverless.builds.get(environment?.build_sid ?? "");
    const ours = builtFunctions(process.cwd()).map(({ path, visibility }) => `${path} ${visibility}`);
    expect(result.domain).toBe(environment?.domain_name);
    expect(build?.function_versions.map(({ path, visibility }) => `${path} ${visibility}`).sort()).toEqual(
      ours,
    );
    expect(build?.dependencies).toEqual([{ name: "@twilio/runtime-handler", version: "2.1.0" }]);
  });

  test("the plugin passes the checks of the Flex CLI before a build: one loadPlugin in src/index, imports within src", () => {
    const index = readFileSync(join(folder, "flex-plugin/src/index.js"), "utf8");

    expect(index.match(/\w\.loadPlugin\(/g)).toHaveLength(1);
    expect(index).not.toMatch(/from "\.\.\//);
    expect(pluginSource()).toMatch(/export \{[^}]*CallbackVoicemailPlugin/);
  });

  test("the plugin imports the page's packages in a way that Twilio's scripts recognise, without any require", async () => {
    const { metafile } = await build({
      entryPoints: [join(folder, "flex-plugin/src/index.js")],
      bundle: true,
      write: false,
      metafile: true,
      packages: "external",
    });
    const packages = Object.values(metafile.inputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external }) => external);

    expect(new Set(packages.map(({ path }) => path))).toEqual(new Set(["@twilio/flex-plugin", "react"]));
    expect(new Set(packages.map(({ kind }) => kind))).toEqual(new Set(["import-statement"]));
    expect(pluginSource()).not.toMatch(/\brequire\(|typeof require\b/);
  });

  test("the plugin brings the webpack that Twilio's scripts are made for", () => {
    const { devDependencies } = JSON.parse(readFileSync(join(folder, "flex-plugin/package.json"), "utf8"));

    expect(devDependencies.webpack).toMatch(/^\^4\./);
  });

  function pluginSource(): string {
    return readFileSync(join(folder, "flex-plugin/src/callback-voicemail-plugin.js"), "utf8");
  }
});

/** The library as it is, but that its requests find Twilio here. */
function officialClient(): TwilioServerlessApiClient {
  const { accountSid, authToken } = twilio.account;
  const client = new TwilioServerlessApiClient({ username: accountSid, password: authToken });
  const internal = client as unknown as { client: { extend(options: object): never } };
  internal.client = internal.client.extend({
    hooks: {
      beforeRequest: [
        (options: { url: URL }) => {
          const { username, password, host, pathname, search } = options.url;
          options.url = Object.assign(new URL(`${origin()}/${host}${pathname}${search}`), {
            username,
            password,
          });
        },
      ],
    },
  });

  return client;
}
