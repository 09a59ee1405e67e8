import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../../src/ports/faults.ts";
import type { PluginRegistry, PluginVersion } from "../../../src/ports/setup/plugin-registry.ts";
import { type Gap, promised } from "../promises.ts";

export interface PluginRegistrySetup {
  /** A registry that does not know our plugin and has released nothing. */
  readonly registry: PluginRegistry;
  /** Somebody else's plugin, registered with one version. */
  theirs(): Promise<{ readonly pluginId: string; readonly versionId: string }>;
  /** From now on nobody can reach it. */
  cutOff(): void;
}

/** What every `PluginRegistry` promises. Called before every test, `setup` yields a registry of its own. */
export function describePluginRegistry(
  adapter: string,
  setup: () => PluginRegistrySetup | Promise<PluginRegistrySetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the PluginRegistry contract`, () => {
    let world: PluginRegistrySetup;
    let registry: PluginRegistry;
    beforeEach(async () => {
      world = await setup();
      registry = world.registry;
    });

    function register(pluginId: string, version: string): Promise<PluginVersion> {
      const url = `https://plugins.example.com/${version}/bundle.js`;

      return registry.registerVersion(pluginId, { version, url, isPrivate: true });
    }

    promised(gaps, (promise) => {
      promise("does not know our plugin before it is registered", async () => {
        expect(await registry.plugin()).toBeUndefined();
      });

      promise("knows our plugin with all its versions", async () => {
        const { pluginId } = await registry.registerPlugin();
        const versions = [await register(pluginId, "1.0.0"), await register(pluginId, "1.1.0")];
        const plugin = await registry.plugin();

        expect(plugin?.pluginId).toBe(pluginId);
        expect(plugin?.versions).toHaveLength(2);
        expect(plugin?.versions).toEqual(expect.arrayContaining(versions));
      });

      promise("loads no version by registering it", async () => {
        const { pluginId } = await registry.registerPlugin();
        await register(pluginId, "1.0.0");

        expect(await registry.loaded()).toEqual([]);
        expect(await registry.history(pluginId)).toEqual([]);
      });

      promise("loads exactly the plugins that were released last, also those of others", async () => {
        const { pluginId } = await registry.registerPlugin();
        const { id: versionId } = await register(pluginId, "1.0.0");
        const theirs = { ...(await world.theirs()), phase: 2 };
        await registry.load([theirs], "theirs");
        expect(await registry.loaded()).toEqual([theirs]);

        await registry.load([theirs, { pluginId, versionId, phase: 3 }], "1.0.0");
        const loaded = await registry.loaded();
        expect(loaded).toHaveLength(2);
        expect(loaded).toEqual(expect.arrayContaining([theirs, { pluginId, versionId, phase: 3 }]));
      });

      promise(
        "tells each release's version of our plugin, the latest last, and leaves out others",
        async () => {
          const { pluginId } = await registry.registerPlugin();
          const [one, two] = [await register(pluginId, "1.0.0"), await register(pluginId, "1.1.0")];
          const theirs = { ...(await world.theirs()), phase: 3 };
          for (const { id } of [one, two, one]) {
            await registry.load([{ pluginId, versionId: id, phase: 3 }], id);
          }
          await registry.load([theirs], "theirs");

          expect(await registry.history(pluginId)).toEqual([one.id, two.id, one.id]);
        },
      );

      promise("says that it cannot be reached", async () => {
        world.cutOff();

        await expect(registry.plugin()).rejects.toBeInstanceOf(Unavailable);
        await expect(registry.loaded()).rejects.toBeInstanceOf(Unavailable);
        await expect(registry.load([], "none")).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
