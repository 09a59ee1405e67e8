import { beforeEach, describe, expect } from "vitest";
import type { JsonObject } from "../../../src/domain/json.ts";
import { Unavailable } from "../../../src/ports/faults.ts";
import type { Resources } from "../../../src/ports/setup/resources.ts";
import { type Gap, promised } from "../promises.ts";

export interface ResourcesSetup {
  /** Resources of one kind, none of which has a name of the suite. */
  readonly resources: Resources;
  /** Content that such a resource may have, and other content for it. Empty where nobody decides it. */
  readonly content: readonly [JsonObject, JsonObject];
  /** From now on nobody can reach them. */
  cutOff(): void;
}

const NAME = "callbacks-contract";

/** What every `Resources` promises. Called before every test, `setup` yields resources of its own. */
export function describeResources(
  adapter: string,
  setup: () => ResourcesSetup | Promise<ResourcesSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Resources contract`, () => {
    let world: ResourcesSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("finds nothing under a name that no resource has", async () => {
        const { resources, content } = world;
        await resources.create(NAME, content[0]);

        expect(await resources.find(`${NAME}-2`)).toBeUndefined();
        expect(await resources.find(NAME.slice(0, -1))).toBeUndefined();
      });

      promise("finds a resource by its name, with the content it was created with", async () => {
        const { resources, content } = world;
        const created = await resources.create(NAME, content[0]);

        expect(created.content).toEqual(content[0]);
        expect(await resources.find(NAME)).toEqual(created);
      });

      promise("replaces the content and keeps name and id", async () => {
        const { resources, content } = world;
        const { id } = await resources.create(NAME, content[0]);
        await resources.update(id, content[1]);

        expect(await resources.find(NAME)).toMatchObject({ id, content: content[1] });
      });

      promise("leaves other resources as they are", async () => {
        const { resources, content } = world;
        const { id } = await resources.create(NAME, content[0]);
        const other = await resources.create(`${NAME}-2`, content[0]);
        await resources.update(id, content[1]);

        expect(await resources.find(`${NAME}-2`)).toEqual(other);
      });

      promise("says that it cannot be reached", async () => {
        const { resources, content, cutOff } = world;
        cutOff();

        await expect(resources.find(NAME)).rejects.toBeInstanceOf(Unavailable);
        await expect(resources.create(NAME, content[0])).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
