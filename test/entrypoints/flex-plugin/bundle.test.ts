import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, Script } from "node:vm";
import { gzipSync } from "node:zlib";
import React from "react";
import ReactDOM from "react-dom";
import { describe, expect, it } from "vitest";

const MOST_KILOBYTES = 110;

const file = join(import.meta.dirname, "../../../dist/plugin/flex-callback-voicemail.js");
const script = readFileSync(file, "utf8");

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
    const { length } = gzipSync(script);

    expect(length).toBeLessThanOrEqual(MOST_KILOBYTES * 1024);
    expect(length).toBeGreaterThan(20 * 1024);
  });

  it("is one classic script that loads one plugin, of its own name", () => {
    const [Plugin, ...more] = loadedPlugins();

    expect(more).toStrictEqual([]);
    expect(Plugin && new Plugin()).toMatchObject({ name: "flex-callback-voicemail" });
  });

  it("tells Flex the version of this package", () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8"));
    const [Plugin] = loadedPlugins();

    expect(Plugin && new Plugin().version).toBe(manifest.version);
  });

  it("brings no React and no Flex of its own: the page has them", () => {
    const { sources } = JSON.parse(readFileSync(`${file}.map`, "utf8")) as { sources: string[] };
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
