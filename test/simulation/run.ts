import { SimulatedAgent } from "./agents.ts";
import type { Centre, Plant } from "./centre.ts";
import { check, type Finding } from "./checker.ts";
import type { History } from "./history.ts";
import { SimulatedMemory } from "./memory-centre.ts";
import { live, peopleOf } from "./people.ts";
import { lookAfterQueue } from "./supervisors.ts";
import { TwilioCentre } from "./twilio-centre.ts";
import { CLIMATES, type Climate } from "./weather.ts";
import { World, type WorldOptions } from "./world.ts";

const MINUTE = 60_000;

/** What can be simulated: the real adapters over the local Twilio, and the wiring of `/memory`. */
export const CENTRES = {
  twilio: (clock) => new TwilioCentre(clock),
  memory: (clock) => new SimulatedMemory(clock),
} as const satisfies Record<string, (clock: World["clock"]) => Centre>;

export type On = keyof typeof CENTRES;

export interface Run {
  readonly seed: number;
  readonly on: On;
  readonly climate: string;
  readonly findings: readonly Finding[];
  readonly history: History;
}

export interface RunOptions extends Pick<WorldOptions, "isTold"> {
  readonly on?: On;
  readonly plant?: Plant;
  readonly climate?: string | undefined;
}

/** Lives through one seed: some busy minutes in which things go wrong, then hours in which everything can be made good. */
export async function run(seed: number, options: RunOptions = {}): Promise<Run> {
  const { on = "twilio", plant, isTold } = options;
  const climate = CLIMATES.find(({ name }) => name === options.climate) ?? climateOf(seed);
  const activeMs = (4 + (seed % 5) * 4) * MINUTE;
  const world = new World({ seed, climate, activeMs, centre: CENTRES[on], plant, isTold });
  const stopListening = listenForUnhandled(world.history);
  try {
    const agents = world.centre.agents.slice(0, agentsOf(seed));
    for (const agent of agents) new SimulatedAgent(world, agent).start();
    const asksWithin = world.happens(0.3) ? activeMs / 6 : activeMs;
    if (isSupervised(seed)) void lookAfterQueue(world, activeMs);
    for (const person of peopleOf(world, 2 + (seed % 4))) void live(world, person, asksWithin);
    await world.clock.advance(activeMs + 300 * MINUTE);
  } finally {
    stopListening();
  }

  return { seed, on, climate: climate.name, findings: check(world), history: world.history };
}

/** What is broken beyond what nobody can have. */
export function breaksOf({ findings }: Pick<Run, "findings">): readonly Finding[] {
  return findings.filter(({ tradeOff }) => tradeOff === undefined);
}

/** In every third run. */
function isSupervised(seed: number): boolean {
  return seed % 3 === 1;
}

/** Where one agent works alone, callers wait for each other. */
function agentsOf(seed: number): number {
  return seed % 3 === 0 ? 1 : 2;
}

function climateOf(seed: number): Climate {
  return CLIMATES[seed % CLIMATES.length] as Climate;
}

function listenForUnhandled(history: History): () => void {
  const listener = (reason: unknown): void => void history.unhandled.push(String(reason));
  process.on("unhandledRejection", listener);

  return () => void process.off("unhandledRejection", listener);
}
