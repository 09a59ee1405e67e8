import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { build } from "esbuild";

/** One classic script with the genuine Flex UI and the packages that it shares with plugins. */
export interface HostBundle {
  /** A different script has a different version. */
  readonly version: string;
  readonly file: string;
  readonly gzipFile: string;
}

export interface HostBundleOptions {
  /** Receives progress messages, one line each. None if the bundle exists already. */
  readonly progress?: (line: string) => void;
  readonly cacheFolder?: string;
  /** What to bundle; it may use all packages that Flex UI has. Absent: the genuine Flex UI. */
  readonly source?: string;
}

const HOST_SOURCE = fileURLToPath(new URL("host.js", import.meta.url));
const CACHE_FOLDER = fileURLToPath(new URL("../../.cache/flex-ui/", import.meta.url));

/** All packages are resolved from Flex UI's folder: it has its own Redux 4, while the top of node_modules has Redux 3. */
const flexUiPackage = createRequire(import.meta.url).resolve("@twilio/flex-ui/package.json");
const requireFromFlexUi = createRequire(flexUiPackage);

const PACKAGES = ["@twilio/flex-ui", "react", "react-dom", "redux", "react-redux", "esbuild"];

/** Returns the bundle for these package versions. The first build of them takes about ten seconds. */
export async function hostBundle(options: HostBundleOptions = {}): Promise<HostBundle> {
  const source = options.source ?? (await readFile(HOST_SOURCE, "utf8"));
  const version = await versionOf(source);
  const cache = options.cacheFolder ?? CACHE_FOLDER;
  const bundle = bundleIn(join(cache, version), version);
  if (existsSync(bundle.gzipFile)) return bundle;

  const progress = options.progress ?? (() => {});
  await mkdir(cache, { recursive: true });
  const workshop = await mkdtemp(join(cache, "building-"));
  try {
    await buildInto(bundleIn(workshop, version), source, progress);
    await moveInto(workshop, join(cache, version));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }

  return bundle;
}

function bundleIn(folder: string, version: string): HostBundle {
  const file = join(folder, "flex-host.js");

  return { version, file, gzipFile: `${file}.gz` };
}

async function buildInto(
  bundle: HostBundle,
  source: string,
  progress: (line: string) => void,
): Promise<void> {
  progress("Building the genuine Flex UI (once for these package versions)…");
  const started = Date.now();
  await build({
    stdin: { contents: source, resolveDir: dirname(flexUiPackage), sourcefile: "host.js" },
    outfile: bundle.file,
    bundle: true,
    format: "iife",
    platform: "browser",
    minify: true,
    legalComments: "external",
    define: { "process.env.NODE_ENV": '"production"', global: "window" },
    alias: { path: "path-browserify" },
    logLevel: "error",
  });
  progress(`Bundled and minified after ${secondsSince(started)} s; compressing…`);
  const script = await readFile(bundle.file);
  const compressed = await promisify(gzip)(script, { level: 6 });
  await writeFile(bundle.gzipFile, compressed);
  progress(
    `Done after ${secondsSince(started)} s: ${megabytes(script)} MB, ${megabytes(compressed)} MB compressed.`,
  );
}

/** Moves the finished bundle into place. If another process has finished the same bundle, that one stays. */
async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    if (!existsSync(to))
      throw new Error(`The Flex UI was built, but could not be moved to ${to}.`, { cause });
  }
}

async function versionOf(source: string): Promise<string> {
  const hash = createHash("sha256").update(source);
  for (const name of PACKAGES) hash.update(`${name} ${await installedVersion(name)}\n`);

  return hash.digest("hex").slice(0, 16);
}

async function installedVersion(name: string): Promise<string> {
  const file = requireFromFlexUi.resolve(`${name}/package.json`);
  const manifest: { readonly version: string } = JSON.parse(await readFile(file, "utf8"));

  return manifest.version;
}

function secondsSince(started: number): string {
  return ((Date.now() - started) / 1000).toFixed(1);
}

function megabytes(content: Uint8Array): string {
  return (content.byteLength / 1_000_000).toFixed(1);
}
