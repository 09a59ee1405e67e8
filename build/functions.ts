// Bundles each Twilio Function into one file of its own under dist/functions: what a deploy uploads.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
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

/** Twilio Functions load CommonJS: https://www.twilio.com/docs/serverless/functions-assets/functions */
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
    plugins: [withoutUnusedResources, withoutUnusedResolvers, withoutEarlyInvalidation],
  });

  // This package is of ES modules; what lies under dist/functions is not.
  const marker = join(target, "package.json");
  rmSync(target, { recursive: true, force: true });
  for (const { path, contents } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  writeFileSync(marker, JSON.stringify({ type: "commonjs" }));

  return outputFiles.map(({ path, contents }) => ({ file: relative(target, path), bytes: contents.length }));
}

/**
 * Resources that the SDK loads beside those that we use, and that no function asks for: 7 kB of every bundle with a ledger,
 * and 13 kB of every bundle with tasks.
 */
const withoutUnusedResources: Plugin = {
  name: "without-unused-resources",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/](document[\\/]documentPermission|task[\\/]reservation)\.js$/ }, ({ path }) => ({
      contents: `exports.${listOf(path)} = () => { throw new Error("Left out of the bundle"); };`,
    }));
  },
};

/** What the SDK calls the list of a resource: `ReservationListInstance`. */
function listOf(file: string): string {
  const [first = "", ...rest] = basename(file, ".js");

  return `${first.toUpperCase()}${rest.join("")}ListInstance`;
}

/**
 * Inversify compiles a resolver for each binding, unless its container is `jitless`, as ours is, and reads what decorators say
 * of the classes that are bound, of which there is none: 13 kB of every bundle.
 */
const withoutUnusedResolvers: Plugin = {
  name: "without-unused-resolvers",
  setup: ({ onLoad }) => {
    const unused =
      /[\\/]@inversifyjs[\\/]core[\\/].*(Jit|Constructor\w*Resolver|AtInvalidClassMetadata|PostConstruct)\.js$/;
    onLoad({ filter: unused }, ({ path }) => ({
      contents: `export function ${basename(path, ".js")}() { throw new Error("Left out of the bundle"); }`,
    }));
  },
};

/**
 * Each binding makes inversify look through all its plans for those that have become wrong, though none is made before all
 * is bound: a quarter of the time that the container takes at a cold start. A cache without plans is not looked through.
 */
const withoutEarlyInvalidation: Plugin = {
  name: "without-early-invalidation",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]@inversifyjs[\\/]core[\\/].*[\\/]PlanResultCacheService\.js$/ }, ({ path }) => {
      const replace = (text: string, method: string, first: string): string => {
        const begin = new RegExp(`^    ${method}\\(.*\\) \\{$`, "m");
        if (!begin.test(text)) throw new Error(`${path} has no method ${method} any more.`);

        return text.replace(begin, (line) => `${line}\n${first}`);
      };
      let contents = readFileSync(path, "utf8");
      contents = replace(contents, "set", "this.hasPlans = true;");
      contents = replace(contents, "setNonCachedServiceNode", "this.hasPlans = true;");
      contents = replace(contents, "invalidateServiceBinding", "if (!this.hasPlans) return;");

      return { contents };
    });
  },
};

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
