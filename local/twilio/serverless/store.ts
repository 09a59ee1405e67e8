import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { badRequest, notFound, Refusal } from "../refusal.ts";
import { newSid } from "../sids.ts";
import { isoTime } from "../wire/http/dates.ts";
import type {
  Build,
  Deployment,
  Environment,
  File,
  FileKind,
  FileVersion,
  Service,
  Variable,
} from "./records.ts";

/** Twilio's own client asks once a second: https://www.twilio.com/docs/serverless/api/resource/build */
const BUILD_TAKES_MS = 1_500;
const BASE = "https://serverless.twilio.com/v1/Services";

export interface BuildFields {
  readonly functionVersions: readonly string[];
  readonly assetVersions: readonly string[];
  readonly dependencies: readonly unknown[];
  readonly runtime: string;
}

/** Functions and assets of the account. Codes of refusals are unverified unless a page is cited. */
export class ServerlessStore {
  readonly services = new Map<string, Service>();
  readonly environments = new Map<string, Environment>();
  readonly files: Readonly<Record<FileKind, Map<string, File>>> = { Functions: new Map(), Assets: new Map() };
  readonly versions = new Map<string, FileVersion>();
  readonly builds = new Map<string, Build>();
  readonly deployments = new Map<string, Deployment>();
  readonly variables = new Map<string, Variable>();
  readonly #account: LocalAccount;
  readonly #clock: AdvanceableClock;

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.#account = account;
    this.#clock = clock;
  }

  clear(): void {
    const maps = [
      this.services,
      this.environments,
      this.files.Functions,
      this.files.Assets,
      this.versions,
      this.builds,
      this.deployments,
      this.variables,
    ];
    for (const map of maps) map.clear();
  }

  createService(
    fields: Pick<Service, "unique_name" | "friendly_name" | "include_credentials" | "ui_editable">,
  ): Service {
    if (!/^[A-Za-z0-9_-]{1,50}$/.test(fields.unique_name)) throw badRequest("UniqueName is not valid");
    if ([...this.services.values()].some(({ unique_name }) => unique_name === fields.unique_name)) {
      throw new Refusal(409, 20409, `The unique name ${fields.unique_name} is taken`);
    }
    const kept = this.#kept("ZS", BASE);
    const names = ["environments", "functions", "assets", "builds"];

    return put(this.services, {
      ...kept,
      ...fields,
      domain_base: `${fields.unique_name}-${1000 + this.services.size}`,
      date_updated: kept.date_created,
      links: Object.fromEntries(names.map((name) => [name, `${kept.url}/${capitalized(name)}`])),
    });
  }

  /** Finds a service by its SID or its unique name. */
  service(sidOrName: string): Service {
    const found =
      this.services.get(sidOrName) ??
      [...this.services.values()].find(({ unique_name }) => unique_name === sidOrName);

    return found ?? missing(`/Services/${sidOrName}`);
  }

  /** With everything in it. */
  removeService(service: Service): void {
    this.services.delete(service.sid);
    const { Functions, Assets } = this.files;
    const { environments, versions, builds, deployments, variables } = this;
    const all: readonly Map<string, { readonly service_sid: string }>[] = [
      environments,
      Functions,
      Assets,
      versions,
      builds,
      deployments,
      variables,
    ];
    for (const records of all) removeFrom(records, ({ service_sid }) => service_sid === service.sid);
  }

  removeEnvironment(environment: Environment): void {
    this.environments.delete(environment.sid);
    const isThere = (each: { readonly environment_sid: string }) => each.environment_sid === environment.sid;
    removeFrom(this.deployments, isThere);
    removeFrom(this.variables, isThere);
  }

  createEnvironment(service: Service, uniqueName: string, suffix: string | null): Environment {
    if (suffix !== null && !/^[a-z0-9-]{1,16}$/.test(suffix)) throw badRequest("DomainSuffix is not valid");
    const others = inService(this.environments, service);
    if (others.some((each) => each.unique_name === uniqueName || each.domain_suffix === suffix)) {
      throw new Refusal(409, 20409, "UniqueName or DomainSuffix is taken");
    }
    const kept = this.#keptIn(service, "ZE", "Environments");
    const names = ["variables", "deployments", "logs"];

    return put(this.environments, {
      ...kept,
      unique_name: uniqueName,
      domain_suffix: suffix,
      domain_name: `${service.domain_base}${suffix === null ? "" : `-${suffix}`}.twil.io`,
      build_sid: null,
      date_updated: kept.date_created,
      links: Object.fromEntries(names.map((name) => [name, `${kept.url}/${capitalized(name)}`])),
    });
  }

  createFile(service: Service, kind: FileKind, friendlyName: string): File {
    const kept = this.#keptIn(service, "ZH", kind);

    return put(this.files[kind], {
      ...kept,
      friendly_name: friendlyName,
      date_updated: kept.date_created,
      links: { [`${kind === "Functions" ? "function" : "asset"}_versions`]: `${kept.url}/Versions` },
    });
  }

  createVersion(
    file: File,
    fields: Pick<FileVersion, "kind" | "path" | "visibility" | "content" | "contentType">,
  ): FileVersion {
    const service = this.service(file.service_sid);
    const kept = this.#keptIn(service, "ZN", `${fields.kind}/${file.sid}/Versions`);

    return put(this.versions, { ...kept, ...fields, fileSid: file.sid });
  }

  /** Makes a build, in which each path occurs once. It is completed only after `BUILD_TAKES_MS`. */
  createBuild(service: Service, fields: BuildFields): Build {
    const functions = this.#versionsOf(service, "Functions", fields.functionVersions);
    const assets = this.#versionsOf(service, "Assets", fields.assetVersions);
    const paths = [...functions, ...assets].map(({ path }) => path);
    if (paths.length === 0) throw badRequest("A build needs a function version or an asset version");
    if (new Set(paths).size < paths.length) throw badRequest("A build has two versions under one path");
    const kept = this.#keptIn(service, "ZB", "Builds");
    this.#clock.after(BUILD_TAKES_MS, () => this.#finishBuild(kept.sid));

    return put(this.builds, {
      ...kept,
      status: "building",
      function_versions: functions,
      asset_versions: assets,
      dependencies: fields.dependencies,
      runtime: fields.runtime,
      date_updated: kept.date_created,
      links: { build_status: `${kept.url}/Status` },
    });
  }

  deploy(environment: Environment, build: Build): Deployment {
    if (build.status !== "completed") throw badRequest(`Build ${build.sid} is not completed`);
    const kept = this.#keptIn(
      this.service(environment.service_sid),
      "ZD",
      `Environments/${environment.sid}/Deployments`,
    );
    this.environments.set(environment.sid, {
      ...environment,
      build_sid: build.sid,
      date_updated: this.#now(),
    });

    return put(this.deployments, {
      ...kept,
      environment_sid: environment.sid,
      build_sid: build.sid,
      date_updated: kept.date_created,
    });
  }

  createVariable(environment: Environment, key: string, value: string): Variable {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) throw badRequest("Key is not valid");
    if (this.variablesOf(environment).some((each) => each.key === key)) {
      throw new Refusal(409, 20409, `A variable ${key} exists`);
    }
    const place = `Environments/${environment.sid}/Variables`;
    const kept = this.#keptIn(this.service(environment.service_sid), "ZV", place);

    return put(this.variables, {
      ...kept,
      environment_sid: environment.sid,
      key,
      value,
      date_updated: kept.date_created,
    });
  }

  changeVariable(variable: Variable, fields: Partial<Pick<Variable, "key" | "value">>): Variable {
    return put(this.variables, { ...variable, ...fields, date_updated: this.#now() });
  }

  variablesOf(environment: Environment): readonly Variable[] {
    return [...this.variables.values()].filter((each) => each.environment_sid === environment.sid);
  }

  #finishBuild(sid: string): void {
    const build = this.builds.get(sid);
    if (build) this.builds.set(sid, { ...build, status: "completed", date_updated: this.#now() });
  }

  #versionsOf(service: Service, kind: FileKind, sids: readonly string[]): readonly FileVersion[] {
    return sids.map((sid) => {
      const version = this.versions.get(sid);
      if (version?.kind !== kind || version.service_sid !== service.sid) {
        throw badRequest(`${sid} is not a version of this service`);
      }
      return version;
    });
  }

  #keptIn(service: Service, prefix: string, place: string) {
    return { ...this.#kept(prefix, `${service.url}/${place}`), service_sid: service.sid };
  }

  #kept(prefix: string, list: string) {
    const sid = newSid(prefix);

    return {
      sid,
      account_sid: this.#account.accountSid,
      date_created: this.#now(),
      url: `${list}/${sid}`,
    };
  }

  #now(): string {
    return isoTime(this.#clock.time());
  }
}

/** The records of a service, newest first, like Twilio's lists. */
export function inService<T extends { readonly service_sid: string }>(
  records: ReadonlyMap<string, T>,
  service: Service,
): readonly T[] {
  return [...records.values()].filter((each) => each.service_sid === service.sid).reverse();
}

export function recordOf<T extends { readonly service_sid: string }>(
  records: ReadonlyMap<string, T>,
  service: Service,
  sid: string,
  place: string,
): T {
  const found = records.get(sid);

  return found?.service_sid === service.sid ? found : missing(`/Services/${service.sid}/${place}/${sid}`);
}

function put<T extends { readonly sid: string }>(records: Map<string, T>, record: T): T {
  records.set(record.sid, record);

  return record;
}

function removeFrom<T>(records: Map<string, T>, isGone: (record: T) => boolean): void {
  for (const [sid, record] of records) if (isGone(record)) records.delete(sid);
}

function missing(path: string): never {
  throw notFound(path);
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
