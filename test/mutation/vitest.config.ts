import { defineConfig } from "vitest/config";
import { keptThread } from "./kept-thread.ts";

/** The tests of the rules and the use cases, which run in memory: each mutant is tried on these alone. */
export default defineConfig({
  plugins: [keptThread()],
  test: {
    include: ["test/domain/**/*.test.ts", "test/application/**/*.test.ts"],
    setupFiles: ["test/mutation/setup.ts"],
    testTimeout: 15_000,
    // One process for all files: a mutant takes as long as its tests, and not as long as a start of Vitest.
    isolate: false,
    fileParallelism: false,
  },
});
