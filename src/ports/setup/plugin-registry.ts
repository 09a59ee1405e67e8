import type { LoadedPlugin } from "../../domain/setup/deployment.ts";

export interface PluginVersion {
  readonly id: string;
  readonly version: string;
}

export interface RegisteredPlugin {
  readonly pluginId: string;
  readonly versions: readonly PluginVersion[];
}

export interface NewVersion {
  readonly version: string;
  readonly url: string;
  /** The address is not open to everybody. */
  readonly isPrivate: boolean;
}

/** Which plugins the agent desktop knows, and which of them it loads. */
export interface PluginRegistry {
  /** Our plugin with all its versions, or `undefined` while it is not registered. */
  plugin(): Promise<RegisteredPlugin | undefined>;

  registerPlugin(): Promise<RegisteredPlugin>;

  /** Registers a version, which is not loaded yet. */
  registerVersion(pluginId: string, version: NewVersion): Promise<PluginVersion>;

  /** Every plugin that is loaded now, also those of others. */
  loaded(): Promise<readonly LoadedPlugin[]>;

  /** The version of this plugin in each release that had it, the latest last. */
  history(pluginId: string): Promise<readonly string[]>;

  /** Releases exactly these plugins, under a name for people. */
  load(plugins: readonly LoadedPlugin[], name: string): Promise<void>;
}
