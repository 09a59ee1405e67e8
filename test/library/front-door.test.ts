import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./examples.ts";

/** What embedders have no use for, and why. */
const NOT_EXPORTED: Readonly<Record<string, string>> = {
  "domain/index.ts": "a list of the others",
  "domain/numbering-plan.ts": "the table behind phone-number.ts",
  "domain/retry/retry-delays.ts": "of the command line tool",
  "application/in-progress.ts": "shared by use cases",
};

const EXPORTED = ["src/index.ts", "src/domain/index.ts", "src/entrypoints/library/flex.ts"]
  .flatMap((file) => [...read(file).matchAll(/^export \* from "(.+)";$/gm)].map(([, path = ""]) => path))
  .map((path) => path.split("/").at(-1));

describe("The package", () => {
  it.each(["domain", "ports", "application"])("exports all of %s, or says why not", (layer) => {
    const files = readdirSync(join(root, "src", layer), { recursive: true, encoding: "utf8" }).filter(
      // Account setup is for the command line tool alone.
      (file) => file.endsWith(".ts") && !file.startsWith("setup/"),
    );
    const missing = files.filter(
      (file) => !EXPORTED.includes(basename(file)) && NOT_EXPORTED[`${layer}/${file}`] === undefined,
    );

    expect(files.length).toBeGreaterThan(5);
    expect(missing).toStrictEqual([]);
  });

  it("exports every contract suite for those who write adapters", () => {
    const suites = readdirSync(join(root, "test/contracts")).filter((file) => file.endsWith(".contract.ts"));
    const testing = read("test/testing.ts");

    expect(suites.filter((suite) => !testing.includes(`"./contracts/${suite}"`))).toStrictEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
