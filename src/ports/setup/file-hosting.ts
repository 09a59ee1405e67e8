/** The code of a function, or an asset. */
export interface DeployedFile {
  readonly kind: "function" | "asset";
  readonly name: string;
  /** Its public path, such as `/callback/flex/settings`. */
  readonly path: string;
  readonly visibility: "public" | "protected" | "private";
  readonly content: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** A hash of the content. */
  readonly fingerprint: string;
}

export type UploadedFile = Pick<DeployedFile, "kind"> & { readonly versionId: string };

export interface BuiltFile extends UploadedFile {
  readonly path: string;
}

/** `gone`: there is no build with this id, or no longer. */
export type BuildState = "building" | "completed" | "failed" | "gone";

/** Where functions and assets run: one environment of one service. */
export interface FileHosting {
  /** Stores the content, which does not run yet. Returns an id for `build`. */
  upload(file: DeployedFile): Promise<string>;

  /**
   * Starts a build of uploaded files and returns its id. It takes a while.
   *
   * @throws {Rejected} when one of the files does not exist
   */
  build(files: readonly UploadedFile[]): Promise<string>;

  buildState(buildId: string): Promise<BuildState>;

  filesOf(buildId: string): Promise<readonly BuiltFile[]>;

  /** Returns the running build, or `undefined` before the first. */
  running(): Promise<string | undefined>;

  /** Runs a completed build instead of the current one. */
  run(buildId: string): Promise<void>;

  /** Lists every build that `run` has started, once for each time, the latest last. */
  history(): Promise<readonly string[]>;

  /** Sets the variables that differ and leaves all others alone. Returns the names of those it set. */
  setVariables(variables: Readonly<Record<string, string>>): Promise<readonly string[]>;
}
