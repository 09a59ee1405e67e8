/** The code of a function, or an asset. */
export interface DeployedFile {
  readonly kind: "function" | "asset";
  readonly name: string;
  /** Where it is reached, such as `/callback/flex/settings`. */
  readonly path: string;
  readonly visibility: "public" | "protected" | "private";
  readonly content: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** The same for the same content. */
  readonly fingerprint: string;
}

export type UploadedFile = Pick<DeployedFile, "kind"> & { readonly versionId: string };

export interface BuiltFile extends UploadedFile {
  readonly path: string;
}

/** `gone`: nobody knows a build of this id (any more). */
export type BuildState = "building" | "completed" | "failed" | "gone";

/** Where functions and assets run: one environment of one service. */
export interface FileHosting {
  /** Stores the content, which does not run yet. Returns the id that a build names it by. */
  upload(file: DeployedFile): Promise<string>;

  /**
   * Starts a build of uploaded files and returns its id. It takes a while.
   *
   * @throws {Rejected} when one of the files is not known
   */
  build(files: readonly UploadedFile[]): Promise<string>;

  buildState(buildId: string): Promise<BuildState>;

  filesOf(buildId: string): Promise<readonly BuiltFile[]>;

  /** The build that runs, or `undefined` before the first. */
  running(): Promise<string | undefined>;

  /** Makes a completed build the one that runs. */
  run(buildId: string): Promise<void>;

  /** Every build that was made to run, once for each time, the latest last. */
  history(): Promise<readonly string[]>;

  /** Sets the variables that differ and leaves all others alone. Returns the names of those it set. */
  setVariables(variables: Readonly<Record<string, string>>): Promise<readonly string[]>;
}
