import { stepBack } from "../../domain/setup/deployment.ts";
import type { Clock } from "../../ports/clock.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";

/** A function's code, or an asset. */
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

/** Where functions and assets run: one service, one environment of it. */
export interface FileHosting {
  /** Keeps the content, which runs nowhere yet; returns the id under which it goes into a build. */
  upload(file: DeployedFile): Promise<string>;
  build(files: readonly UploadedFile[]): Promise<string>;
  buildState(buildId: string): Promise<"building" | "completed" | "failed" | "gone">;
  filesOf(buildId: string): Promise<readonly BuiltFile[]>;
  /** The build that runs. */
  running(): Promise<string | undefined>;
  run(buildId: string): Promise<void>;
  /** Builds in the order in which they were made to run, the latest last. */
  history(): Promise<readonly string[]>;
  /** Sets what differs and leaves all other variables alone; returns the names of what it set. */
  setVariables(variables: Readonly<Record<string, string>>): Promise<readonly string[]>;
}

/** What an interrupted deployment had done already. */
export interface DeployNotes {
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  clear(): void;
}

export type DeployProgress =
  | { readonly kind: "uploading"; readonly path: string; readonly number: number; readonly of: number }
  | { readonly kind: "building"; readonly seconds: number }
  | { readonly kind: "variables"; readonly names: readonly string[] }
  | { readonly kind: "starting" };

export interface Deployment {
  readonly files: readonly DeployedFile[];
  readonly variables: Readonly<Record<string, string>>;
  /** What runs under other paths goes on running there. */
  readonly keepOthers?: boolean;
}

export interface DeployNeeds {
  readonly hosting: FileHosting;
  readonly notes: DeployNotes;
  readonly clock: Clock;
  readonly onProgress: (progress: DeployProgress) => void;
}

export interface Deployed {
  readonly buildId: string;
  /** It ran already. */
  readonly unchanged: boolean;
}

/** Twilio's own client waits as long. */
const LONGEST_BUILD_SECONDS = 300;

/**
 * Uploads, builds and runs the files. What runs changes in one moment, at the very end; until then a failure leaves
 * everything as it was, and the next deployment goes on from the notes of this one.
 */
export async function deployFiles(deployment: Deployment, needs: DeployNeeds): Promise<Deployed> {
  const { hosting, onProgress } = needs;
  const kept = deployment.keepOthers ? await others(deployment.files, hosting) : [];
  const buildId = await buildOnce(deployment.files, kept, needs);
  onProgress({ kind: "variables", names: await hosting.setVariables(deployment.variables) });
  if ((await hosting.running()) === buildId) return { buildId, unchanged: true };

  onProgress({ kind: "starting" });
  await hosting.run(buildId);

  return { buildId, unchanged: false };
}

export type RolledBack =
  | { readonly kind: "rolled-back"; readonly from: string; readonly to: string }
  | { readonly kind: "nothing-before" };

/**
 * Runs the build before the one that runs. Variables stay as they are: no build remembers them.
 *
 * @param dryRun only say what would be gone back to
 */
export async function rollBackFiles(hosting: FileHosting, dryRun = false): Promise<RolledBack> {
  const from = await hosting.running();
  const to = from && stepBack(await hosting.history());
  if (!from || !to) return { kind: "nothing-before" };
  if (!dryRun) await hosting.run(to);

  return { kind: "rolled-back", from, to };
}

async function others(files: readonly DeployedFile[], hosting: FileHosting): Promise<readonly BuiltFile[]> {
  const running = await hosting.running();
  const built = running === undefined ? [] : await hosting.filesOf(running);

  return built.filter(({ path }) => files.every((file) => file.path !== path));
}

async function buildOnce(
  files: readonly DeployedFile[],
  kept: readonly BuiltFile[],
  needs: DeployNeeds,
): Promise<string> {
  const { hosting, notes } = needs;
  const parts = [...files.map(noteOf), ...kept.map(({ versionId }) => versionId)];
  const key = `build ${parts.sort().join(" ")}`;
  const noted = notes.read(key);
  if (noted !== undefined && (await ended(noted, needs)) === "completed") return noted;
  // What the notes speak of may have been deleted meanwhile. Then all of it is uploaded afresh.
  if (noted !== undefined) notes.clear();

  const resumed = files.some((file) => notes.read(noteOf(file)) !== undefined);
  const buildId = await hosting
    .build([...(await uploaded(files, needs)), ...kept])
    .catch((fault: unknown) => {
      if (!resumed || !(fault instanceof Rejected)) throw fault;
      notes.clear();
    });
  if (buildId === undefined) return buildOnce(files, kept, needs);

  notes.write(key, buildId);
  if ((await ended(buildId, needs)) === "gone")
    throw new Rejected(`Somebody deleted the build ${buildId} meanwhile`);

  return buildId;
}

async function uploaded(
  files: readonly DeployedFile[],
  { hosting, notes, onProgress }: DeployNeeds,
): Promise<readonly UploadedFile[]> {
  const done: UploadedFile[] = [];
  for (const [index, file] of files.entries()) {
    onProgress({ kind: "uploading", path: file.path, number: index + 1, of: files.length });
    const versionId = notes.read(noteOf(file)) ?? (await hosting.upload(file));
    notes.write(noteOf(file), versionId);
    done.push({ kind: file.kind, versionId });
  }

  return done;
}

function noteOf({ path, visibility, fingerprint }: DeployedFile): string {
  return `${path}@${visibility}@${fingerprint}`;
}

async function ended(
  buildId: string,
  { hosting, notes, clock, onProgress }: DeployNeeds,
): Promise<"completed" | "gone"> {
  for (let seconds = 0; seconds <= LONGEST_BUILD_SECONDS; seconds++) {
    const state = await hosting.buildState(buildId);
    if (state === "completed" || state === "gone") return state;
    if (state === "failed") {
      notes.clear();
      throw new Rejected(
        `Twilio could not build what was uploaded (${buildId}); the Console's log of it says why`,
      );
    }
    onProgress({ kind: "building", seconds });
    await clock.pause(1_000);
  }
  throw new Unavailable(
    `Twilio has not finished the build ${buildId} after ${LONGEST_BUILD_SECONDS} seconds`,
  );
}
