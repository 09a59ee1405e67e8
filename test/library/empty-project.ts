import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./examples.ts";

const run = promisify(execFile);

export interface EmptyProject {
  readonly folder: string;
  /** The package as it would be published. */
  readonly tarball: string;
  /** Names of the packages that came with it. */
  readonly installed: readonly string[];
  /** Writes a file into the project and runs it. */
  runFile(name: string, code: string): Promise<string>;
  remove(): void;
}

/** A project of somebody else's, into which the packed package is installed without a network. */
export async function emptyProject(): Promise<EmptyProject> {
  const folder = mkdtempSync(join(tmpdir(), "embedding-"));
  const [own = "", ...others] = await pack(folder, [
    "",
    ...dependenciesOf(".").map((name) => join("node_modules", name)),
  ]);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "somebody-elses", private: true }));
  await npm(folder, "install", "--offline", "--no-audit", "--no-fund", own, ...others);

  return {
    folder,
    tarball: join(folder, own),
    installed: installedIn(folder),
    runFile: async (name, code) => {
      writeFileSync(join(folder, name), code);
      return (await run(process.execPath, [name], { cwd: folder })).stdout.trim();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The packages that must come along, of this repository's own installation. */
function dependenciesOf(folder: string): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  const direct = Object.keys(dependencies);

  return [...new Set([...direct, ...direct.flatMap((name) => dependenciesOf(join("node_modules", name)))])];
}

async function pack(target: string, folders: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await npm(
    target,
    "pack",
    "--json",
    "--ignore-scripts",
    ...folders.map((folder) => join(root, folder)),
  );
  const packed = JSON.parse(stdout) as readonly { readonly filename: string }[];

  return packed.map(({ filename }) => `./${filename}`);
}

function npm(cwd: string, ...args: string[]): Promise<{ readonly stdout: string }> {
  mkdirSync(cwd, { recursive: true });

  return run("npm", args, { cwd, maxBuffer: 50e6 });
}

function installedIn(folder: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, unknown>;
  };

  return Object.keys(packages)
    .filter((path) => path !== "")
    .map((path) => path.replace(/^.*node_modules\//, ""))
    .sort();
}
