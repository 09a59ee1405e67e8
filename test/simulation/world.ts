import { AsyncLocalStorage } from "node:async_hooks";
import { drawSidsFrom } from "../../local/twilio/sids.ts";
import { signatureOf } from "../../local/twilio/wire/signature.ts";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { SeededChance } from "../../src/adapters/memory/seeded-chance.ts";
import type { Centre, Plant, QueueTask, TaskNews, Trip } from "./centre.ts";
import { type FunctionCall, History, type SeenTask, type TwilioCall } from "./history.ts";
import { SimulatedProcess } from "./process.ts";
import { Script } from "./script.ts";
import { type Climate, Weather } from "./weather.ts";

const FUNCTIONS = "https://callbacks.example.com";

/** Whoever asks a function waits this long: Studio's and the browser's own limit. */
const CLIENT_PATIENCE_MS = 10_000;

/** Which request of a process takes effect at the moment. */
const acting = new AsyncLocalStorage<TwilioCall>();

export interface Asked {
  readonly what: FunctionCall["what"];
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly key: string;
  readonly once?: boolean;
  readonly taskSid?: string;
  readonly detail: string;
}

export interface WorldOptions {
  readonly seed: number;
  readonly climate: Climate;
  /** For how long things go wrong. */
  readonly activeMs: number;
  /** What is simulated, on this clock. */
  readonly centre: (clock: ManualClock) => Centre;
  readonly processes?: number;
  /** How far the clocks of the processes are off, one after the other. Absent: as the climate has it. */
  readonly skewMs?: readonly number[];
  readonly plant?: Plant | undefined;
  /** Keeps the whole story in words. */
  readonly isTold?: boolean | undefined;
}

/** A contact centre, several processes of the functions, and all that goes wrong between them, on one clock and from one seed. */
export class World {
  readonly clock = new ManualClock(new Date("2026-03-02T09:00:00.000Z"), othersTurn);
  readonly chance: SeededChance;
  readonly history: History;
  readonly centre: Centre;
  readonly weather: Weather;
  /** What is to go wrong in a directed story. */
  readonly script = new Script();
  readonly plant: Plant | undefined;
  readonly #skews: readonly number[];
  readonly #processes: SimulatedProcess[] = [];
  #started = 0;

