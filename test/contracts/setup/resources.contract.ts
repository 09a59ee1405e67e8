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
  letASecondPass(): void;
  /** From now on nobody can reach them. */
  cutOff(): void;
}

const NAME = "callbacks_contract";

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

        expect(await resources.find(`${NAME}_2`)).toBeUndefined();
        expect(await resources.find(NAME.slice(0, -1))).toBeUndefined();
      });

      promise("finds a resource by its name, with the content it was created with", async () => {
        const { resources, content } = world;
        const created = await resources.create(NAME, content[0]);

        expect(created?.content).toEqual(content[0]);
        expect(await resources.find(NAME)).toEqual(created);
      });

      promise("replaces the content and keeps name and id", async () => {
        const { resources, content } = world;
        const id = await idOf(resources.create(NAME, content[0]));
        await resources.update(id, content[1]);

        expect(await resources.find(NAME)).toMatchObject({ id, content: content[1] });
      });

      promise("leaves other resources as they are", async () => {
        const { resources, content } = world;
        const id = await idOf(resources.create(NAME, content[0]));
        const other = await resources.create(`${NAME}_2`, content[0]);
        await resources.update(id, content[1]);

        expect(await resources.find(`${NAME}_2`)).toEqual(other);
      });

      promise("finds the resource that was made first, where two have the name or only one may", async () => {
        const { resources, content } = world;
        const first = await resources.create(NAME, content[0]);
        world.letASecondPass();
        const second = await resources.create(NAME, content[0]);

        expect(second?.id).not.toBe(first?.id);
        expect(await resources.find(NAME)).toEqual(first);
      });

      promise("finds the other one once the first is removed", async () => {
        const { resources, content } = world;
        const first = await idOf(resources.create(NAME, content[0]));
        world.letASecondPass();
        const second = await resources.create(NAME, content[0]);
        await resources.remove(first);

        expect(await resources.find(NAME)).toEqual(second);
      });

      promise("removes what is gone already without complaint", async () => {
        const { resources, content } = world;
        const id = await idOf(resources.create(NAME, content[0]));
        await resources.remove(id);
        await resources.remove(id);

        expect(await resources.find(NAME)).toBeUndefined();
      });

      promise("has one fingerprint for one content, where deployers edit it", async () => {
        const { resources, content } = world;
        const { fingerprintOf } = resources;
        await resources.create(NAME, content[0]);
        const found = await resources.find(NAME);

        expect(found?.lastWritten).toBe(fingerprintOf?.(content[0]));
        if (fingerprintOf) expect(fingerprintOf(content[0])).not.toBe(fingerprintOf(content[1]));
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

async function idOf(created: ReturnType<Resources["create"]>): Promise<string> {
  return (await created)?.id ?? "";
}
