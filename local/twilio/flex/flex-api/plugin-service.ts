import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import { badRequest, notFound, Refusal } from "../../refusal.ts";
import { newSid } from "../../sids.ts";
import { isoTime } from "../../wire/http/dates.ts";

interface Kept {
  readonly sid: string;
  readonly account_sid: string;
  readonly date_created: string;
  readonly url: string;
}

export interface Plugin extends Kept {
  readonly unique_name: string;
  readonly friendly_name: string;
  readonly description: string;
  readonly archived: boolean;
  readonly date_updated: string;
  readonly links: Readonly<Record<string, string>>;
}

export interface PluginVersion extends Kept {
  readonly plugin_sid: string;
  readonly version: string;
  readonly plugin_url: string;
  readonly changelog: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly validated: boolean;
}

/** `plugin_version` is a SID. Plugins of one phase load together. */
export interface ConfiguredPlugin {
  readonly plugin_version: string;
  readonly phase: number;
}

export interface PluginConfiguration extends Kept {
  readonly name: string;
  readonly description: string;
  readonly archived: boolean;
  readonly plugins: readonly ConfiguredPlugin[];
  readonly links: Readonly<Record<string, string>>;
}

export interface PluginRelease extends Kept {
  readonly configuration_sid: string;
}

const BASE = "https://flex-api.twilio.com/v1/PluginService";
/** https://semver.org, which Twilio's CLI uses. Unverified: that the service requires it. */
const SEMVER = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/** The plugins that Flex loads: https://www.twilio.com/docs/flex/developer/plugins/api. Codes of refusals are unverified. */
export class PluginService {
  readonly plugins = new Map<string, Plugin>();
  readonly versions = new Map<string, PluginVersion>();
  readonly configurations = new Map<string, PluginConfiguration>();
  readonly releases = new Map<string, PluginRelease>();
  readonly #account: LocalAccount;
  readonly #clock: AdvanceableClock;

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.#account = account;
    this.#clock = clock;
  }

  clear(): void {
    for (const map of [this.plugins, this.versions, this.configurations, this.releases]) map.clear();
  }

  createPlugin(uniqueName: string, friendlyName: string, description: string): Plugin {
    if ([...this.plugins.values()].some((each) => each.unique_name === uniqueName)) {
      throw new Refusal(409, 20409, `A plugin ${uniqueName} exists`);
    }
    const kept = this.#kept("FP", "Plugins");

    return put(this.plugins, {
      ...kept,
      unique_name: uniqueName,
      friendly_name: friendlyName,
      description,
      archived: false,
      date_updated: kept.date_created,
      links: { plugin_versions: `${kept.url}/Versions` },
    });
  }

  /** Finds a plugin by its SID or its unique name. */
  plugin(sidOrName: string): Plugin {
    const found =
      this.plugins.get(sidOrName) ??
      [...this.plugins.values()].find(({ unique_name }) => unique_name === sidOrName);

    return found ?? missing(`/PluginService/Plugins/${sidOrName}`);
  }

  /** The versions, newest first. */
  versionsOf(plugin: Plugin): readonly PluginVersion[] {
    return [...this.versions.values()].filter((each) => each.plugin_sid === plugin.sid).reverse();
  }

  version(plugin: Plugin, sidOrVersion: string): PluginVersion {
    const found = this.versionsOf(plugin).find(
      (each) => each.sid === sidOrVersion || each.version === sidOrVersion,
    );

    return found ?? missing(`/PluginService/Plugins/${plugin.sid}/Versions/${sidOrVersion}`);
  }

  createVersion(
    plugin: Plugin,
    fields: Pick<PluginVersion, "version" | "plugin_url" | "changelog" | "private">,
  ): PluginVersion {
    if (!SEMVER.test(fields.version)) throw badRequest("Version is not valid");
    if (!/^https:\/\/\S+$/.test(fields.plugin_url)) throw badRequest("PluginUrl is not valid");
    if (this.versionsOf(plugin).some(({ version }) => version === fields.version)) {
      throw new Refusal(409, 20409, `Version ${fields.version} exists`);
    }

    return put(this.versions, {
      ...this.#kept("FV", `Plugins/${plugin.sid}/Versions`),
      ...fields,
      plugin_sid: plugin.sid,
      archived: false,
      validated: false,
    });
  }

  createConfiguration(
    fields: Pick<PluginConfiguration, "name" | "description" | "plugins">,
  ): PluginConfiguration {
    const versions = fields.plugins.map(({ plugin_version }) => this.versions.get(plugin_version));
    if (versions.includes(undefined)) throw badRequest("Plugins names a version that does not exist");
    const pluginSids = versions.map((version) => version?.plugin_sid);
    if (new Set(pluginSids).size < pluginSids.length) throw badRequest("Plugins names one plugin twice");
    const kept = this.#kept("FJ", "Configurations");

    return put(this.configurations, {
      ...kept,
      ...fields,
      archived: false,
      links: { plugins: `${kept.url}/Plugins` },
    });
  }

  configuration(sid: string): PluginConfiguration {
    return this.configurations.get(sid) ?? missing(`/PluginService/Configurations/${sid}`);
  }

  createRelease(configurationSid: string): PluginRelease {
    const { sid } = this.configuration(configurationSid);

    return put(this.releases, { ...this.#kept("FK", "Releases"), configuration_sid: sid });
  }

  /** Finds a release by its SID. `Active` is the latest: a release cannot be undone. */
  release(sid: string): PluginRelease {
    const found = sid.toLowerCase() === "active" ? this.active() : this.releases.get(sid);

    return found ?? missing(`/PluginService/Releases/${sid}`);
  }

  active(): PluginRelease | undefined {
    return [...this.releases.values()].at(-1);
  }

  #kept(prefix: string, place: string): Kept {
    const sid = newSid(prefix);

    return {
      sid,
      account_sid: this.#account.accountSid,
      date_created: isoTime(this.#clock.time()),
      url: `${BASE}/${place}/${sid}`,
    };
  }
}

function put<T extends Kept>(records: Map<string, T>, record: T): T {
  records.set(record.sid, record);

  return record;
}

function missing(path: string): never {
  throw notFound(path);
}
