import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmptyProject, emptyProject } from "./empty-project.ts";
import { root } from "./examples.ts";
import { hoverTextsIn } from "./hover-text.ts";

const run = promisify(execFile);
let project: EmptyProject;

beforeAll(async () => {
  project = await emptyProject();
}, 300_000);
afterAll(() => project.remove());

describe("The packed package, installed into an empty project", () => {
  it("brings few packages, and none that not everybody uses", () => {
    const direct = ["inversify", "reflect-metadata", "zod"];

    expect(project.installed.filter((name) => !name.startsWith("@inversifyjs/"))).toStrictEqual(
      ["flex-callback-voicemail", ...direct].sort(),
    );
  });

  it("brings no source map, which is larger than all the rest", () => {
    const files = readdirSync(join(project.folder, "node_modules/flex-callback-voicemail"), {
      recursive: true,
      encoding: "utf8",
    });

    expect(files.filter((file) => file.endsWith(".map"))).toStrictEqual([]);
    expect(files).toContain(join("dist", "plugin", "flex-callback-voicemail.js"));
  });

  it("explains in the editor what one meets first", () => {
    const met = ["makeRequestCallback", "requestCallback", "contactNumber", "callerId"];
    const texts = hoverTextsIn(project.folder, HOVERED, met);

    expect(met.filter((_, index) => !texts[index])).toStrictEqual([]);
  });

  it("is used from ES modules and from CommonJS alike", async () => {
    const asModule = await project.runFile(
      "use.mjs",
      `import { canRequeue } from "flex-callback-voicemail";
       import { memoryCallbacks } from "flex-callback-voicemail/memory";
       ${LIFE} life().then(console.log);`,
    );
    const asCommonJs = await project.runFile(
      "use.cjs",
      `const { canRequeue } = require("flex-callback-voicemail");
       const { memoryCallbacks } = require("flex-callback-voicemail/memory");
       ${LIFE} life().then(console.log);`,
    );

    expect(asModule).toBe("created task-1 true");
    expect(asCommonJs).toBe(asModule);
  });

  it("knows its faults, whichever form of it threw them", async () => {
    const both = await project.runFile(
      "both.mjs",
      `import { createRequire } from "node:module";
       import * as asModule from "flex-callback-voicemail";
       const asCommonJs = createRequire(import.meta.url)("flex-callback-voicemail");
       const kinds = ["Unavailable", "Rejected", "TooLarge"];
       console.log(asModule.Unavailable !== asCommonJs.Unavailable);
       for (const thrown of kinds) {
         const fault = new asCommonJs[thrown]("no");
         console.log(thrown, "is", kinds.filter((kind) => fault instanceof asModule[kind]).join(" and "));
       }
       console.log([null, "text", new Error("no")].some((other) => other instanceof asModule.Rejected));`,
    );

    expect(both.split("\n")).toStrictEqual([
      "true",
      "Unavailable is Unavailable",
      "Rejected is Rejected",
      "TooLarge is Rejected and TooLarge",
      "false",
    ]);
  });

  it.each([
    ["use.mjs", 'import { startTwilio } from "flex-callback-voicemail/local";'],
    ["use.cjs", 'const { startTwilio } = require("flex-callback-voicemail/local");'],
  ])("starts a local Twilio without Vitest, and sends a program's requests there: %s", async (file, load) => {
    const program = `
      ${load}
      startTwilio().then(async (twilio) => {
        process.env.LOCAL_TWILIO = twilio.url;
        await import("flex-callback-voicemail/local/redirect");
        const { ACCOUNT_SID, AUTH_TOKEN } = twilio.environment;
        const authorization = "Basic " + btoa(ACCOUNT_SID + ":" + AUTH_TOKEN);
        const services = await fetch("https://sync.twilio.com/v1/Services", { headers: { authorization } });
        const recording = await fetch(twilio.url + "/__local/recordings", { method: "POST" });
        console.log(services.status, recording.status, twilio.violations.length);
        await twilio.close();
      });`;

    expect(await project.runFile(file, program)).toBe("200 201 0");
  });

  it("names the missing package if Twilio is used without it", async () => {
    const use = project.runFile("twilio.mjs", 'await import("flex-callback-voicemail/twilio");');

    await expect(use).rejects.toThrow(/Cannot find package 'twilio'/);
  });

  it.each([
    ["use.mts", "NodeNext", "NodeNext"],
    ["use.cts", "NodeNext", "NodeNext"],
    ["use.ts", "ESNext", "Bundler"],
  ])(
    "has types that a strict compiler takes, declarations included: %s",
    async (file, module, resolution) => {
      writeFileSync(join(project.folder, file), TYPED_USE);
      const flags = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--lib", "es2022,dom"];
      const options = [...flags, "--module", module, "--moduleResolution", resolution];

      await expect(
        run(process.execPath, [join(root, "node_modules/typescript-7/bin/tsc"), file, ...options], {
          cwd: project.folder,
        }),
      ).resolves.toMatchObject({ stdout: "" });
    },
    120_000,
  );

  it("has a core whose types need neither the DOM's nor Node's", async () => {
    const bare = join(project.folder, "bare");
    mkdirSync(bare);
    writeFileSync(join(bare, "use.mts"), BARE_USE);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: "es2022",
      lib: ["es2022"],
      types: [],
      module: "nodenext",
    };
    writeFileSync(join(bare, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.mts"] }));
    const checked = run(process.execPath, [join(root, "node_modules/typescript-7/bin/tsc"), "-p", bare]);

    expect(await checked.catch(({ stdout }) => ({ stdout }))).toMatchObject({ stdout: "" });
  }, 120_000);

  it("is found clean by publint", async () => {
    const tarball = readFileSync(project.tarball);
    const { messages } = await publint({ pack: { tarball: new Uint8Array(tarball).buffer }, strict: true });

    expect(messages).toStrictEqual([]);
  }, 60_000);

  it.each([
    // All but one. Node before 12 knows no entry points; this package asks for Node 20.
    ["functions", ["--profile", "node16", "--exclude-entrypoints", "testing"]],
    // Vitest, which the suites are for, cannot be loaded as CommonJS.
    ["testing", ["--profile", "esm-only", "--entrypoints", "testing"]],
  ])(
    "resolves to the right types everywhere, says are-the-types-wrong, such as ./%s",
    async (entry, options) => {
      const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");

      await expect(run(process.execPath, [attw, project.tarball, ...options])).resolves.toMatchObject({
        stdout: expect.stringContaining(`"flex-callback-voicemail/${entry}"`),
      });
    },
    120_000,
  );
});

describe("The entry points that need other packages", () => {
  it.each(["twilio", "functions", "flex"])(
    "load beside those, in both forms, as the same: %s",
    async (entry) => {
      const specifier = `flex-callback-voicemail/${entry}`;
      const load = async (...code: string[]) => (await run(process.execPath, code, { cwd: root })).stdout;
      const print = "console.log(Object.keys(library).sort().join())";
      const asModule = await load(
        "--input-type=module",
        "-e",
        `import * as library from "${specifier}"; ${print}`,
      );
      const asCommonJs = await load("-e", `const library = require("${specifier}"); ${print}`);

      expect(asModule).toMatch(/\w/);
      expect(asCommonJs).toBe(asModule);
    },
    60_000,
  );
});

describe("The core", () => {
  it.each<[string, BuildOptions]>([
    ["Node", { platform: "node" }],
    ["browsers", { platform: "browser" }],
    ["edge runtimes", { platform: "neutral", conditions: ["workerd", "edge-light", "worker"] }],
  ])("is bundled for %s without a built-in, in 19 kB or less", async (_, options) => {
    const { code, imports } = await bundled('export * from "flex-callback-voicemail"', {
      minify: true,
      ...options,
    });

    expect(imports).toStrictEqual([]);
    expect(gzipSync(code).length).toBeLessThanOrEqual(19_000);
  });

  it("runs with only the globals of browsers and Workers, and adds none", async () => {
    const { code } = await bundled(
      `export * from "flex-callback-voicemail"; export * from "flex-callback-voicemail/memory"`,
      { format: "iife", globalName: "library", platform: "neutral" },
    );
    const globals = { crypto, setTimeout, structuredClone, TextEncoder };
    const context = createContext({ ...globals });
    const result = await runInContext(
      `${code}; (() => { const { canRequeue, memoryCallbacks } = library; ${LIFE} return life(); })()`,
      context,
    );

    expect(result).toBe("created task-1 true");
    expect(Object.keys(context)).toStrictEqual([...Object.keys(globals), "library"]);
  });

  it("costs those who use one rule of it only that rule", async () => {
    const { code } = await bundled('export { canRequeue } from "flex-callback-voicemail"', { minify: true });

    expect(code.length).toBeLessThan(200);
  });
});

const LIFE = `
  const life = async () => {
    const asked = { contactNumber: "+14155550100", callerId: "+14155550199" };
    const { kind, taskId } = await memoryCallbacks().requestCallback(asked);
    return [kind, taskId, canRequeue({ attemptsMade: 0, attempts: [] }, { maxAttempts: 2 })].join(" ");
  };
`;

const TYPED_USE = `
  import { canRequeue, type CallbackTasks } from "flex-callback-voicemail";
  import { memoryCallbacks } from "flex-callback-voicemail/memory";
  const tasks: CallbackTasks = memoryCallbacks().tasks;
  export const may: boolean = canRequeue({ attemptsMade: 0, attempts: [] }, { maxAttempts: 2 });
  export const found: Promise<string | undefined> = tasks.find("task-1").then((reading) => reading?.task.request.message);
`;

async function bundled(
  contents: string,
  options: BuildOptions,
): Promise<{ readonly code: string; readonly imports: readonly string[] }> {
  const { outputFiles = [], metafile } = await build({
    stdin: { contents, resolveDir: project.folder },
    bundle: true,
    write: false,
    format: "esm",
    metafile: true,
    logLevel: "silent",
    ...options,
  });
  const imports = Object.values(metafile?.outputs ?? {}).flatMap((output) =>
    output.imports.map(({ path }) => path),
  );

  return { code: outputFiles[0]?.text ?? "", imports };
}

const BARE_USE = `
  import * as core from "flex-callback-voicemail";
  import { canRequeue, type Clock, makeRequestCallback } from "flex-callback-voicemail";

  export const mayGoOn: boolean = canRequeue({ attemptsMade: 0, attempts: [] }, { maxAttempts: 3 });
  export const later = (clock: Clock): Promise<void> => clock.pause(1);
  export const made: Function = makeRequestCallback;
  export default core;
`;

const HOVERED = `
import { makeRequestCallback } from "flex-callback-voicemail";
import { memoryCallbacks } from "flex-callback-voicemail/memory";
void memoryCallbacks().requestCallback({ contactNumber: "+14155550100", callerId: "+14155550199" });
export { makeRequestCallback };
`;
