// Bundles each Twilio Function into one file of its own under dist/functions: what a deploy uploads.
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "src/entrypoints/functions");
const target = join(root, "dist/functions");

export interface BuiltFunction {
  /** Below dist/functions; its place is its public path. */
  readonly file: string;
  readonly bytes: number;
}

/** Twilio Functions load CommonJS: https://www.twilio.com/docs/serverless/functions-assets/functions */
export async function buildFunctions(): Promise<readonly BuiltFunction[]> {
  const functions = readdirSync(join(source, "callback"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(source, "callback", file));

  rmSync(target, { recursive: true, force: true });
  await build({
    entryPoints: functions,
    outbase: source,
    outdir: target,
    bundle: true,
    minify: true,
    keepNames: false,
    platform: "node",
    format: "cjs",
    target: "node20",
    legalComments: "none",
    logLevel: "warning",
  });

  // This package is of ES modules; what lies under dist/functions is not.
  writeFileSync(join(target, "package.json"), JSON.stringify({ type: "commonjs" }));

  return functions.map((file) => {
    const built = relative(source, file).replace(/\.ts$/, ".js");
    return { file: built, bytes: statSync(join(target, built)).size };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, bytes } of await buildFunctions()) {
    console.log(`dist/functions/${file}  ${Math.ceil(bytes / 1000)} kB`);
  }
}
