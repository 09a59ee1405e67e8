import { describe, expect, test } from "vitest";
import { accountUnderTest, writesSince } from "./account.ts";
import { deployedIn } from "./deployed-state.ts";

const { twilio, run, build } = accountUnderTest();
const { functions, loaded } = deployedIn(twilio);

describe("deploy rollback", () => {
  test("returns to the previous build, and twice further back", async () => {
    await run("provision");
    const builds = await threeDeployments();

    expect((await run("deploy", "rollback", "--functions-only")).code).toBe(0);
    expect(functions()?.build_sid).toBe(builds[1]);
    await run("deploy", "rollback", "--functions-only");
    expect(functions()?.build_sid).toBe(builds[0]);
  });

  test("never returns to a build that was rolled back", async () => {
    await run("provision");
    const [first] = await threeDeployments();
    await run("deploy", "rollback", "--functions-only");
    await run("deploy", "rollback", "--functions-only");
    build("dist/functions/callback/flex/settings.js", "exports.handler = () => 'fourth';");
    await run("deploy", "--functions-only");
    await run("deploy", "rollback", "--functions-only");

    expect(functions()?.build_sid).toBe(first);
  });

  test("lets Flex load the plugin's version before, and the plugins of others as they are", async () => {
    await run("deploy", "--plugin-only");
    const [first] = loaded();
    build("dist/plugin/flex-callback-voicemail.js", "Twilio.loadPlugin(class Second {});");
    await run("deploy", "--plugin-only");
    expect(loaded()).not.toContain(first);

    await run("deploy", "rollback", "--plugin-only");
    expect(loaded()).toEqual([first]);
  });

  test("--dry-run names the build that it would return to, and changes nothing", async () => {
    await run("provision");
    const builds = await threeDeployments();
    const before = twilio.requests.length;
    const { code, out } = await run("deploy", "rollback", "--dry-run", "--json", "--functions-only");

    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      dryRun: true,
      functions: { kind: "rolled-back", from: builds[2], to: builds[1] },
    });
    expect(writesSince(twilio, before)).toEqual([]);
  });

  test("with nothing before, says so and fails", async () => {
    await run("provision");
    await run("deploy");
    const { code, out } = await run("deploy", "rollback");

    expect(code).toBe(1);
    expect(out).toContain("functions: there is nothing before");
    expect(out).toContain("plugin: there is nothing before");
  });
});

async function threeDeployments(): Promise<readonly (string | null | undefined)[]> {
  const builds = [];
  for (const number of [1, 2, 3]) {
    build("dist/functions/callback/flex/settings.js", `exports.handler = () => ${number};`);
    await run("deploy", "--functions-only");
    builds.push(functions()?.build_sid);
  }

  return builds;
}
