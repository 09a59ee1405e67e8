import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

export interface BuiltPlugin {
  readonly file: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const NAME = "flex-callback-voicemail";
const require = createRequire(import.meta.url);

const PLUGIN_FOLDER = join(ROOT, "dist/plugin");

/** Where the plugin is found once it is built. */
export function pluginFileIn(folder: string = PLUGIN_FOLDER): string {
  return join(folder, `${NAME}.js`);
}

/**
 * Bundles the Flex plugin into one classic script with its source map.
 *
 * React, Redux and Flex itself come from the page, under the names that every Flex page has for them. The defines are those
 * that `@twilio/flex-plugin` expects from its own build.
 */
export async function buildPlugin(outdir: string = PLUGIN_FOLDER): Promise<BuiltPlugin> {
  const file = pluginFileIn(outdir);
  await build({
    entryPoints: [join(ROOT, "src/entrypoints/flex-plugin/index.ts")],
    outfile: file,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    sourcemap: true,
    charset: "utf8",
    legalComments: "none",
    define: defines(versionOf(join(ROOT, "package.json"))),
    plugins: [globalsOfThePage, slimPaste, slimStrings],
  });
  const script = await readFile(file);

  return { file, bytes: script.length, gzippedBytes: gzipSync(script).length };
}

function defines(version: string): Record<string, string> {
  const values = {
    "process.env.NODE_ENV": "production",
    __FPB_PLUGIN_UNIQUE_NAME: NAME,
    __FPB_PLUGIN_VERSION: version,
    __FPB_FLEX_PLUGIN_SCRIPTS_VERSION: versionOf("@twilio/flex-plugin/package.json"),
    __FPB_FLEX_PLUGIN_VERSION: versionOf("@twilio/flex-plugin/package.json"),
    __FPB_FLEX_UI_VERSION: versionOf("@twilio/flex-ui/package.json"),
    __FPB_REACT_VERSION: versionOf("react/package.json"),
    __FPB_REACT_DOM_VERSION: versionOf("react-dom/package.json"),
  };

  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}

function versionOf(manifest: string): string {
  return (require(manifest) as { version: string }).version;
}

/** Some versions of Flex provide each plugin with a proxy of Flex, under the plugin's name. */
const PAGE_GLOBALS: Readonly<Record<string, string>> = {
  react: "window.React",
  "react-dom": "window.ReactDOM",
  redux: "window.Redux",
  "react-redux": "window.ReactRedux",
  "@twilio/flex-ui":
    "(window.Twilio.FlexProxy && window.Twilio.FlexProxy[__FPB_PLUGIN_UNIQUE_NAME]) || window.Twilio.Flex",
};

const globalsOfThePage: Plugin = {
  name: "globals-of-the-page",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(react|react-dom|redux|react-redux|@twilio\/flex-ui)$/ }, ({ path }) => ({
      path,
      namespace: "page-global",
    }));
    onLoad({ filter: /.*/, namespace: "page-global" }, ({ path }) => ({
      contents: `module.exports = ${PAGE_GLOBALS[path]};`,
    }));
  },
};

/**
 * Leaves out the half of Paste that we do not use.
 *
 * - Icons: it uses their ES modules, from which unused code can be removed, and not their CommonJS for Node.
 * - Themes: Flex has two of Paste's themes. It leaves out the tokens of the other four.
 * - Raw design tokens: Paste reads them only to warn about deprecated ones.
 * - Ids: Paste brings a library for them that is made for pages from a server too.
 * - Animations: our components would need one, for the arrow of a kind of link that the panel does not have.
 */
export const slimPaste: Plugin = {
  name: "slim-paste",
  setup(bundler) {
    bundler.onResolve({ filter: /^@twilio-paste\/icons\/cjs\// }, ({ path, kind, resolveDir }) =>
      bundler.resolve(path.replace("/cjs/", "/esm/"), { kind, resolveDir }),
    );
    bundler.onResolve(
      { filter: /design-tokens\/dist\/themes\/(evergreen|sendgrid|twilio|twilio-dark)\// },
      ({ kind, resolveDir }) => bundler.resolve("@twilio-paste/design-tokens", { kind, resolveDir }),
    );
    bundler.onLoad({ filter: /design-tokens[\\/]dist[\\/]tokens\.raw\.json$/ }, () => ({
      contents: '{ "props": {} }',
      loader: "json",
    }));
    bundler.onLoad({ filter: /@twilio-paste[\\/]animation-library[\\/]dist[\\/]/ }, () => ({
      contents: WITHOUT_ANIMATION,
    }));
    bundler.onLoad({ filter: /@twilio-paste[\\/]uid-library[\\/]dist[\\/]/ }, ({ path }) => ({
      contents: SHORT_IDS,
      resolveDir: dirname(path),
    }));
  },
};

const WITHOUT_ANIMATION = `
  export const animated = (component) => component;
  export const useSpring = (style) => style;
  export const useReducedMotion = () => true;
  export const Globals = { assign() {} };
`;

/** Names the strings once, in English: the other languages have the same ones in the same order. */
const slimStrings: Plugin = {
  name: "slim-strings",
  setup(bundler) {
    bundler.onLoad({ filter: /flex-ui[\\/]strings[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      if (/(en-us|index)\.ts$/.test(path)) return undefined;
      const language: Readonly<Record<string, Readonly<Record<string, string>>>> = await import(
        pathToFileURL(path).href
      );
      const [[name, strings] = ["", {}]] = Object.entries(language);
      const texts = JSON.stringify(Object.values(strings));

      return {
        contents: `import { enUS } from "./en-us.ts";
          const texts = ${texts};
          export const ${name} = Object.fromEntries(Object.keys(enUS).map((key, index) => [key, texts[index]]));`,
        loader: "js",
      };
    });
  },
};

const SHORT_IDS = `
  import { useState } from "react";
  let used = 0;
  export const useUID = () => useState(() => "callback-voicemail-paste-" + ++used)[0];
  export const useUIDSeed = () => {
    const id = useUID();
    return (key) => id + "-" + key;
  };
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, bytes, gzippedBytes } = await buildPlugin();
  console.log(`${file}: ${kilobytes(bytes)} kB, ${kilobytes(gzippedBytes)} kB gzipped`);
}

function kilobytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
