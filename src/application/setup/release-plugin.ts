import { type LoadedPlugin, stepBack, withVersion } from "../../domain/setup/deployment.ts";

export interface PluginVersion {
  readonly id: string;
  readonly version: string;
}

export interface RegisteredPlugin {
  readonly pluginId: string;
  readonly versions: readonly PluginVersion[];
}

/** Which plugins there are, and which of them Flex loads. */
export interface PluginRegistry {
  /** Our plugin, or `undefined` while it is not registered. */
  plugin(): Promise<RegisteredPlugin | undefined>;
  registerPlugin(): Promise<RegisteredPlugin>;
  registerVersion(pluginId: string, version: NewVersion): Promise<PluginVersion>;
  /** What Flex loads now. */
  loaded(): Promise<readonly LoadedPlugin[]>;
  /** Ids of our plugin's versions in the order in which Flex was made to load them, the latest last. */
  history(pluginId: string): Promise<readonly string[]>;
  load(plugins: readonly LoadedPlugin[], name: string): Promise<void>;
}

export interface NewVersion {
  readonly version: string;
  readonly url: string;
  /** The address is not open to everybody. */
  readonly isPrivate: boolean;
}

export interface PluginReleased {
  readonly version: string;
  readonly unchanged: boolean;
}

/** Registers the version, unless it is, and lets Flex load it beside whatever else it loads. */
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
 * Lets Flex load the version before the one that it loads.
 *
 * @param dryRun only say what would be gone back to
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
