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

  it("are kept: each kind of breach is reported, and nothing else", { timeout: 60_000 }, async () => {
    const { summary, modules } = await layersOf(
      planting({
        // A layer that imports from outside itself, by a type alone.
        "src/domain/a.ts": usesType("../ports/p.ts"),
        // A package that the layer may not use.
        "src/application/a.ts": uses("zod/mini"),
        // Two adapters that know each other.
        "src/adapters/sync/a.ts": uses("../memory/m.ts"),
        // Two folders that need each other, though no two files do.
        "src/adapters/memory/one/a.ts": uses("../two/b.ts"),
        "src/adapters/memory/two/c.ts": uses("../one/d.ts"),
        // A file that is not there.
        "src/entrypoints/a.ts": uses("./gone.ts"),

        // Nothing is wrong with these.
        "src/ports/a.ts": usesType("../domain/d.ts"),
        "src/application/b.ts": uses("../ports/a.ts"),
        "src/adapters/memory/a.ts": `${uses("../twilio-rest/r.ts")}\n${uses("zod/mini")}`,
        "src/entrypoints/b.ts": `${uses("inversify")}\n${uses("../adapters/memory/a.ts")}`,
        "test/contracts/a.ts": `${uses("vitest")}\n${usesType("../../src/ports/a.ts")}`,
      }),
      ["src", "test"],
    );

    expect(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort()).toStrictEqual([
      "adapters-stay-apart: src/adapters/sync/a.ts",
      "application-uses-no-packages: src/application/a.ts",
      "domain-sees-only-itself: src/domain/a.ts",
      "no-folder-cycles: src/adapters/memory/one",
      "no-folder-cycles: src/adapters/memory/two",
      "no-folder-cycles: src/domain",
      "no-folder-cycles: src/ports",
      "no-unresolvable: src/entrypoints/a.ts",
    ]);
    expect(modules.length).toBeGreaterThan(15);
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
    "src/adapters/memory/one/d.ts",
    "src/adapters/memory/two/b.ts",
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

function codeOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`)
    .sort();
}
