import { DEMANDS, type Demand } from "./demands.ts";
import { breaksOf, type On, type Run } from "./run.ts";
import { TRADE_OFFS, type TradeOff } from "./trade-offs.ts";

/** As many seeds as one wants to replay. */
const SEEDS_SHOWN = 8;

/** What many runs came to: what happened in them, and in which of them what was broken. */
export class Table {
  readonly #on: On;
  readonly #began = performance.now();
  readonly #seedsOf = new Map<Demand | TradeOff, number[]>();
  readonly #totals = { requests: 0, calls: 0, faults: 0, deaths: 0 };
  runs = 0;
  breaks = 0;

  constructor(on: On) {
    this.#on = on;
  }

  add({ seed, findings, history, ...found }: Run): void {
    this.runs += 1;
    this.breaks += breaksOf({ findings, ...found }).length;
    this.#totals.requests += history.functionCalls.length;
    this.#totals.calls += history.twilioCalls.length;
    this.#totals.faults += history.twilioCalls.filter(({ fault }) => fault !== undefined).length;
    this.#totals.deaths += history.deaths;
    for (const kind of new Set(findings.map(({ demand, tradeOff }) => tradeOff ?? demand)))
      this.#seedsOf.set(kind, [...(this.#seedsOf.get(kind) ?? []), seed]);
  }

  /** In how many runs what nobody can have was seen. */
  tradeOffs(): Readonly<Record<TradeOff, number>> {
    const counts = Object.keys(TRADE_OFFS).map((name) => [
      name,
      this.#seedsOf.get(name as TradeOff)?.length ?? 0,
    ]);

    return Object.fromEntries(counts);
  }

  inWords(): string {
    const { requests, calls, faults, deaths } = this.#totals;
    const seconds = Math.round((performance.now() - this.#began) / 1000);

    return [
      `${this.runs} runs on ${this.#on} in ${seconds} s: ${requests} requests, ${calls} calls to the services, ${faults} faults, ${deaths} deaths`,
      "",
      "Broken in how many runs",
      ...(Object.keys(DEMANDS) as Demand[]).map((demand) => this.#row(demand)),
      "",
      "What nobody can have (docs/trade-offs.md), in how many runs",
      ...(Object.keys(TRADE_OFFS) as TradeOff[]).map((tradeOff) => this.#row(tradeOff)),
      "",
      `Replay one: npm run simulate -- --seed N --trace${this.#on === "twilio" ? "" : ` --on ${this.#on}`}`,
    ].join("\n");
  }

  #row(kind: Demand | TradeOff): string {
    const seeds = this.#seedsOf.get(kind) ?? [];
    const shown = seeds.length > 0 ? `   seeds ${seeds.slice(0, SEEDS_SHOWN).join(", ")}` : "";

    return `  ${kind.padEnd(24)} ${String(seeds.length).padStart(6)}${shown}`;
  }
}
