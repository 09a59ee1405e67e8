import { beforeEach, describe, expect } from "vitest";
import type { DeployNotes } from "../../../src/ports/setup/deploy-notes.ts";
import { type Gap, promised } from "../promises.ts";

export interface DeployNotesSetup {
  /** The notes as each process sees them. Nothing is written in them yet. */
  open(): DeployNotes;
}

/** What every `DeployNotes` promises. Called before every test, `setup` yields notes of its own. */
export function describeDeployNotes(
  adapter: string,
  setup: () => DeployNotesSetup,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the DeployNotes contract`, () => {
    let world: DeployNotesSetup;
    beforeEach(() => {
      world = setup();
    });

    promised(gaps, (promise) => {
      promise("has nothing under a key that was not written", () => {
        const notes = world.open();
        notes.write("one", "1");

        expect(notes.read("two")).toBeUndefined();
        expect(notes.read("constructor")).toBeUndefined();
      });

      promise("remembers what was written last", () => {
        const notes = world.open();
        notes.write("one", "1");
        notes.write("two", "2");
        notes.write("one", "3");

        expect([notes.read("one"), notes.read("two")]).toEqual(["3", "2"]);
      });

      promise("tells a later process what an earlier one wrote", () => {
        world.open().write("one", "1");
        const later = world.open();
        later.write("two", "2");

        expect(later.read("one")).toBe("1");
        expect(world.open().read("two")).toBe("2");
      });

      promise("forgets everything, for later processes too", () => {
        const notes = world.open();
        notes.write("one", "1");
        notes.clear();

        expect(notes.read("one")).toBeUndefined();
        expect(world.open().read("one")).toBeUndefined();
      });
    });
  });
}
