import { misused, readArguments, wholeNumber } from "../../scripts/arguments.ts";
import { callers } from "./callers.ts";
import type { Finding } from "./checker.ts";
import { noteRun } from "./noted-run.ts";
import { PLANTS } from "./plants.ts";
import { breaksOf, CENTRES, type On, type Run, type RunOptions, run } from "./run.ts";
import { Table } from "./table.ts";
import { CLIMATES } from "./weather.ts";
import { HEARINGS, type Hearing, weeks } from "./weeks.ts";

const USAGE = `npm run simulate -- [options]: many lives of a contact centre, with faults, deaths and odd moments, and what broke

  --seeds 2000           that many runs, and a table of what broke (100)
  --from 5000            the first of them (1)
  --seed 17 [--trace]    one run, told to the letter with --trace
  --on memory            the wiring of /memory in place of the real adapters (twilio)
  --climate <name>       only that weather
  --weeks                nine days with a weekend in them, for each way to hear of what ended
  --callers 30           callers in the queue, with fingers and patience of their own
  --note                 note what was counted for docs/trade-offs.md
  --plant "place lost"   with a planted bug

The exit code is 1 if anything broke.`;

const { values } = readArguments({
  command: "npm run simulate",
  usage: USAGE,
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    on: { type: "string", default: "twilio" },
    climate: { type: "string" },
    plant: { type: "string" },
    weeks: { type: "boolean", default: false },
    callers: { type: "string" },
    note: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
  },
});
const BY_CLIMATE = Object.fromEntries(CLIMATES.map((climate) => [climate.name, climate]));
const options: RunOptions = {
  on: named(CENTRES, values.on),
  ...(values.climate !== undefined && { climate: named(BY_CLIMATE, values.climate) }),
  ...(values.plant !== undefined && { plant: PLANTS[named(PLANTS, values.plant)].plant }),
};

const from = wholeNumber(values.from, "--from");
const seeds = wholeNumber(values.seeds, "--seeds");

if (values.callers !== undefined) await manyCallers(from, seeds, wholeNumber(values.callers, "--callers"));
else if (values.weeks) await manyWeeks(from, seeds);
else if (values.seed !== undefined)
  one(await run(wholeNumber(values.seed, "--seed"), { ...options, isTold: values.trace }));
else await many(from, seeds);

async function manyCallers(from: number, count: number, each: number): Promise<void> {
  for (let seed = from; seed < from + count; seed++) {
    const { climate, became, breaks, excused } = await callers(seed, each);
    console.log(`Seed ${seed} (${climate}): ${JSON.stringify(became)}`);
    for (const lost of excused) console.log(`  nobody can have: ${lost}`);
    for (const broken of breaks) console.log(`  ${broken}`);
    if (breaks.length > 0) process.exitCode = 1;
  }
}

async function manyWeeks(from: number, count: number): Promise<void> {
  for (const hearing of Object.keys(HEARINGS) as Hearing[]) {
    let broken = 0;
    for (let seed = from; seed < from + count; seed++) {
      const { breaks } = await weeks(seed, hearing);
      for (const each of breaks) console.log(`  seed ${seed}: ${each}`);
      if (breaks.length > 0) broken += 1;
      const done = seed - from + 1;
      if (done % 50 === 0 && done < count)
        console.log(`${hearing}: ${done} of ${count} runs, ${broken} broken`);
    }
    console.log(`${hearing}: ${count} runs, ${broken} broken`);
    if (broken > 0) process.exitCode = 1;
  }
}

function one({ seed, climate, history, findings }: Run): void {
  for (const line of history.lines) console.log(line);
  console.log(`Seed ${seed} (${climate}): ${findings.length === 0 ? "nothing is broken" : ""}`);
  for (const finding of findings) console.log(`  ${wordsOf(finding)}`);
}

async function many(from: number, count: number): Promise<void> {
  const table = new Table(options.on as On);
  for (let seed = from; seed < from + count; seed++) {
    const lived = await run(seed, options);
    table.add(lived);
    for (const broken of breaksOf(lived)) console.log(`Seed ${seed} (${lived.climate}): ${wordsOf(broken)}`);
    if (table.runs % 250 === 0) console.log(table.inWords());
  }
  console.log(table.inWords());
  if (values.note) noteRun(table.runs, table.tradeOffs(), options.on);
  if (table.breaks > 0) process.exitCode = 1;
}

function wordsOf({ demand, tradeOff, about }: Finding): string {
  return `${demand}${tradeOff === undefined ? "" : ` (nobody can have: ${tradeOff})`}: ${about}`;
}

function named<Name extends string>(known: Readonly<Record<Name, unknown>>, name: string): Name {
  return Object.hasOwn(known, name)
    ? (name as Name)
    : misused(`There is no "${name}", only ${Object.keys(known).join(", ")}.`);
}
