import { Rejected, Unavailable } from "../../../ports/faults.ts";
import type {
  BuildState,
  BuiltFile,
  DeployedFile,
  FileHosting,
  UploadedFile,
} from "../../../ports/setup/file-hosting.ts";

interface Build {
  readonly files: readonly BuiltFile[];
  readonly state: Exclude<BuildState, "gone">;
}

/** `FileHosting` in memory, with one environment. A build runs until `finishBuilds`. */
export class MemoryFileHosting implements FileHosting {
  readonly variables = new Map<string, string>();
  readonly #paths = new Map<string, string>();
  readonly #builds = new Map<string, Build>();
  #runs: readonly string[] = [];
  #made = 0;
  #isCutOff = false;

  async upload({ path }: DeployedFile): Promise<string> {
    this.#reach();
    const versionId = `version-${++this.#made}`;
    this.#paths.set(versionId, path);

    return versionId;
  }

  async build(files: readonly UploadedFile[]): Promise<string> {
    this.#reach();
    const built = files.map(({ kind, versionId }) => {
      const path = this.#paths.get(versionId);
      if (path === undefined) throw new Rejected(`There is no file ${versionId}`);
      return { kind, versionId, path };
    });
    const buildId = `build-${++this.#made}`;
    this.#builds.set(buildId, { files: built, state: "building" });

    return buildId;
  }

  async buildState(buildId: string): Promise<BuildState> {
    this.#reach();

    return this.#builds.get(buildId)?.state ?? "gone";
  }

  async filesOf(buildId: string): Promise<readonly BuiltFile[]> {
    this.#reach();
    const build = this.#builds.get(buildId);
    if (!build) throw new Rejected(`There is no build ${buildId}`);

    return build.files;
  }

  async running(): Promise<string | undefined> {
    this.#reach();

    return this.#runs.at(-1);
  }

  async run(buildId: string): Promise<void> {
    this.#reach();
    if (this.#builds.get(buildId)?.state !== "completed") throw new Rejected(`${buildId} cannot run`);
    this.#runs = [...this.#runs, buildId];
  }

  async history(): Promise<readonly string[]> {
    this.#reach();

    return this.#runs;
  }

  async setVariables(variables: Readonly<Record<string, string>>): Promise<readonly string[]> {
    this.#reach();
    const different = Object.entries(variables).filter(([name, value]) => this.variables.get(name) !== value);
    for (const [name, value] of different) this.variables.set(name, value);

    return different.map(([name]) => name);
  }

  /** Ends every running build. */
  finishBuilds(state: "completed" | "failed" = "completed"): void {
    for (const [id, build] of this.#builds) {
      if (build.state === "building") this.#builds.set(id, { ...build, state });
    }
  }

  /** Deletes the build, as if somebody had done so elsewhere. */
  loseBuild(buildId: string): void {
    this.#builds.delete(buildId);
  }

  /** From now on every method throws `Unavailable`. */
  cutOff(): void {
    this.#isCutOff = true;
  }

  #reach(): void {
    if (this.#isCutOff) throw new Unavailable("The hosting cannot be reached");
  }
}
