import { beforeEach, describe, expect } from "vitest";
import type { AgentRoster, RosterAgent } from "../../src/ports/agent-roster.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { type Gap, promised } from "./promises.ts";

export interface AgentRosterSetup {
  readonly roster: AgentRoster;
  /** All agents of the contact centre, at least two, by name: one is available, one is not. */
  readonly known: readonly RosterAgent[];
  /** The agent leaves the contact centre. */
  dismiss(workerId: string): void;
  /** From now on nobody can be asked. */
  cutOff(): void;
}

/** Tests the promises of every `AgentRoster`. Before each test, `setup` returns a fresh adapter. */
export function describeAgentRoster(
  adapter: string,
  setup: () => AgentRosterSetup | Promise<AgentRosterSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the AgentRoster contract`, () => {
    let world: AgentRosterSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("lists all agents, by name, and tells who is available", async () => {
        expect(await world.roster.list()).toStrictEqual(world.known);
        expect(world.known.map(({ isAvailable }) => isAvailable)).toContain(true);
        expect(world.known.map(({ isAvailable }) => isAvailable)).toContain(false);
      });

      promise("finds each agent", async () => {
        for (const agent of world.known) expect(await world.roster.find(agent.workerId)).toStrictEqual(agent);
      });

      promise("finds nobody who has left, and lists them no more", async () => {
        const [first] = world.known;
        world.dismiss(first?.workerId ?? "");

        expect(await world.roster.find(first?.workerId ?? "")).toBeUndefined();
        expect(await world.roster.list()).toStrictEqual(world.known.slice(1));
      });

      for (const id of ["", "nobody", `WK${"0".repeat(32)}`, "../Tasks", "__proto__"]) {
        promise(`finds nobody under "${id}"`, async () => {
          expect(await world.roster.find(id)).toBeUndefined();
        });
      }

      promise("is unavailable when nobody can be asked", async () => {
        world.cutOff();

        await expect(world.roster.list()).rejects.toBeInstanceOf(Unavailable);
        await expect(world.roster.find(world.known[0]?.workerId ?? "")).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
