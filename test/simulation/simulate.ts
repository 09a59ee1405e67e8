// npm run simulate -- --seeds 2000        many runs, and a table of what broke
// npm run simulate -- --seed 17 --trace   one run, told to the letter
import { parseArgs } from "node:util";
import { DEMANDS, type Finding } from "./checker.ts";
import { type Run, run } from "./run.ts";
import { TRADE_OFFS } from "./trade-offs.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    climate: { type: "string" },
    trace: { type: "boolean", default: false },
  },
});
const options = values.climate === undefined ? {} : { climate: values.climate };

if (values.seed !== undefined) one(await run(Number(values.seed), options));
else await many(Number(values.from), Number(values.seeds));

function one({ seed, climate, history, findings }: Run): void {
  if (values.trace) for (const line of history.lines) console.log(line);
  console.log(`Seed ${seed} (${climate}): ${findings.length === 0 ? "nothing is broken" : ""}`);
  for (const finding of findings) console.log(`  ${wordsOf(finding)}`);
}

async function many(from: number, count: number): Promise<void> {
  const began = performance.now();
  const totals = { requests: 0, calls: 0, faults: 0, deaths: 0 };
  const seedsOf = new Map<string, number[]>();
  for (let seed = from; seed < from + count; seed++) {
    const { history, findings } = await run(seed, options);
    totals.requests += history.functionCalls.length;
    totals.calls += history.twilioCalls.length;
    totals.faults += history.twilioCalls.filter(({ fault }) => fault !== undefined).length;
    totals.deaths += history.deaths;
    for (const kind of new Set(findings.map(kindOf))) seedsOf.set(kind, [...(seedsOf.get(kind) ?? []), seed]);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${count} runs in ${seconds} s: ${totals.requests} requests, ${totals.calls} calls to Twilio, ${totals.faults} faults, ${totals.deaths} deaths`,
  );
  const kinds = [...Object.keys(DEMANDS), ...Object.keys(TRADE_OFFS).map(tradeOffKind)];
  for (const kind of kinds) {
    const seeds = seedsOf.get(kind) ?? [];
    const first = seeds.slice(0, 8).join(", ");
    console.log(
      `${kind.padEnd(34)} ${String(seeds.length).padStart(6)}${seeds.length > 0 ? `   seeds ${first}` : ""}`,
    );
  }
  console.log("Replay one: npm run simulate -- --seed N --trace");
}

function kindOf({ demand, tradeOff }: Finding): string {
  return tradeOff === undefined ? demand : tradeOffKind(tradeOff);
}

function tradeOffKind(name: string): string {
  return `trade-off: ${name}`;
}

function wordsOf({ demand, tradeOff, about }: Finding): string {
  return `${demand}${tradeOff === undefined ? "" : ` (${tradeOffKind(tradeOff)})`}: ${about}`;
}
