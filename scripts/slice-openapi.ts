/**
 * Extracts the parts of Twilio's own OpenAPI files that the stand-in and the adapters need.
 *
 *   npx tsx scripts/slice-openapi.ts
 *
 * The files are in `@twilio/cli-core`, whose full installation takes 150 MB. This script therefore packs a pinned version into
 * a temporary folder and keeps only the extracted parts.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = "@twilio/cli-core";
const VERSION = "8.3.2";
const OUTPUT = fileURLToPath(new URL("../local/twilio/wire/openapi/", import.meta.url));

/** The paths to keep of each file. */
const WANTED: Readonly<Record<string, RegExp>> = {
  taskrouter_v1: new RegExp(
    "^/v1/Workspaces/\\{(Workspace)?Sid\\}(" +
      [
        "",
        "/(Tasks|Workers|Activities|Workflows|TaskQueues|TaskChannels|Events)(/\\{Sid\\})?",
        "/(Tasks/\\{TaskSid\\}|Workers/\\{WorkerSid\\})/Reservations(/\\{Sid\\})?",
        "/Workers/\\{WorkerSid\\}/Channels(/\\{Sid\\})?",
        "/Workflows/\\{WorkflowSid\\}/(Cumulative|RealTime)?Statistics",
      ].join("|") +
      ")$",
  ),
  sync_v1: /^\/v1\/Services(\/(\{Sid\}|\{ServiceSid\}\/Documents(\/\{Sid\})?))?$/,
  api_v2010:
    /\/Accounts\/\{AccountSid\}\/(Calls\/\{Sid\}|Recordings(\/\{Sid\})?|(Recordings\/\{RecordingSid\}\/)?Transcriptions(\/\{Sid\})?|Queues(\/\{Sid\})?|Queues\/\{QueueSid\}\/Members(\/\{CallSid\})?)\.json$/,
  serverless_v1: /^\/v1\/Services(?!.*(Logs|Content)).*$/,
  studio_v2: /^\/v2\/Flows(\/\{Sid\}|\/Validate)?$/,
  flex_v1: /^\/v1\/(Configuration$|PluginService\/)/,
  events_v1: /^\/v1\/(Types|Sinks|Subscriptions)(\/|$)/,
};

/** Prose and examples, which are nine tenths of the files and no use for a check. */
const PROSE = new Set([
  "description",
  "examples",
  "example",
  "x-twilio",
  "headers",
  "externalDocs",
  "summary",
]);

const METHODS = ["get", "post", "delete"] as const;

interface OpenApiFile {
  readonly openapi: string;
  readonly info: { readonly license: unknown; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, object>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

main();

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const tarball = pack(folder);
    const files = Object.keys(WANTED).map((name) => readSource(folder, name));
    writeSlices(files, integrityOf(tarball));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function pack(folder: string): string {
  execFileSync("npm", ["pack", `${PACKAGE}@${VERSION}`, "--silent"], { cwd: folder });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (!tarball) throw new Error(`npm pack wrote no archive of ${PACKAGE}@${VERSION}.`);
  execFileSync("tar", ["xzf", tarball], { cwd: folder });

  return join(folder, tarball);
}

function readSource(folder: string, name: string): readonly [string, OpenApiFile] {
  const path = join(folder, "package", "src", "services", "twilio-api", `twilio_${name}.json`);

  return [name, JSON.parse(readFileSync(path, "utf8")) as OpenApiFile];
}

function integrityOf(tarball: string): string {
  return `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
}

function writeSlices(files: readonly (readonly [string, OpenApiFile])[], integrity: string): void {
  mkdirSync(OUTPUT, { recursive: true });
  let bytes = 0;
  for (const [name, file] of files) {
    const text = `${JSON.stringify(slice(file, pattern(name)))}\n`;
    bytes += text.length;
    writeFileSync(join(OUTPUT, `${name}.json`), text);
    console.log(`${name}: ${Math.round(text.length / 1000)} kB`);
  }
  writeFileSync(join(OUTPUT, "LEFT_OUT.json"), `${JSON.stringify(leftOut(files))}\n`);
  const source = {
    package: PACKAGE,
    version: VERSION,
    integrity,
    packageLicense: "MIT",
    filesLicense: "Apache-2.0",
    changes: "Only the paths listed in scripts/slice-openapi.ts are kept; prose and examples are removed.",
    files: Object.fromEntries(
      files.map(([name, file]) => [`${name}.json`, { apiVersion: file.info.version }]),
    ),
  };
  writeFileSync(join(OUTPUT, "SOURCE.json"), `${JSON.stringify(source, null, 2)}\n`);
  console.log(`total: ${Math.round(bytes / 1000)} kB`);
}

/** The operations that are not kept, by host: so that whoever asks for one can be told what is true. */
function leftOut(files: readonly (readonly [string, OpenApiFile])[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    files.map(([name, { servers, paths }]) => [
      new URL(servers[0]?.url ?? "").host,
      Object.entries(paths)
        .filter(([path]) => !pattern(name).test(path))
        .flatMap(([path, item]) =>
          METHODS.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`),
        ),
    ]),
  );
}

function pattern(name: string): RegExp {
  const wanted = WANTED[name];
  if (!wanted) throw new Error(`No paths are listed for ${name}.`);

  return wanted;
}

function slice(file: OpenApiFile, wanted: RegExp): unknown {
  const paths = Object.fromEntries(Object.entries(file.paths).filter(([path]) => wanted.test(path)));
  if (Object.keys(paths).length === 0) throw new Error(`No path matches ${wanted}.`);

  return {
    openapi: file.openapi,
    info: file.info,
    servers: file.servers,
    paths: lean(paths),
    components: { schemas: lean(reachableSchemas(paths, file.components.schemas)) },
  };
}

function reachableSchemas(
  root: unknown,
  schemas: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const name = key === "$ref" ? String(child).split("/").pop() : undefined;
      if (name && !(name in kept)) {
        kept[name] = schemas[name];
        visit(schemas[name]);
      }
      visit(child);
    }
  };
  visit(root);

  return kept;
}

function lean(value: unknown, isNameMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => lean(item));
  if (typeof value !== "object" || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isNameMap || !PROSE.has(key))
      .map(([key, child]) => [key, lean(child, key === "properties" || key === "schemas")]),
  );
}
