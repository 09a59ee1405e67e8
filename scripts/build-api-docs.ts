// Writes the reference of the package's entry points to dist/api, from the comments in the code.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Application, Logger, LogLevel } from "typedoc";
import { readArguments } from "./arguments.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const ENTRY_POINTS = [
  "src/index.ts",
  "src/entrypoints/library/lifetime.ts",
  "src/entrypoints/library/memory.ts",
  "src/entrypoints/library/twilio.ts",
  "src/entrypoints/library/functions.ts",
  "src/entrypoints/library/flex.ts",
  "test/testing.ts",
];

/** The reference leaves out helper types that explain themselves, and types of the Twilio SDK. */
const NOT_FOR_READERS = [
  "Awaitable",
  "BookEntry",
  "Bound",
  "Checked",
  "Counted",
  "Environment",
  "Kept",
  "Setting",
  "SettingName",
  "TOKENS",
  "ValueOf",
];

/** @returns the defects of the reference, as sentences: broken links, and things that are used but not exported */
export async function buildApiDocs(target = join(root, "dist/api")): Promise<readonly string[]> {
  const app = await Application.bootstrapWithPlugins({
    entryPoints: ENTRY_POINTS.map((file) => join(root, file)),
    tsconfig: join(root, "tsconfig.json"),
    basePath: root,
    name: "flex-callback-voicemail",
    readme: "none",
    plugin: ["typedoc-plugin-markdown"],
    outputs: [{ name: "markdown", path: target }],
    // We empty the target ourselves, so that no setting of the generator can empty another folder.
    cleanOutputDir: false,
    excludePrivate: true,
    excludeExternals: true,
    skipErrorChecking: true,
    disableSources: true,
    validation: { notExported: true, invalidLink: true, notDocumented: false },
    intentionallyNotExported: [...NOT_FOR_READERS],
  });
  app.logger = new Complaints();
  const project = await app.convert();
  if (!project) throw new Error("The code could not be read");

  app.validate(project);
  rmSync(target, { recursive: true, force: true });
  await app.generateOutputs(project);

  return (app.logger as Complaints).heard;
}

class Complaints extends Logger {
  readonly heard: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn) this.heard.push(message);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments({
    command: "npm run docs:api",
    usage: "npm run docs:api: writes the reference of every entry point from its comments",
  });
  for (const complaint of await buildApiDocs()) console.warn(complaint);
}
