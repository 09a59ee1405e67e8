import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "./examples.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "resolution-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What people have beside the package. Each stands for a cell of the compatibility table in README.md. */
const BESIDE: readonly (readonly string[])[] = [
  ["react@16", "react-dom@16", "twilio@3", "vitest@1"],
  ["react@18", "react-dom@18", "twilio@4", "vitest@2"],
  ["react@19", "react-dom@19", "twilio@5.12.0", "vitest@3"],
  ["@twilio/flex-ui@2.0.0", "react@17", "react-dom@17", "twilio@5.11.2"],
  ["@twilio/flex-ui@2.17", "react@17", "react-dom@17", "twilio@6", "vitest@4"],
];

const OUT_OF_REACH = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENETUNREACH|ETIMEDOUT|network request/;

/** The package as npm resolves it: its dependencies and peers, nothing to build. */
const own = packedManifest();

describe("npm finds versions that go together", () => {
  it.concurrent.each(BESIDE)("beside %s", { timeout: 180_000 }, async (...packages) => {
    const project = mkdtempSync(join(folder, "project-"));
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "somebody-elses", private: true }));
    const resolved = await run(
      "npm",
      ["install", "--package-lock-only", "--prefer-offline", "--no-audit", "--no-fund", own, ...packages],
      { cwd: project, env: { ...process.env, npm_config_loglevel: "error" } },
    ).catch((error: { stderr: string }) => error);
    if (OUT_OF_REACH.test(resolved.stderr) && !(await isRegistryInReach())) {
      // Said aloud, so that nobody takes it for a resolution.
      console.error(`Not resolved, because the registry is out of reach: ${packages.join(", ")}`);
      return;
    }

    expect(resolved.stderr).toBe("");
    const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
    expect(Object.keys(lock.packages)).toContain("node_modules/flex-callback-voicemail");
  });
});

function packedManifest(): string {
  const target = join(folder, "package");
  const { name, version, dependencies, peerDependencies, peerDependenciesMeta, engines } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  mkdirSync(target);
  writeFileSync(
    join(target, "package.json"),
    JSON.stringify({ name, version, dependencies, peerDependencies, peerDependenciesMeta, engines }),
  );

  return `file:${target}`;
}

async function isRegistryInReach(): Promise<boolean> {
  return run("npm", ["ping"], { cwd: folder }).then(
    () => true,
    () => false,
  );
}
