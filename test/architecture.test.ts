import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { describe, expect, it, onTestFinished } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const options = await extractDepcruiseOptions(join(root, ".dependency-cruiser.cjs"));
const tsConfig = extractTSConfig(join(root, "tsconfig.json"));

describe("the layers", () => {
  it("point inwards only, and every file of the source is looked at", { timeout: 120_000 }, async () => {
    const { modules, summary } = await layersOf(root, [
      "src",
      "local",
      "build",
      "test/contracts",
      "test/support/requests.ts",
    ]);
    const seen = modules.map(({ source }) => source).filter((source) => source.startsWith("src/"));

    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toStrictEqual(
      [],
    );
    expect(seen.sort()).toStrictEqual(sourceFiles("src"));
    expect(seen.length).toBeGreaterThan(0);
  });

  it.each<[string, string, Record<string, string>]>([
    ["a rule that asks a port", "domain-sees-only-itself", { "src/domain/a.ts": uses("../ports/p.ts") }],
    [
      "a rule that knows a type of a port's",
      "domain-sees-only-itself",
      { "src/domain/a.ts": usesType("../ports/p.ts") },
    ],
    [
      "a rule that knows the front door",
      "domain-sees-only-itself",
      { "src/domain/a.ts": uses("../index.ts") },
    ],
    [
      "a port that knows a use case",
      "ports-sees-only-domain",
      { "src/ports/a.ts": uses("../application/u.ts") },
    ],
    [
      "a use case that knows an adapter",
      "application-sees-only-domain-and-ports",
      { "src/application/a.ts": uses("../adapters/memory/m.ts") },
    ],
    [
      "an adapter that knows an entrypoint",
      "adapters-sees-only-domain-and-ports-and-application",
      { "src/adapters/memory/a.ts": uses("../../entrypoints/e.ts") },
    ],
    [
      "the front door that knows an entrypoint",
      "entrypoints-are-imported-by-nobody",
      { "src/index.ts": uses("./entrypoints/e.ts") },
    ],
    [
      "two adapters that know each other",
      "adapters-stay-apart",
      { "src/adapters/sync/a.ts": uses("../memory/m.ts") },
    ],
    [
      "the line to Twilio that knows an adapter",
      "adapters-stay-apart",
      { "src/adapters/twilio-rest/a.ts": uses("../memory/m.ts") },
    ],
    ["a rule that reads files", "domain-uses-only-zod", { "src/domain/a.ts": uses("node:fs") }],
    ["a rule that knows Twilio", "domain-uses-only-zod", { "src/domain/a.ts": uses("twilio") }],
    ["a port that parses", "ports-uses-no-packages", { "src/ports/a.ts": uses("zod") }],
    ["a use case that parses", "application-uses-no-packages", { "src/application/a.ts": uses("zod/mini") }],
    [
      "a use case that makes ids",
      "application-uses-no-packages",
      { "src/application/a.ts": uses("node:crypto") },
    ],
    [
      "an adapter that knows the container",
      "container-only-in-entrypoints",
      { "src/adapters/memory/a.ts": uses("inversify") },
    ],
    [
      "the front door that loads the container's metadata",
      "container-only-in-entrypoints",
      { "src/index.ts": uses("reflect-metadata") },
    ],
    ["source that needs the local Twilio", "src-sees-only-src", sourceThatNeeds("local")],
    ["source that needs tests", "src-sees-only-src", sourceThatNeeds("test")],
    ["source that needs scripts", "src-sees-only-src", sourceThatNeeds("scripts")],
    ["source that needs the benchmark", "src-sees-only-src", sourceThatNeeds("bench")],
    [
      "a contract that only the memory adapter can keep",
      "contracts-see-only-ports-domain-and-vitest",
      { "test/contracts/c.ts": uses("../../src/adapters/memory/m.ts") },
    ],
    [
      "a contract that needs more than Vitest",
      "contracts-see-only-ports-domain-and-vitest",
      { "test/contracts/c.ts": uses("fast-check") },
    ],
    [
      "two files that need each other",
      "no-cycles",
      { "src/domain/a.ts": uses("./b.ts"), "src/domain/b.ts": usesType("./a.ts") },
    ],
    [
      "two folders that need each other, though no two files do",
      "no-folder-cycles",
      {
        "src/adapters/memory/one/a.ts": uses("../two/b.ts"),
        "src/adapters/memory/two/b.ts": "export const here = 1;",
        "src/adapters/memory/two/c.ts": uses("../one/d.ts"),
        "src/adapters/memory/one/d.ts": "export const here = 1;",
      },
    ],
    [
      "two folders of the local Twilio that need each other",
      "no-folder-cycles",
      {
        "local/one/a.ts": uses("../two/b.ts"),
        "local/two/b.ts": "export const here = 1;",
        "local/two/c.ts": usesType("../one/d.ts"),
        "local/one/d.ts": "export const here = 1;",
      },
    ],
    [
      "a build that needs the local Twilio",
      "build-never-sees-local",
      { "build/a.ts": uses("../local/b.ts"), "local/b.ts": "export const here = 1;" },
    ],
    ["a file that is not there", "no-unresolvable", { "src/domain/a.ts": uses("./gone.ts") }],
    [
      "a package that is not there",
      "no-unresolvable",
      { "src/adapters/memory/a.ts": uses("no-such-package") },
    ],
  ])("do not bear %s", async (_, rule, planted) => {
    const { summary } = await layersOf(planting(planted), ["src", "test", "local", "build"]);

    expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
  });

  it("bear a tree in which nothing is wrong", async () => {
    const { summary, modules } = await layersOf(
      planting({
        "src/ports/p.ts": usesType("../domain/d.ts"),
        "src/application/u.ts": uses("../ports/p.ts"),
        "src/adapters/memory/m.ts": `${uses("../twilio-rest/r.ts")}\n${uses("zod/mini")}`,
        "src/entrypoints/e.ts": `${uses("inversify")}\n${uses("../adapters/memory/m.ts")}`,
        "test/contracts/c.ts": `${uses("vitest")}\n${usesType("../../src/ports/p.ts")}`,
      }),
      ["src", "test"],
    );

    expect(summary.violations).toStrictEqual([]);
    expect(modules.length).toBeGreaterThan(5);
  });
});

