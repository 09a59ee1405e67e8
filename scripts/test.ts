// `npm test`: types, style, builds, then every test. With arguments: only vitest, with those arguments.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const results = join(root, ".cache", "test-results.json");
const chosen = process.argv.slice(2);

if (chosen.length === 0) {
  step("Style", "biome", "check", ".");
  // The examples are checked against the package as it is built.
  step("Builds", "tsx", "build/build.ts");
  step("Types", "tsc", "-p", ".");
}

mkdirSync(join(root, ".cache"), { recursive: true });
const status = run(
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
  ...chosen,
);
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(results, "utf8"));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
process.exit(status);

function step(name: string, command: string, ...args: readonly string[]): void {
  const began = performance.now();
  const status = run(command, ...args);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${status === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (status !== 0) process.exit(status);
}

function run(command: string, ...args: readonly string[]): number {
  return (
    spawnSync(join(root, "node_modules", ".bin", command), args, { cwd: root, stdio: "inherit" }).status ?? 1
  );
}
