// The built library for tests and examples: built once for each state of the sources, by one process at a time.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildLibrary } from "./library.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = join(root, "dist/library");
const stamp = join(root, ".cache/library.stamp");
const lock = join(root, ".cache/library.lock");

const SOURCES = ["src", "local/twilio", "test/contracts", "test/support", "build", "package-lock.json"];

/** A build takes well under a minute: a lock that is older was left behind. */
const LONGEST_BUILD_MS = 180_000;

/** Builds the library unless what is there was built from the same sources. */
export async function freshLibrary(): Promise<void> {
  await withLock(async () => {
    const state = stateOfSources();
    if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, "utf8") === state) return;

    await buildLibrary();
    writeFileSync(stamp, state);
  });
}

function stateOfSources(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesIn)) hash.update(file).update(readFileSync(file));

  return hash.digest("hex");
}

function filesIn(path: string): readonly string[] {
  const full = join(root, path);
  if (statSync(full).isFile()) return [full];

  return readdirSync(full, { recursive: true, encoding: "utf8" })
    .map((name) => join(full, name))
    .filter((name) => statSync(name).isFile())
    .sort();
}

async function withLock(work: () => Promise<void>): Promise<void> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  while (!taken()) await pause(250);
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Making a folder succeeds for one of all who try. */
function taken(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LONGEST_BUILD_MS) {
      rmSync(lock, { recursive: true, force: true });
    }
    return false;
  }
}
