import { AssetListInstance } from "twilio/lib/rest/serverless/v1/service/asset.js";
import { BuildListInstance } from "twilio/lib/rest/serverless/v1/service/build.js";
import { DeploymentListInstance } from "twilio/lib/rest/serverless/v1/service/environment/deployment.js";
import { VariableListInstance } from "twilio/lib/rest/serverless/v1/service/environment/variable.js";
import { EnvironmentListInstance } from "twilio/lib/rest/serverless/v1/service/environment.js";
import { FunctionListInstance } from "twilio/lib/rest/serverless/v1/service/function.js";
import type { BuiltFile, DeployedFile, FileHosting, UploadedFile } from "../../ports/setup/file-hosting.ts";
import { twilioFault } from "../twilio-rest/twilio-fault.ts";
import { ALL, type Apis, asking, faultOf } from "./apis.ts";
import type { Upload } from "./upload.ts";

/** The part of a build's versions that we read. The SDK leaves them untyped. */
interface VersionInBuild {
  readonly sid: string;
  readonly path: string;
}

export interface HostingPlace {
  readonly serviceSid: string;
  readonly environmentSid: string;
}

/**
 * Without this entry Twilio runs functions on a handler too old to pass on request headers:
 * https://www.twilio.com/docs/serverless/functions-assets/handler. The version is the newest on npm.
 */
export const DEPENDENCIES = [{ name: "@twilio/runtime-handler", version: "2.1.0" }];
const RUNTIME = "node22";

/** Functions and assets on Twilio Serverless: https://www.twilio.com/docs/serverless/api */
export class ServerlessHosting implements FileHosting {
  readonly #apis: Apis;
  readonly #place: HostingPlace;
  readonly #send: Upload;
  #files: ReadonlyMap<string, string> | undefined;

  constructor(apis: Apis, place: HostingPlace, send: Upload) {
    this.#apis = apis;
    this.#place = place;
    this.#send = send;
  }

  async upload(file: DeployedFile): Promise<string> {
    const { serviceSid } = this.#place;

    return this.#send(serviceSid, await this.#fileSid(file), file);
  }

  async build(files: readonly UploadedFile[]): Promise<string> {
    const versionsOf = (kind: DeployedFile["kind"]) =>
      files.filter((file) => file.kind === kind).map(({ versionId }) => versionId);
    const [functionVersions, assetVersions] = [versionsOf("function"), versionsOf("asset")];
    const build = {
      ...(functionVersions.length > 0 && { functionVersions }),
      ...(assetVersions.length > 0 && { assetVersions }),
      dependencies: JSON.stringify(functionVersions.length > 0 ? DEPENDENCIES : []),
      runtime: RUNTIME,
    };

    return (await asking("Starting the build", this.#builds().create(build))).sid;
  }

  async buildState(buildId: string): ReturnType<FileHosting["buildState"]> {
    try {
      return (await this.#builds()(buildId).buildStatus().fetch()).status;
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return "gone";
      throw faultOf(error, "Asking about the build");
    }
  }

  async filesOf(buildId: string): Promise<readonly BuiltFile[]> {
    const build = await asking("Reading the build", this.#builds()(buildId).fetch());
    const filesOf = (kind: DeployedFile["kind"], versions: readonly unknown[] | null) =>
      ((versions ?? []) as readonly VersionInBuild[]).map(({ sid, path }) => ({
        kind,
        path,
        versionId: sid,
      }));

    return [...filesOf("function", build.functionVersions), ...filesOf("asset", build.assetVersions)];
  }

  async running(): Promise<string | undefined> {
    const { serviceSid, environmentSid } = this.#place;
    const environment = EnvironmentListInstance(this.#apis.serverless, serviceSid)(environmentSid);
    const { buildSid } = await asking("Reading the environment", environment.fetch());

    return buildSid ?? undefined;
  }

  async run(buildSid: string): Promise<void> {
    await asking("Starting the new build", this.#deployments().create({ buildSid }));
  }

  async history(): Promise<readonly string[]> {
    const deployments = await asking("Reading what ran before", this.#deployments().list({ ...ALL }));

    return deployments.reverse().map(({ buildSid }) => buildSid);
  }

  async setVariables(wanted: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { serviceSid, environmentSid } = this.#place;
    const variables = VariableListInstance(this.#apis.serverless, serviceSid, environmentSid);
    const existing = await asking("Reading the variables", variables.list({ ...ALL }));
    const set: string[] = [];
    for (const [key, value] of Object.entries(wanted)) {
      const known = existing.find((variable) => variable.key === key);
      if (known?.value === value) continue;
      await asking(
        `Setting the variable ${key}`,
        known ? variables(known.sid).update({ value }) : variables.create({ key, value }),
      );
      set.push(key);
    }

    return set;
  }

  /** SID of the function or asset that this is a version of. Makes it where it is missing. */
  async #fileSid({ kind, name }: DeployedFile): Promise<string> {
    this.#files ??= await this.#knownFiles();
    const known = this.#files.get(`${kind} ${name}`);
    if (known !== undefined) return known;

    const what = `Making the ${kind} ${name}`;
    const { sid } =
      kind === "function"
        ? await asking(what, this.#functions().create({ friendlyName: name }))
        : await asking(what, this.#assets().create({ friendlyName: name }));
    this.#files = new Map([...this.#files, [`${kind} ${name}`, sid]]);

    return sid;
  }

  async #knownFiles(): Promise<ReadonlyMap<string, string>> {
    const functions = await asking("Reading the functions", this.#functions().list({ ...ALL }));
    const assets = await asking("Reading the assets", this.#assets().list({ ...ALL }));

    return new Map([
      ...functions.map(({ friendlyName, sid }) => [`function ${friendlyName}`, sid] as const),
      ...assets.map(({ friendlyName, sid }) => [`asset ${friendlyName}`, sid] as const),
    ]);
  }

  #functions() {
    return FunctionListInstance(this.#apis.serverless, this.#place.serviceSid);
  }

  #assets() {
    return AssetListInstance(this.#apis.serverless, this.#place.serviceSid);
  }

  #builds() {
    return BuildListInstance(this.#apis.serverless, this.#place.serviceSid);
  }

  #deployments() {
    return DeploymentListInstance(this.#apis.serverless, this.#place.serviceSid, this.#place.environmentSid);
  }
}
