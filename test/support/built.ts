// Vitest's global setup: what tests are run on is built once, before the first of them.
import type { TestProject } from "vitest/node";
import { buildCli } from "../../build/cli.ts";
import { buildFunctions } from "../../build/functions.ts";
import { buildLibrary } from "../../build/library.ts";
import { buildPlugin } from "../../build/plugin.ts";
import { hostBundle } from "../../local/flex-page/host-bundle.ts";

const BUILDS = {
  functions: buildFunctions,
  plugin: buildPlugin,
  cli: buildCli,
  library: buildLibrary,
  "Flex page": () => hostBundle(),
};

type Part = keyof typeof BUILDS;

/** What the tests of each project need under dist/. */
const NEEDS: Readonly<Record<string, readonly Part[]>> = {
  functions: ["functions", "plugin", "cli"],
  library: ["functions", "plugin", "cli", "library", "Flex page"],
  e2e: ["functions", "plugin", "Flex page"],
};

/** Every project loads this file for itself: what another has built is built. */
const shared = globalThis as { builtForTests?: Set<Part> };
shared.builtForTests ??= new Set();
const built = shared.builtForTests;

export default async function build({ name }: TestProject): Promise<void> {
  for (const part of (NEEDS[name] ?? []).filter((part) => !built.has(part))) {
    built.add(part);
    const began = performance.now();
    await BUILDS[part]();
    console.log(`Built: ${part} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
}
