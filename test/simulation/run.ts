import { SimulatedAgent } from "./agents.ts";
import { check, type Finding } from "./checker.ts";
import type { History } from "./history.ts";
import { live, peopleOf } from "./people.ts";
import { CLIMATES, type Climate } from "./weather.ts";
import { type Plant, World, type WorldOptions } from "./world.ts";

const MINUTE = 60_000;

export interface Run {
  readonly seed: number;
  readonly climate: string;
  readonly findings: readonly Finding[];
  readonly history: History;
}

export interface RunOptions {
  readonly plant?: Plant;
  readonly climate?: string;
}

/** Lives through one seed: some busy minutes in which things go wrong, then hours in which everything can be made good. */
export async function run(seed: number, options: RunOptions = {}): Promise<Run> {
  const climate = CLIMATES.find(({ name }) => name === options.climate) ?? climateOf(seed);
  const activeMs = (4 + (seed % 5) * 4) * MINUTE;
  const world = new World(seed, climate, activeMs, worldOptions(options));
  const stopListening = listenForUnhandled(world.history);
  try {
    const { account } = world.twilio;
    const agents = [
      new SimulatedAgent(world, "Ann", account.workerSid, account.tokens.agent),
      new SimulatedAgent(world, "Ben", account.secondWorkerSid, account.tokens.agent2),
    ];
    for (const agent of agents) agent.start();
    for (const person of peopleOf(world, 2 + (seed % 4))) void live(world, person, activeMs);
    await world.clock.advance(activeMs + 300 * MINUTE);
  } finally {
    stopListening();
  }

  return { seed, climate: climate.name, findings: check(world), history: world.history };
}

function climateOf(seed: number): Climate {
  return CLIMATES[seed % CLIMATES.length] as Climate;
}

function worldOptions({ plant }: RunOptions): WorldOptions {
  return plant ? { plant } : {};
}

function listenForUnhandled(history: History): () => void {
  const listener = (reason: unknown): void => void history.unhandled.push(String(reason));
  process.on("unhandledRejection", listener);

  return () => void process.off("unhandledRejection", listener);
}
