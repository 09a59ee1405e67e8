import { stepBack, withVersion } from "../../domain/setup/deployment.ts";
import type { NewVersion, PluginRegistry, PluginVersion } from "../../ports/setup/plugin-registry.ts";

export interface PluginReleased {
  readonly version: string;
  readonly unchanged: boolean;
}

/** Registers the version, unless it is registered, and has Flex load it beside the plugins of others. */
export async function releasePlugin(registry: PluginRegistry, wanted: NewVersion): Promise<PluginReleased> {
  const { pluginId, versions } = (await registry.plugin()) ?? (await registry.registerPlugin());
  const registered =
    versions.find(({ version }) => version === wanted.version) ??
    (await registry.registerVersion(pluginId, wanted));

  return { version: registered.version, unchanged: !(await loadVersion(registry, pluginId, registered)) };
}

export type PluginRolledBack =
  | { readonly kind: "rolled-back"; readonly to: string }
  | { readonly kind: "nothing-before" };

/**
 * Has Flex load the version before the one that it loads now.
 *
 * @param dryRun only report which version that is
 */
export async function rollBackPlugin(registry: PluginRegistry, dryRun = false): Promise<PluginRolledBack> {
  const plugin = await registry.plugin();
  if (!plugin) return { kind: "nothing-before" };

  const versionId = stepBack(await registry.history(plugin.pluginId));
  const before = plugin.versions.find(({ id }) => id === versionId);
  if (!before) return { kind: "nothing-before" };
  if (!dryRun) await loadVersion(registry, plugin.pluginId, before);

  return { kind: "rolled-back", to: before.version };
}

async function loadVersion(
  registry: PluginRegistry,
  pluginId: string,
  { id, version }: PluginVersion,
): Promise<boolean> {
  const loaded = await registry.loaded();
  if (loaded.some((each) => each.versionId === id)) return false;
  await registry.load(withVersion(loaded, pluginId, id), version);

  return true;
}
