import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const run = promisify(execFile);
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "install-once-"));
  for (const part of ["scripts", "node_modules", "bin"]) mkdirSync(join(folder, part));
  copyFileSync(join(import.meta.dirname, "../scripts/run.mjs"), join(folder, "scripts/run.mjs"));
  const npm = join(folder, "bin/npm");
  writeFileSync(npm, `#!/bin/sh\necho "$@" > "${join(folder, "installed")}"\n`);
  chmodSync(npm, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === "win32")("Whatever is run in this repository", () => {
  const wanted = { "": {}, "node_modules/a": { version: "1.0.0" } };

  it.each([
    ["nothing is installed yet", undefined, true],
    ["everything is installed, as after npm ci", wanted, false],
    ["one package is older", { ...wanted, "node_modules/a": { version: "0.9.0" } }, true],
    ["one package is missing", { "": {} }, true],
    ["a package for another system is missing", wanted, false, { version: "1.0.0", optional: true }],
  ])("installs the packages only where it has to: %s", async (_, installed, installs, other?: object) => {
    lockfile("package-lock.json", { ...wanted, ...(other && { "node_modules/b": other }) });
    if (installed) lockfile("node_modules/.package-lock.json", installed);

    const PATH = [join(folder, "bin"), process.env.PATH].join(delimiter);
    await run(process.execPath, ["scripts/run.mjs"], { cwd: folder, env: { PATH } });

    expect(existsSync(join(folder, "installed"))).toBe(installs);
  });
});

function lockfile(name: string, packages: object): void {
  writeFileSync(join(folder, name), JSON.stringify({ packages }));
}
