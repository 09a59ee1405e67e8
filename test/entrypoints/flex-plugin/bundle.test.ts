import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, Script } from "node:vm";
import React from "react";
import ReactDOM from "react-dom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltPlugin, buildPlugin } from "../../../build/plugin.ts";

const MOST_KILOBYTES = 120;

let folder: string;
let built: BuiltPlugin;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plugin-"));
  built = await buildPlugin(folder);
  script = await readFile(built.file, "utf8");
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** Runs the bundle as a page runs a classic script, and returns the plugins that it loaded. */
function loadedPlugins(): readonly (new () => { readonly name: string; readonly version: string })[] {
  const loaded: (new () => { readonly name: string; readonly version: string })[] = [];
  const page: Record<string, unknown> = {
    React,
    ReactDOM,
    Twilio: { Flex: { Plugins: { init: (plugin: (typeof loaded)[number]) => loaded.push(plugin) } } },
    console: { log: () => {} },
    document: globalThis.document,
    fetch: globalThis.fetch,
  };
  page.window = page;
  page.globalThis = page;
  new Script(script).runInContext(createContext(page));

  return loaded;
}

describe("the plugin that is deployed", () => {
  it(`has at most ${MOST_KILOBYTES} kB to be sent`, () => {
    expect(built.gzippedBytes).toBeLessThanOrEqual(MOST_KILOBYTES * 1024);
    expect(built.gzippedBytes).toBeGreaterThan(20 * 1024);
  });

  it("is one classic script that loads one plugin, of its own name", () => {
    const [Plugin, ...more] = loadedPlugins();

    expect(more).toStrictEqual([]);
    expect(Plugin && new Plugin()).toMatchObject({ name: "flex-callback-voicemail" });
  });

  it("tells Flex the version of this package", async () => {
    const manifest = JSON.parse(await readFile(join(import.meta.dirname, "../../../package.json"), "utf8"));
    const [Plugin] = loadedPlugins();

    expect(Plugin && new Plugin().version).toBe(manifest.version);
  });

  it("brings no React and no Flex of its own: the page has them", async () => {
    const { sources } = JSON.parse(await readFile(`${built.file}.map`, "utf8")) as { sources: string[] };
    const brought = sources.filter((source) =>
      /node_modules\/(react|react-dom|redux|react-redux|@twilio\/flex-ui)\//.test(source),
    );

    expect(brought).toStrictEqual([]);
    expect(sources.some((source) => source.endsWith("src/adapters/flex-ui/install.tsx"))).toBe(true);
  });

  it("names its source map", () => {
    expect(script.trimEnd().endsWith("//# sourceMappingURL=flex-callback-voicemail.js.map")).toBe(true);
  });
});