describe("packages", () => {
  it.each(sourceFiles("src/domain").concat(sourceFiles("src/ports"), sourceFiles("src/application")))(
    "is handed to %s: time, chance, the environment and the console",
    (path) => {
      expect(codeOf(path)).not.toMatch(
        /Date\.now|new Date\(\)|Math\.random|set(?:Timeout|Interval)|console\.|process\./,
      );
    },
  );

  it.each(sourceFiles("src").filter((path) => !path.startsWith("src/entrypoints/")))(
    "is not read by %s from the environment",
    (path) => {
      expect(codeOf(path)).not.toMatch(/process\.(?:env|argv|exit)/);
    },
  );
});

async function layersOf(baseDir: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise([...folders], { ...options, baseDir, validate: true }, {}, { tsConfig });
  if (typeof output === "string") throw new Error("dependency-cruiser answered with text");

  return output;
}

/** A small tree in which every layer has a file, with the files of one test added to it. */
function planting(planted: Readonly<Record<string, string>>): string {
  const tree = mkdtempSync(join(tmpdir(), "layers-"));
  onTestFinished(() => rmSync(tree, { recursive: true }));
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  for (const [path, text] of Object.entries({ ...A_FILE_IN_EACH_LAYER, ...planted })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\n`);
  }

  return tree;
}

const A_FILE_IN_EACH_LAYER: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "src/domain/d.ts",
    "src/ports/p.ts",
    "src/application/u.ts",
    "src/adapters/memory/m.ts",
    "src/adapters/twilio-rest/r.ts",
    "src/entrypoints/e.ts",
    "src/index.ts",
    "test/contracts/c.ts",
    "local/l.ts",
    "build/b.ts",
  ].map((path) => [path, "export const here = 1;"]),
);

function uses(path: string): string {
  return `import * as ${nameFor(path)} from "${path}";\nexport const at${nameFor(path)} = ${nameFor(path)};`;
}

function usesType(path: string): string {
  return `import type * as ${nameFor(path)} from "${path}";\nexport type At${nameFor(path)} = typeof ${nameFor(path)};`;
}

function nameFor(path: string): string {
  return path.replace(/\W/g, "_");
}

function sourceThatNeeds(folder: string): Record<string, string> {
  return {
    "src/adapters/memory/a.ts": uses(`../../../${folder}/x.ts`),
    [`${folder}/x.ts`]: "export const here = 1;",
  };
}

function codeOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`)
    .sort();
}
