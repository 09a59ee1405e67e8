// Builds the package's entry points and their types into dist/library, as ES modules and as CommonJS.
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type InlineConfig } from "tsdown";

const root = fileURLToPath(new URL("..", import.meta.url));

const ENTRIES: Readonly<Record<string, string>> = {
  index: "src/index.ts",
  lifetime: "src/entrypoints/library/lifetime.ts",
  memory: "src/entrypoints/library/memory.ts",
  twilio: "src/entrypoints/library/twilio.ts",
  functions: "src/entrypoints/library/functions.ts",
  flex: "src/entrypoints/library/flex.ts",
  local: "local/start-twilio.ts",
  "local-redirect": "local/redirect.ts",
};

/** The contract suites need Vitest, which has ES modules only. */
const ES_MODULES_ONLY = { testing: "test/testing.ts" };

const common: InlineConfig = {
  cwd: root,
  config: false,
  outDir: "dist/library",
  target: "node20",
  platform: "node",
  logLevel: "error",
  checks: { pluginTimings: false },
  // The bundle contains the packages that the stand-in needs, but not their types.
  deps: {
    alwaysBundle: isPartOfLocalTwilio,
    neverBundle: (id, importer) =>
      (PEERS.test(id) && !isPartOfLocalTwilio(id, importer)) ||
      (isPackage(id) && importer?.endsWith(".d.ts") === true),
    onlyBundle: false,
  },
};

/** TypeScript's native compiler writes the declarations in a third of the time. */
const dts = { sourcemap: false, tsgo: { path: join(root, "node_modules/typescript-7/bin/tsc") } };

const PEERS = /^(twilio|vitest|react|react-dom|@twilio\/flex-ui)(\/|$)/;

/** The local Twilio signs and checks by Twilio's own code, also where `twilio` is not installed. */
function isPartOfLocalTwilio(id: string, importer: string | undefined): boolean {
  return id === "twilio/lib/webhooks/webhooks.js" && importer?.startsWith(join(root, "local")) === true;
}

function isPackage(id: string): boolean {
  return !id.startsWith(".") && !isAbsolute(id);
}

export async function buildLibrary(): Promise<void> {
  await build({ ...common, entry: { ...ENTRIES, ...ES_MODULES_ONLY }, format: "esm", clean: true, dts });
  await build({ ...common, entry: ENTRIES, format: "cjs", clean: false, dts: false });
  declareForCommonJs();
  // The local Twilio reads Twilio's OpenAPI files from a folder beside that of its code, and its sounds from its own.
  cpSync(join(root, "local/twilio/wire/openapi"), join(root, "dist/openapi"), { recursive: true });
  for (const sound of ["message.mp3", "tones.mp3"]) {
    cpSync(join(root, "local/twilio/telephony/sounds", sound), join(root, "dist/library", sound));
  }
}

/** The types are the same for both kinds of modules: only the names of the files differ that they import. */
function declareForCommonJs(): void {
  const folder = join(root, "dist/library");
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".d.mts"))) {
    const declarations = readFileSync(join(folder, file), "utf8");
    writeFileSync(
      join(folder, file.replace(/\.mts$/, ".cts")),
      declarations.replaceAll(/(from "\.{1,2}\/[^"]+)\.mjs"/g, '$1.cjs"'),
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLibrary();
