import type { LoadedPlugin } from "../../../domain/setup/deployment.ts";
import { Unavailable } from "../../../ports/faults.ts";
import type {
  NewVersion,
  PluginRegistry,
  PluginVersion,
  RegisteredPlugin,
} from "../../../ports/setup/plugin-registry.ts";

/** `PluginRegistry` in memory. */
export class MemoryPluginRegistry implements PluginRegistry {
  #plugin: RegisteredPlugin | undefined;
  #releases: readonly (readonly LoadedPlugin[])[] = [];
  #isCutOff = false;

  async plugin(): Promise<RegisteredPlugin | undefined> {
    this.#reach();

    return this.#plugin;
  }

  async registerPlugin(): Promise<RegisteredPlugin> {
    this.#reach();
    this.#plugin ??= { pluginId: "our-plugin", versions: [] };

    return this.#plugin;
  }

  async registerVersion(pluginId: string, { version }: NewVersion): Promise<PluginVersion> {
    this.#reach();
    const versions = this.#plugin?.versions ?? [];
    const registered = { id: `version-${versions.length + 1}`, version };
    this.#plugin = { pluginId, versions: [...versions, registered] };

    return registered;
  }

  async loaded(): Promise<readonly LoadedPlugin[]> {
    this.#reach();

    return this.#releases.at(-1) ?? [];
  }

  async history(pluginId: string): Promise<readonly string[]> {
    this.#reach();

    return this.#releases.flatMap((plugins) =>
      plugins.filter((each) => each.pluginId === pluginId).map(({ versionId }) => versionId),
    );
  }

  async load(plugins: readonly LoadedPlugin[]): Promise<void> {
    this.#reach();
    this.#releases = [...this.#releases, plugins];
  }

  /** From now on every method throws `Unavailable`. */
  cutOff(): void {
    this.#isCutOff = true;
  }

  #reach(): void {
    if (this.#isCutOff) throw new Unavailable("The plugin registry cannot be reached");
  }
}
