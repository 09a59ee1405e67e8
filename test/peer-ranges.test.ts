import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "./library/examples.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "resolution-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * What people have beside the package. Each is a package of that name and version without a content, so that nothing is
 * asked of a registry; npm decides by names, versions and peers alone.
 */
const BESIDE: readonly (readonly string[])[] = [
  ["react@16.14.0", "twilio@3.84.1", "vitest@1.6.1"],
  ["react@17.0.2", "twilio@5.11.2", "@twilio/flex-ui@2.0.0", "vitest@4.1.0"],
  ["react@17.0.2", "twilio@6.0.0", "@twilio/flex-ui@2.17.1"],
  ["react@18.3.1", "twilio@4.23.0", "vitest@2.1.9"],
  ["react@19.2.0", "twilio@5.12.0", "vitest@3.2.4"],
  ["typescript@5.9.3"],
];

const MANIFEST = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("npm finds versions that go together", () => {
  const { name, version, peerDependencies, peerDependenciesMeta, engines } = MANIFEST;
  const own = packageOf({ name, version, peerDependencies, peerDependenciesMeta, engines });

  it.each(BESIDE)("beside %s", { timeout: 60_000 }, async (...others) => {
    const { code, stderr } = await install([own, ...others.map(emptyPackage)]);

    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  // npm 10 refuses where the peer is optional too, npm 11 no more.
  it("and would not beside another version of a peer that had a range and were needed", {
    timeout: 60_000,
  }, async () => {
    const narrow = packageOf({ name, version, peerDependencies: { react: "^17.0.0" } });

    expect((await install([narrow, emptyPackage("react@19.2.0")])).stderr).toContain("ERESOLVE");
  });
});

function emptyPackage(nameAndVersion: string): string {
  const [, name = "", version = ""] = /^(.+)@(.+)$/.exec(nameAndVersion) ?? [];

  return packageOf({ name, version });
}

/** A tarball: of a linked folder npm does not look at the peers. */
function packageOf(manifest: object): string {
  const target = mkdtempSync(join(folder, "package-"));
  mkdirSync(join(target, "package"));
  writeFileSync(join(target, "package", "package.json"), JSON.stringify(manifest));
  execFileSync("tar", ["-czf", "packed.tgz", "package"], { cwd: target });

  return join(target, "packed.tgz");
}

async function install(packages: readonly string[]): Promise<{ code: number; stderr: string }> {
  const project = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "somebody-elses", private: true }));

  return run("npm", ["install", "--package-lock-only", "--offline", "--no-audit", "--no-fund", ...packages], {
    cwd: project,
    env: { ...process.env, npm_config_loglevel: "error" },
  }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }) => ({ code, stderr }),
  );
}
