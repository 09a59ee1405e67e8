import { stepBack } from "../../domain/setup/deployment.ts";
import type { Clock } from "../../ports/clock.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import type { DeployNotes } from "../../ports/setup/deploy-notes.ts";
import type { BuiltFile, DeployedFile, FileHosting, UploadedFile } from "../../ports/setup/file-hosting.ts";

export type DeployProgress =
  /** An earlier deployment uploaded this very file. */
  | { readonly kind: "uploaded-before"; readonly path: string }
  | { readonly kind: "uploading"; readonly path: string; readonly number: number; readonly of: number }
  | { readonly kind: "building"; readonly seconds: number }
  | { readonly kind: "variables"; readonly names: readonly string[] }
  | { readonly kind: "starting" };

export interface Deployment {
  readonly files: readonly DeployedFile[];
  readonly variables: Readonly<Record<string, string>>;
  /** Files that run under other paths stay there. */
  readonly keepOthers?: boolean;
}

export interface DeployTools {
  readonly hosting: FileHosting;
  readonly notes: DeployNotes;
  readonly clock: Clock;
  readonly onProgress: (progress: DeployProgress) => void;
}

export interface Deployed {
  readonly buildId: string;
  /** This build ran already. */
  readonly unchanged: boolean;
}

/** The uploaded files could not be built. */
export class BuildFailed extends Error {
  override readonly name = "BuildFailed";

  constructor(readonly buildId: string) {
    super(`The build ${buildId} failed`);
  }
}

/** Twilio's own client waits as long. */
const LONGEST_BUILD_SECONDS = 300;

/**
 * Uploads, builds and runs the files. The running build changes in one moment, at the very end. Until then a failure
 * leaves everything as it was, and the next deployment goes on from the notes of this one.
 */
export async function deployFiles(deployment: Deployment, tools: DeployTools): Promise<Deployed> {
  const { hosting, onProgress } = tools;
  const kept = deployment.keepOthers ? await others(deployment.files, hosting) : [];
  const buildId = await buildOnce(deployment.files, kept, tools);
  onProgress({ kind: "variables", names: await hosting.setVariables(deployment.variables) });
  if ((await hosting.running()) === buildId) return { buildId, unchanged: true };

  onProgress({ kind: "starting" });
  await hosting.run(buildId);

  return { buildId, unchanged: false };
}

export type RolledBack =
  | { readonly kind: "rolled-back"; readonly from: string; readonly to: string }
  /** There was a build before, and nobody knows it any more. */
  | { readonly kind: "gone"; readonly to: string }
  | { readonly kind: "nothing-before" };

/**
 * Runs the build before the one that runs now. Variables stay as they are: no build remembers them.
 *
 * @param dryRun only report which build that is
 */
export async function rollBackFiles(hosting: FileHosting, dryRun = false): Promise<RolledBack> {
  const from = await hosting.running();
  const to = from && stepBack(await hosting.history());
  if (!from || !to) return { kind: "nothing-before" };
  if ((await hosting.buildState(to)) === "gone") return { kind: "gone", to };
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
  tools: DeployTools,
): Promise<string> {
  const { hosting, notes } = tools;
  const parts = [...files.map(noteOf), ...kept.map(({ versionId }) => versionId)];
  const key = `build ${parts.sort().join(" ")}`;
  const noted = notes.read(key);
  if (noted !== undefined && (await ended(noted, tools)) === "completed") return noted;
  // Somebody may have deleted what the notes name. Then everything is uploaded again.
  if (noted !== undefined) notes.clear();

  const resumed = files.some((file) => notes.read(noteOf(file)) !== undefined);
  const buildId = await hosting
    .build([...(await uploaded(files, tools)), ...kept])
    .catch((fault: unknown) => {
      if (!resumed || !(fault instanceof Rejected)) throw fault;
      notes.clear();
    });
  if (buildId === undefined) return buildOnce(files, kept, tools);

  notes.write(key, buildId);
  if ((await ended(buildId, tools)) === "gone") throw new Rejected(`Somebody deleted the build ${buildId}`);

  return buildId;
}

async function uploaded(
  files: readonly DeployedFile[],
  { hosting, notes, onProgress }: DeployTools,
): Promise<readonly UploadedFile[]> {
  const done: UploadedFile[] = [];
  for (const [index, file] of files.entries()) {
    const noted = notes.read(noteOf(file));
    onProgress(
      noted === undefined
        ? { kind: "uploading", path: file.path, number: index + 1, of: files.length }
        : { kind: "uploaded-before", path: file.path },
    );
    const versionId = noted ?? (await hosting.upload(file));
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
  { hosting, notes, clock, onProgress }: DeployTools,
): Promise<"completed" | "gone"> {
  for (let seconds = 0; seconds <= LONGEST_BUILD_SECONDS; seconds++) {
    const state = await hosting.buildState(buildId);
    if (state === "completed" || state === "gone") return state;
    if (state === "failed") {
      notes.clear();
      throw new BuildFailed(buildId);
    }
    onProgress({ kind: "building", seconds });
    await clock.pause(1_000);
  }
  throw new Unavailable(`The build ${buildId} is not finished after ${LONGEST_BUILD_SECONDS} seconds`);
}
