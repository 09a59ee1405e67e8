import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that wait for browsers, packages and processes begin, so that none of them is left over for one worker at the end. */
const ORDER = ["e2e", "library", "functions", "unit"];

export default class SlowOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);

    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ project }: TestSpecification): number {
  return ORDER.indexOf(project.name);
}
