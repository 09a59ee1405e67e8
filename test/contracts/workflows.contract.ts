import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import type { Workflows } from "../../src/ports/workflows.ts";
import { type Gap, promised } from "./promises.ts";

export interface WorkflowsSetup {
  readonly workflows: Workflows;
  /** Makes a workflow, and returns its id. */
  add(heedsDelays: boolean, name: string): string;
  /** An id that no workflow has. */
  readonly unknownId: string;
  /** From now on nobody can say. */
  cutOff(): void;
}

/** Tests the promises of every `Workflows`. `setup` is called before each test. */
export function describeWorkflows(
  adapter: string,
  setup: () => WorkflowsSetup,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Workflows contract`, () => {
    let world: WorkflowsSetup;
    beforeEach(() => {
      world = setup();
    });

    promised(gaps, (promise) => {
      promise("tells a workflow that holds requests back from one that does not", async () => {
        expect(await world.workflows.heedsDelays(world.add(true, "Sales"))).toBe(true);
        expect(await world.workflows.heedsDelays(world.add(false, "Support"))).toBe(false);
      });

      promise("says of a workflow that is not there that it holds nothing back", async () => {
        expect(await world.workflows.heedsDelays(world.unknownId)).toBe(false);
      });

      promise("names a workflow as people do, and none that is not there", async () => {
        const sales = world.add(true, "Sales");
        world.add(false, "Support");

        expect(await world.workflows.nameOf(sales)).toBe("Sales");
        expect(await world.workflows.nameOf(world.unknownId)).toBeUndefined();
      });

      promise("says that nobody can say", async () => {
        const workflowId = world.add(true, "Sales");
        world.cutOff();

        await expect(world.workflows.heedsDelays(workflowId)).rejects.toBeInstanceOf(Unavailable);
        await expect(world.workflows.nameOf(workflowId)).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
