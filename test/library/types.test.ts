import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { blocksOf, isProgram, PAGES } from "./code-blocks.ts";
import { root } from "./examples.ts";

const folder = join(root, ".cache/types");

/** One run over everything: the examples and the documentation see the package as its built files declare it. */
it("The source, the tests, the examples and the code in the documentation are of the right types", async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of PAGES.flatMap(blocksOf).filter(isProgram))
    writeFileSync(join(folder, file), code);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(EVERYTHING));

  const tsc = join(root, "node_modules/typescript-7/bin/tsc");
  const checked = promisify(execFile)(process.execPath, [tsc, "-p", folder]);

  expect(await checked.catch(({ stdout }) => ({ stdout }))).toMatchObject({ stdout: "" });
}, 600_000);

const EVERYTHING = {
  extends: "../../tsconfig.json",
  compilerOptions: { tsBuildInfoFile: "../types.tsbuildinfo", paths: {} },
  include: [
    ".",
    ...["src", "local", "test", "bench", "build", "scripts", "examples"].map((at) => `../../${at}`),
  ],
};