  constructor({ seed, climate, activeMs, centre, processes = 3, skewMs = [], plant, isTold }: WorldOptions) {
    this.chance = new SeededChance(seed);
    drawSidsFrom(() => this.chance.id().replaceAll("-", ""));
    this.history = new History(() => this.clock.time(), isTold);
    this.centre = centre(this.clock);
    this.weather = new Weather(this.chance, climate, this.clock.time(), this.clock.time() + activeMs);
    this.#skews = skewMs;
    this.plant = plant;
    this.centre.watch((news, task) => this.#see(news, task));
    for (let started = 0; started < processes; started++) this.#start();
  }

  /** From one to the other, each moment about as likely. */
  between(least: number, most: number): number {
    return least + this.chance.fraction() * (most - least);
  }

  happens(probability: number): boolean {
    return this.chance.fraction() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.chance.fraction() * items.length)] as Item;
  }

  pause(least: number, most = least): Promise<void> {
    return this.clock.pause(this.between(least, most));
  }

  /** Asks a function over the network, and waits as long as such a client waits. */
  async ask({ path, ...asked }: Asked): Promise<FunctionCall> {
    const call: FunctionCall = {
      id: this.history.functionCalls.length + 1,
      once: false,
      sentAt: this.clock.time(),
      ...asked,
    };
    this.history.functionCalls.push(call);
    this.history.tell(() => `${call.id}: ${asked.detail}`);
    await this.pause(5, 60);
    if (this.weather.loses(this.clock.time())) {
      this.history.tell(() => `  ${call.id} is lost on its way`);
      await this.clock.pause(CLIENT_PATIENCE_MS);
      return call;
    }
    await Promise.race([this.#served(call, path), this.clock.pause(CLIENT_PATIENCE_MS)]);

    return call;
  }

  /** Twilio asks one of the processes, such as Event Streams. What dies over it is answered for: by the platform. */
  deliver(request: Request): Promise<Response> {
    const call: FunctionCall = {
      id: 0,
      what: "events",
      key: "",
      once: false,
      detail: "Event Streams tells what became of tasks",
      form: {},
      sentAt: this.clock.time(),
    };

    const process = this.pick(this.#processes);
    const died = process.death.then(() => new Response("", { status: 502 }));

    return Promise.race([process.serve(request, call), died]);
  }

  /** The request takes effect. */
  async act<Answer>(trip: Trip<Answer>, asked: TwilioCall): Promise<Answer> {
    const answer = await acting.run(asked, () => trip.act());
    asked.actedAt = this.clock.time();
    this.history.tell(
      () => `    Twilio: ${asked.text} → ${trip.inWords(answer)}${asked.for ? ` (for ${asked.for.id})` : ""}`,
    );

    return answer;
  }

  twilioCall(trip: Trip<unknown>, process: string, call: FunctionCall | undefined): TwilioCall {
    const asked: TwilioCall = {
      id: this.history.twilioCalls.length + 1,
      for: call,
      process,
      text: `${process} ${trip.text}`,
      service: trip.service,
      creates: trip.creates,
      sentAt: this.clock.time(),
    };
    this.history.twilioCalls.push(asked);

    return asked;
  }

  /** Another process takes the place of one that died. */
  replace(dead: SimulatedProcess): void {
    this.#processes.splice(this.#processes.indexOf(dead), 1);
    this.#start();
  }

  async #served(call: FunctionCall, path: string): Promise<void> {
    const url = `${FUNCTIONS}/callback/${path}`;
    const request = new Request(url, {
      method: "POST",
      body: new URLSearchParams(call.form).toString(),
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": signatureOf(this.centre.authToken, url, call.form),
      },
    });
    const response = await this.pick(this.#processes).serve(request, call);
    call.answeredAt = this.clock.time();
    call.answeredWith = response.status;
    const { status } = response;
    const body = (await response.json().catch(() => ({}))) as NonNullable<FunctionCall["body"]>;
    call.answeredBody = body;
    await this.pause(5, 60);
    const isLost = this.weather.loses(this.clock.time());
    this.history.tell(
      () =>
        `  ${call.id} → ${status} ${body.code ?? body.taskSid ?? ""}${isLost ? ", and the answer is lost" : ""}`,
    );
    if (isLost) return this.clock.pause(CLIENT_PATIENCE_MS);
    call.status = status;
    call.body = body;
  }

  #start(): void {
    this.#started += 1;
    const skew = this.weather.climate.clockSkewMs;
    const skewMs = this.#skews[this.#started - 1] ?? this.between(-skew, skew);
    this.#processes.push(new SimulatedProcess(`P${this.#started}`, this, skewMs));
  }

  #see(news: TaskNews, task: QueueTask): void {
    const seen = this.history.tasks.get(task.sid) ?? this.#made(task);
    seen.attributes = task.attributes;
    seen.status = task.status;
    seen.highestPriority = Math.max(seen.highestPriority, task.priority);
    switch (news) {
      case "made":
        this.history.tell(() => `      task ${seen.sid} of ${seen.key ?? "nobody"} is made`);
        break;
      case "ended":
        if (seen.endedAt !== undefined) return;
        seen.endedAt = this.clock.time();
        seen.endedBy = acting.getStore();
        this.history.tell(() => `      task ${seen.sid} of ${seen.key ?? "nobody"}: ${task.status}`);
        break;
      case "offered":
        this.#offered(seen);
        break;
      case "changed":
    }
  }

  #offered(task: SeenTask): void {
    task.offeredAt ??= this.clock.time();
    const waiting = [...this.history.tasks.values()].filter(
      (other) => other.status === "pending" && other.channel === task.channel,
    );
    this.history.offers.push({ at: this.clock.time(), task, waiting });
  }

  #made(task: QueueTask): SeenTask {
    const seen: SeenTask = {
      ...task,
      highestPriority: task.priority,
      key: keyIn(task.attributes),
      createdAt: this.clock.time(),
      firstAttributes: task.attributes,
      madeBy: acting.getStore(),
      calls: [],
    };
    this.history.tasks.set(task.sid, seen);

    return seen;
  }
}

function keyIn(attributes: string): string | undefined {
  return (JSON.parse(attributes) as { simulated?: string }).simulated;
}

/** Everybody goes as far as they can: some steps of a request take a turn of the event loop or two. */
async function othersTurn(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}
