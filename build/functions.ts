// Bundles each Twilio Function into one file of its own under dist/functions: what a deploy uploads.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "src/entrypoints/functions");
const target = join(root, "dist/functions");

export interface BuiltFunction {
  /** Below dist/functions; its place is its public path. */
  readonly file: string;
  readonly bytes: number;
}

/**
 * Twilio Functions load CommonJS: https://www.twilio.com/docs/serverless/functions-assets/functions
 *
 * Test files that run side by side may each build: a file is replaced as a whole, and only by another content.
 */
export async function buildFunctions(): Promise<readonly BuiltFunction[]> {
  const { outputFiles } = await build({
    entryPoints: filesBelow(join(source, "callback")).filter((file) => file.endsWith(".ts")),
    outbase: source,
    outdir: target,
    write: false,
    bundle: true,
    minify: true,
    keepNames: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    logLevel: "warning",
    plugins: [withoutDocumentPermissions],
  });

  // This package is of ES modules; what lies under dist/functions is not.
  const marker = join(target, "package.json");
  replace(marker, Buffer.from(JSON.stringify({ type: "commonjs" })));
  for (const { path, contents } of outputFiles) replace(path, contents);

  const built = new Set([marker, ...outputFiles.map(({ path }) => path)]);
  for (const file of filesBelow(target))
    if (!built.has(file) && !file.endsWith(HALF_WRITTEN)) rmSync(file, { force: true });

  return outputFiles.map(({ path, contents }) => ({ file: relative(target, path), bytes: contents.length }));
}

/** The SDK's document loads its permissions, which no function asks for: 7 kB of every bundle with a ledger. */
const withoutDocumentPermissions: Plugin = {
  name: "without-document-permissions",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]sync[\\/]v1[\\/]service[\\/]document[\\/]documentPermission\.js$/ }, () => ({
      contents:
        'exports.DocumentPermissionListInstance = () => { throw new Error("Left out of the bundle"); };',
    }));
  },
};

const HALF_WRITTEN = ".part";

function replace(file: string, contents: Uint8Array): void {
  if (contentOf(file)?.equals(contents)) return;

  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}${HALF_WRITTEN}`;
  writeFileSync(part, contents);
  renameSync(part, file);
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, bytes } of await buildFunctions()) {
    console.log(`dist/functions/${file}  ${Math.ceil(bytes / 1000)} kB`);
  }
}
