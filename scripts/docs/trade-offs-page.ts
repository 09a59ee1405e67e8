import { DEMANDS } from "../../test/simulation/demands.ts";
import { type NotedRun, notedRuns } from "../../test/simulation/noted-run.ts";
import { TRADE_OFFS, type TradeOff } from "../../test/simulation/trade-offs.ts";

const NAMES = Object.keys(TRADE_OFFS) as TradeOff[];
const WHERE = {
  twilio: "the real adapters over the local Twilio",
  memory: "the wiring of `/memory`",
} as const;

/** Writes docs/trade-offs.md from what the simulation's checker knows. */
export function tradeOffsPage(): string {
  const runs = Object.entries(notedRuns()) as [keyof typeof WHERE, NotedRun][];
  const demands = Object.values(DEMANDS).map((demand) => `- ${demand}`);

  return `# What nobody can have

\`npm run docs\` writes this page from the simulation's checker. Change the texts in \`test/simulation/trade-offs.ts\`.

Whoever asks to be called back is called back, once, in turn, whatever fails on the way. \`npm run simulate\` tries to break
that: several processes whose clocks differ, callers, agents with two browser tabs, answers that are lost, processes that
die or freeze between any two steps, and a Twilio that is busy, broken, hanging or away. A checker that looks on from outside demands:

${demands.join("\n")}

These are all the cases in which a demand cannot be met. No software on a queue without a unique key can do better; for each
we chose what harms the contact least. The checker counts each under its name, so that anything else is a bug.

${NAMES.map(section).join("\n\n")}
${howOften(runs)}`;
}

function section(name: TradeOff): string {
  const { happens, takes, ends } = TRADE_OFFS[name];

  return `## ${name}

**${happens}** ${takes}

${ends}`;
}

function howOften(runs: readonly (readonly [keyof typeof WHERE, NotedRun])[]): string {
  if (runs.length === 0) return "";

  return `
## How often

In the last big run, in how many simulated contact centres each was seen. Far more goes wrong in them than in a real one.

| | ${runs.map(([on, { runs: count }]) => `${count.toLocaleString("en")} runs on ${WHERE[on]}`).join(" | ")} |
| --- |${runs.map(() => " --- |").join("")}
${NAMES.map((name) => `| [${name}](#${name}) | ${runs.map(([, { seen }]) => seen[name]).join(" | ")} |`).join("\n")}
`;
}
