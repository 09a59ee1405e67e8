// Runs one of this repository's TypeScript programs. If packages are missing or older than the lockfile, it installs them
// first. It is plain JavaScript, because in a fresh clone nothing else can run.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (!everythingInstalled()) {
  console.error("Packages are missing or out of date: running npm ci (about a minute and a half, once).");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("npm ci failed; see its messages above.");
    process.exit(status ?? 1);
  }
}

const [program, ...args] = process.argv.slice(2);
if (program) {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, program), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** npm lists in node_modules what it has installed. Optional packages may be for other systems, and missing. */
function everythingInstalled() {
  const wanted = packagesIn("package-lock.json");
  const installed = packagesIn("node_modules/.package-lock.json");

  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    const found = installed[path];

    return found ? found.version === version : optional === true;
  });
}

function packagesIn(lockfile) {
  const file = join(root, lockfile);

  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {};
}
