import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMenu } from "../../adapters/functions/twiml/menu-options.ts";
import { PRODUCT } from "../../domain/setup/provisioning.ts";
import type { DeployedFile } from "../../ports/setup/file-hosting.ts";
import { Misconfigured } from "../functions/settings.ts";

/** The files to deploy have not been built. */
export class NotBuilt extends Error {
  override readonly name = "NotBuilt";
}

/** Reads `dist/functions`. A bundle's folder is its path, and the end of its name is its visibility. */
export function builtFunctions(packageDirectory: string): readonly DeployedFile[] {
  const folder = join(packageDirectory, "dist", "functions");
  const files = filesIn(folder).filter((file) => file.endsWith(".js"));
  if (files.length === 0) throw new NotBuilt(`There are no functions in ${folder}: run npm run build first`);

  return files.map((file) => {
    const [, place = "", visibility = "public"] = /^(.+?)(?:\.(protected|private))?\.js$/.exec(file) ?? [];
    return {
      kind: "function",
      name: place,
      path: `/${place}`,
      visibility: visibility as DeployedFile["visibility"],
      contentType: "application/javascript",
      ...contentOf(join(folder, file)),
    };
  });
}

/**
 * The file of the wait menu that `CALLBACK_MENU` names, from the folder of `.env`, as a private asset.
 *
 * @throws {Misconfigured} when there is none, or it is wrong: callers would hear music alone
 */
export function menuFile(directory: string, path: string): DeployedFile {
  const file = join(directory, path);
  if (!existsSync(file))
    throw new Misconfigured(`CALLBACK_MENU names ${path.slice(1)}, and there is no such file`);
  const read = readMenu(readFileSync(file, "utf8"));
  if (read.kind === "fault") throw new Misconfigured(`${path.slice(1)}: ${read.faults.join("; ")}`);

  return {
    kind: "asset",
    name: `${PRODUCT} wait menu`,
    path,
    visibility: "private",
    contentType: "application/json",
    ...contentOf(file),
  };
}

export interface BuiltPlugin {
  readonly version: string;
  readonly bundlePath: string;
  readonly files: readonly DeployedFile[];
}

/**
 * Reads `dist/plugin`: the bundle and its source map, with an address that no other version has. The visibility is part of the
 * version, because a registered version cannot change.
 */
export function builtPlugin(packageDirectory: string, visibility: "public" | "protected"): BuiltPlugin {
  const folder = join(packageDirectory, "dist", "plugin");
  const bundle = filesIn(folder).find((file) => file.endsWith(".js"));
  if (bundle === undefined) throw new NotBuilt(`There is no plugin in ${folder}: run npm run build first`);

  const { fingerprint } = contentOf(join(folder, bundle));
  // A letter comes first, because a number in a version must not begin with a zero.
  const letter = visibility === "public" ? "p" : "b";
  const version = `${packageVersion(packageDirectory)}-${letter}${fingerprint.slice(0, 8)}`;
  const base = `/plugins/${PRODUCT}/${version}`;
  const asset = (file: string, name: string, contentType: string): DeployedFile => ({
    kind: "asset",
    name: `${PRODUCT} ${name}`,
    path: `${base}/${name}`,
    visibility,
    contentType,
    ...contentOf(join(folder, file)),
  });
  const maps = filesIn(folder).filter((file) => file === `${bundle}.map`);

  return {
    version,
    bundlePath: `${base}/bundle.js`,
    files: [
      asset(bundle, "bundle.js", "application/javascript"),
      ...maps.map((map) => asset(map, "bundle.js.map", "application/json")),
    ],
  };
}

function packageVersion(packageDirectory: string): string {
  return (JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8")) as { version: string })
    .version;
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).sort() : [];
}

function contentOf(file: string): Pick<DeployedFile, "content" | "fingerprint"> {
  const content = new Uint8Array(readFileSync(file));

  return { content, fingerprint: createHash("sha256").update(content).digest("hex") };
}
