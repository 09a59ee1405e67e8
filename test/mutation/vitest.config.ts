import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { keptThread } from "./kept-thread.ts";

/** A table tells a mutant in a moment. A use case may go round and round under it. */
class TablesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isTable = ({ moduleId }: TestSpecification) => moduleId.includes("/test/domain/");

    return [...files.filter(isTable), ...files.filter((each) => !isTable(each))];
  }
}

/** The tests of the rules and the use cases, which run in memory: each mutant is tried on these alone. */
export default defineConfig({
  plugins: [keptThread()],
  test: {
    include: ["test/domain/**/*.test.ts", "test/application/**/*.test.ts"],
    setupFiles: ["test/mutation/setup.ts"],
    testTimeout: 4_000,
    sequence: { sequencer: TablesFirst },
    // One process for all files: a mutant takes as long as its tests, and not as long as a start of Vitest.
    isolate: false,
    fileParallelism: false,
  },
});
