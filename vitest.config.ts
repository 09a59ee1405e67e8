import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import SlowOnesFirst from "./test/support/slow-ones-first.ts";

/** Uses Node's own rules for CommonJS, like the built functions: the SDK's classes are at `.default`. */
const deps = { interopDefault: false };
const globalSetup = "test/support/built.ts";

export default defineConfig({
  test: {
    // Half of the tests wait for browsers and other processes. A percentage would be cut to 100.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: SlowOnesFirst },
    reporters: ["default", "./test/support/totals.ts"],
    projects: [
      {
        test: {
          name: "rules",
          deps,
          include: ["test/{domain,application}/**/*.test.ts"],
          // What they test keeps nothing in its modules, so that many files may share them: half the time.
          isolate: false,
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: "unit",
          deps,
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/{domain,application,entrypoints,library,e2e}/**"],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: "functions",
          deps,
          globalSetup,
          include: ["test/entrypoints/**/*.test.ts"],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: "library",
          deps,
          globalSetup,
          include: ["test/library/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: "e2e",
          deps,
          globalSetup: [globalSetup, "test/support/kept-pages.ts"],
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
