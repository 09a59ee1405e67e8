import type { SeededChance } from "../../src/adapters/memory/seeded-chance.ts";

/** What goes wrong with one request to Twilio: whether it takes effect, and what comes back. */
export interface Fault {
  readonly name: string;
  readonly acts: "yes" | "no" | "later";
  readonly answer: "none" | "reset" | "refused" | Spoiled;
}

interface Spoiled {
  readonly status: number;
  readonly body: string;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const json = (status: number, body: string): Spoiled => ({ status, body, type: "application/json" });
const page: Spoiled = { status: 502, body: "<html><body>Bad gateway</body></html>", type: "text/html" };
const busy: Spoiled = {
  ...json(429, '{"code":20429,"message":"Too many requests","status":429}'),
  headers: { "Retry-After": "1" },
};

const FAULTS: readonly Fault[] = [
  { name: "429", acts: "no", answer: busy },
  {
    name: "503",
    acts: "no",
    answer: json(503, '{"code":20503,"message":"Service unavailable","status":503}'),
  },
  {
    name: "500 before it acts",
    acts: "no",
    answer: json(500, '{"code":20500,"message":"Internal","status":500}'),
  },
  {
    name: "500 after it acted",
    acts: "yes",
    answer: json(500, '{"code":20500,"message":"Internal","status":500}'),
  },
  { name: "500 with {} before it acts", acts: "no", answer: json(500, "{}") },
  { name: "HTML before it acts", acts: "no", answer: page },
  { name: "HTML after it acted", acts: "yes", answer: page },
  { name: "200 with {} after it acted", acts: "yes", answer: json(200, "{}") },
  { name: "200 with null after it acted", acts: "yes", answer: json(200, "null") },
  { name: "200 with HTML after it acted", acts: "yes", answer: { ...page, status: 200 } },
  { name: "reset before it acts", acts: "no", answer: "reset" },
  { name: "reset after it acted", acts: "yes", answer: "reset" },
  { name: "connection refused", acts: "no", answer: "refused" },
  { name: "hangs, never acts", acts: "no", answer: "none" },
  { name: "hangs, acted", acts: "yes", answer: "none" },
  { name: "hangs, acts later", acts: "later", answer: "none" },
];

const AWAY = FAULTS.filter(({ name }) => ["503", "connection refused", "hangs, never acts"].includes(name));

export function faultNamed(name: string): Fault {
  const fault = FAULTS.find((each) => each.name === name);
  if (!fault) throw new Error(`There is no fault "${name}"`);

  return fault;
}

/** What becomes of a process. */
export type Fate = { readonly kind: "dies" } | { readonly kind: "freezes"; readonly forMs: number };

/** How much goes wrong in a run. Fractions of requests, of deaths, of lost answers. */
export interface Climate {
  readonly name: string;
  readonly faults: number;
  readonly deaths: number;
  readonly lostByClients: number;
  /** A service of Twilio's is away for minutes. */
  readonly outages: readonly string[];
  readonly clockSkewMs: number;
}

export const CLIMATES: readonly Climate[] = [
  { name: "calm", faults: 0, deaths: 0, lostByClients: 0, outages: [], clockSkewMs: 0 },
  { name: "skewed clocks", faults: 0.03, deaths: 0, lostByClients: 0.05, outages: [], clockSkewMs: 40_000 },
  { name: "lossy", faults: 0.04, deaths: 0, lostByClients: 0.1, outages: [], clockSkewMs: 1_000 },
  { name: "deadly", faults: 0.01, deaths: 0.02, lostByClients: 0.05, outages: [], clockSkewMs: 1_000 },
  { name: "stormy", faults: 0.12, deaths: 0.01, lostByClients: 0.15, outages: [], clockSkewMs: 5_000 },
  {
    name: "Sync away",
    faults: 0.01,
    deaths: 0.005,
    lostByClients: 0.05,
    outages: ["sync"],
    clockSkewMs: 1_000,
  },
  {
    name: "TaskRouter away",
    faults: 0.01,
    deaths: 0.005,
    lostByClients: 0.05,
    outages: ["taskrouter"],
    clockSkewMs: 1_000,
  },
];

/** Decides, from the seed, what becomes of each request to Twilio. */
export class Weather {
  readonly climate: Climate;
  readonly #chance: SeededChance;
  readonly #outages: readonly { service: string; from: number; to: number; fault: Fault }[];
  readonly #endsAt: number;

  constructor(chance: SeededChance, climate: Climate, start: number, end: number) {
    this.#chance = chance;
    this.climate = climate;
    this.#endsAt = end;
    this.#outages = climate.outages.flatMap((service) =>
      [1, 2].map(() => {
        const from = start + chance.fraction() * (end - start);
        return { service, from, to: from + 30_000 + chance.fraction() * 240_000, fault: this.#pick(AWAY) };
      }),
    );
  }

  faultOf(service: string, now: number): Fault | undefined {
    if (now > this.#endsAt) return undefined;
    const outage = this.#outages.find(
      (each) => each.service === service && each.from <= now && now < each.to,
    );
    if (outage) return outage.fault;

    return this.#chance.fraction() < this.climate.faults ? this.#pick(FAULTS) : undefined;
  }

  /** What becomes of the process at this step. Absent: it lives. */
  fate(now: number): Fate | undefined {
    if (now > this.#endsAt || this.climate.deaths === 0) return undefined;
    const drawn = this.#chance.fraction();
    if (drawn < this.climate.deaths) return { kind: "dies" };
    if (drawn >= this.climate.deaths * 1.5) return undefined;

    return { kind: "freezes", forMs: 1_000 + this.#chance.fraction() * 40_000 };
  }

  loses(now: number): boolean {
    return now <= this.#endsAt && this.#chance.fraction() < this.climate.lostByClients;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#chance.fraction() * items.length)] as Item;
  }
}
