import { PluginVersionsListInstance } from "twilio/lib/rest/flexApi/v1/plugin/pluginVersions.js";
import { PluginListInstance } from "twilio/lib/rest/flexApi/v1/plugin.js";
import {
  type ConfiguredPluginInstance,
  ConfiguredPluginListInstance,
} from "twilio/lib/rest/flexApi/v1/pluginConfiguration/configuredPlugin.js";
import { PluginConfigurationListInstance } from "twilio/lib/rest/flexApi/v1/pluginConfiguration.js";
import { PluginReleaseListInstance } from "twilio/lib/rest/flexApi/v1/pluginRelease.js";
import type { LoadedPlugin } from "../../domain/setup/deployment.ts";
import { PRODUCT } from "../../domain/setup/provisioning.ts";
import type {
  NewVersion,
  PluginRegistry,
  PluginVersion,
  RegisteredPlugin,
} from "../../ports/setup/plugin-registry.ts";
import { ALL, type Apis, asking } from "./apis.ts";

/** How far back the history of releases is read. */
const RELEASES_READ = 20;

/** Flex's Plugins API: https://www.twilio.com/docs/flex/developer/plugins/api */
export class FlexPluginRegistry implements PluginRegistry {
  readonly #apis: Apis;

  constructor(apis: Apis) {
    this.#apis = apis;
  }

  async plugin(): Promise<RegisteredPlugin | undefined> {
    const plugins = await asking("Reading the plugins", PluginListInstance(this.#apis.flex).list({ ...ALL }));
    const ours = plugins.find(({ uniqueName }) => uniqueName === PRODUCT);
    if (!ours) return undefined;

    const versions = await asking("Reading the plugin's versions", this.#versions(ours.sid).list({ ...ALL }));

    return { pluginId: ours.sid, versions: versions.map(({ sid, version }) => ({ id: sid, version })) };
  }

  async registerPlugin(): Promise<RegisteredPlugin> {
    const { sid } = await asking(
      "Registering the plugin",
      PluginListInstance(this.#apis.flex).create({
        uniqueName: PRODUCT,
        friendlyName: "Callbacks and voicemails",
        description: "Callbacks and voicemails for agents: call back, listen, retry later.",
      }),
    );

    return { pluginId: sid, versions: [] };
  }

  async registerVersion(pluginId: string, { version, url, isPrivate }: NewVersion): Promise<PluginVersion> {
    // twilio 6.2 sends `private`, whatever its types call it.
    const asked = {
      versionParam: version,
      pluginUrl: url,
      private: isPrivate,
      changelog: `${PRODUCT} ${version}`,
    };
    const registered = await asking(
      "Registering the plugin's version",
      this.#versions(pluginId).create(asked),
    );

    return { id: registered.sid, version: registered.version };
  }

  async loaded(): Promise<readonly LoadedPlugin[]> {
    const [active] = await this.#releases(1);

    return active === undefined ? [] : this.#configured(active);
  }

  /** Whether Flex loads a plugin of this name, whoever made it. */
  async loads(uniqueName: string): Promise<boolean> {
    const [active] = await this.#releases(1);
    const plugins = active === undefined ? [] : await this.#listed(active);

    return plugins.some((plugin) => plugin.uniqueName === uniqueName);
  }

  async history(pluginId: string): Promise<readonly string[]> {
    const versionIds: string[] = [];
    for (const configurationSid of (await this.#releases(RELEASES_READ)).reverse()) {
      const loaded = await this.#configured(configurationSid);
      const ours = loaded.find((each) => each.pluginId === pluginId);
      if (ours) versionIds.push(ours.versionId);
    }

    return versionIds;
  }

  async load(plugins: readonly LoadedPlugin[], name: string): Promise<void> {
    const configuration = {
      name: `${PRODUCT} ${name}`,
      description: `Made by ${PRODUCT}: the plugins of the release before, and ${PRODUCT} ${name}`,
      plugins: plugins.map(({ versionId, phase }) => ({ plugin_version: versionId, phase })),
    };
    const { sid } = await asking(
      "Making the plugin configuration",
      PluginConfigurationListInstance(this.#apis.flex).create(configuration),
    );
    await asking(
      "Releasing the plugins",
      PluginReleaseListInstance(this.#apis.flex).create({ configurationId: sid }),
    );
  }

  /** SIDs of the released configurations, the latest first. */
  async #releases(limit: number): Promise<string[]> {
    const releases = PluginReleaseListInstance(this.#apis.flex);
    const latest = await asking("Reading the releases", releases.list({ pageSize: limit, limit }));

    return latest.map(({ configurationSid }) => configurationSid);
  }

  async #configured(configurationSid: string): Promise<readonly LoadedPlugin[]> {
    return (await this.#listed(configurationSid)).map(({ pluginSid, pluginVersionSid, phase }) => ({
      pluginId: pluginSid,
      versionId: pluginVersionSid,
      phase,
    }));
  }

  #listed(configurationSid: string): Promise<readonly ConfiguredPluginInstance[]> {
    const plugins = ConfiguredPluginListInstance(this.#apis.flex, configurationSid);

    return asking("Reading what Flex loads", plugins.list({ ...ALL }));
  }

  #versions(pluginSid: string) {
    return PluginVersionsListInstance(this.#apis.flex, pluginSid);
  }
}
