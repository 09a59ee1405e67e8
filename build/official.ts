// Writes dist/twilio: the functions and the plugin as projects that Twilio's own command line deploys.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { DEPENDENCIES } from "../src/adapters/setup/file-hosting.ts";
import { PRODUCT } from "../src/domain/setup/provisioning.ts";
import { slimPaste } from "./plugin.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Writes the project for `twilio serverless:deploy`, from dist/functions. */
export function writeServerlessProject(folder: string = join(root, "dist/twilio/functions")): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "assets"), { recursive: true });
  cpSync(join(root, "dist/functions"), join(folder, "functions"), { recursive: true });
  writeJson(join(folder, "package.json"), {
    name: PRODUCT,
    version: manifest().version,
    private: true,
    dependencies: Object.fromEntries(DEPENDENCIES.map(({ name, version }) => [name, version])),
  });
}

/**
 * Writes the project for `twilio flex:plugins:deploy`, which builds the plugin itself. It requires a `src/index` with exactly
 * one `X.loadPlugin(`, imports within `src`, and JavaScript that webpack 4 understands.
 */
export async function writePluginProject(
  folder: string = join(root, "dist/twilio/flex-plugin"),
): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  await build({
    entryPoints: [join(root, "src/entrypoints/flex-plugin/callback-voicemail-plugin.ts")],
    outfile: join(folder, "src/callback-voicemail-plugin.js"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2018",
    charset: "utf8",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [importedOnly, slimPaste],
    logLevel: "warning",
  });
  writeFileSync(join(folder, "src/index.js"), PLUGIN_INDEX);
  const { version, devDependencies } = manifest();
  const flexPlugin = devDependencies["@twilio/flex-plugin"];
  writeJson(join(folder, "package.json"), {
    name: `plugin-${PRODUCT}`,
    version,
    private: true,
    dependencies: {
      "@twilio/flex-plugin": flexPlugin,
      "@twilio/flex-plugin-scripts": flexPlugin,
      react: devDependencies.react,
      "react-dom": devDependencies["react-dom"],
    },
    // The scripts build with webpack 4. Their other tools use the webpack at the top of node_modules. Without this line that
    // would be the newest one, because tools that Flex installs accept any.
    devDependencies: { "@twilio/flex-ui": devDependencies["@twilio/flex-ui"], webpack: "^4.47.0" },
  });
}

/**
 * Keeps packages of the page as imports, for the scripts' own build. A `require` in a CommonJS module would become a call
 * that no later bundler understands, and the package would be missing in the browser.
 */
const importedOnly: Plugin = {
  name: "imported-only",
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(react|react-dom|redux|react-redux|@twilio\/flex-ui|@twilio\/flex-plugin)$/ },
      ({ path, kind }) =>
        kind === "require-call" ? { path, namespace: "imported" } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: "imported" }, ({ path }) => ({
      contents: `export * from "${path}"; export { default } from "${path}";`,
    }));
  },
};

const PLUGIN_INDEX = `import * as FlexPlugin from "@twilio/flex-plugin";
import { CallbackVoicemailPlugin } from "./callback-voicemail-plugin";

FlexPlugin.loadPlugin(CallbackVoicemailPlugin);
`;

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
