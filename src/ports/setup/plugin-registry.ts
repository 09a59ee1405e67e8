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
  /** Whether the address needs authentication. */
  readonly isPrivate: boolean;
}

/** The plugins of the agent desktop, and which of them it loads. */
export interface PluginRegistry {
  /** Returns our plugin with all its versions, or `undefined` if it is not registered. */
  plugin(): Promise<RegisteredPlugin | undefined>;

  registerPlugin(): Promise<RegisteredPlugin>;

  /** Registers a version. The desktop does not load it yet. */
  registerVersion(pluginId: string, version: NewVersion): Promise<PluginVersion>;

  /** Lists every plugin that the desktop loads now, including those of others. */
  loaded(): Promise<readonly LoadedPlugin[]>;

  /** Lists the version of this plugin in each release that had it, the latest last. */
  history(pluginId: string): Promise<readonly string[]>;

  /** Makes the desktop load exactly these plugins. `name` is for people. */
  load(plugins: readonly LoadedPlugin[], name: string): Promise<void>;
}
