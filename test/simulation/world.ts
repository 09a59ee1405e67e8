import { createTwilio, type Task, type Twilio } from "../../local/twilio/index.ts";
import { drawSidsFrom } from "../../local/twilio/sids.ts";
import { signatureOf } from "../../local/twilio/wire/signature.ts";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { SeededChance } from "../../src/adapters/memory/seeded-chance.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";
import { type FunctionCall, History, type SeenTask, type TwilioCall } from "./history.ts";
import { SimulatedProcess } from "./process.ts";
import { Script } from "./script.ts";
import { type Climate, Weather } from "./weather.ts";

const FUNCTIONS = "https://callbacks.example.com";

/** Whoever asks a function waits this long: Studio's and the browser's own limit. */
const CLIENT_PATIENCE_MS = 10_000;

export type Plant = (bindings: Bindings) => Bindings;

export interface Asked {
  readonly what: FunctionCall["what"];
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly key: string;
  readonly once?: boolean;
  readonly taskSid?: string;
  readonly detail: string;
}

/** Twilio, several processes of the functions, and all that goes wrong between them, on one clock and from one seed. */
export class World {
  readonly clock = new ManualClock(new Date("2026-03-02T09:00:00.000Z"), othersTurn);
  readonly chance: SeededChance;
  readonly history = new History(() => this.clock.time());
  readonly twilio: Twilio;
  readonly weather: Weather;
  /** What is to go wrong in a directed story. */
  readonly script = new Script();
  readonly environment: Readonly<Record<string, string>>;
  readonly #plant: Plant;
  readonly #skews: readonly number[];
  readonly #processes: SimulatedProcess[] = [];
  #started = 0;
  #acting: TwilioCall | undefined;

  constructor(seed: number, climate: Climate, activeMs: number, options: WorldOptions = {}) {
    this.chance = new SeededChance(seed);
    drawSidsFrom(() => this.chance.id().replaceAll("-", ""));
    this.twilio = createTwilio({ clock: this.clock });
    this.weather = new Weather(this.chance, climate, this.clock.time(), this.clock.time() + activeMs);
    this.#skews = options.skewMs ?? [];
    this.#plant = options.plant ?? ((bindings) => bindings);
    const { account } = this.twilio;
    this.environment = {
      ACCOUNT_SID: account.accountSid,
      AUTH_TOKEN: account.authToken,
      TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
      TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
      TWILIO_SYNC_SERVICE_SID: account.syncServiceSid,
      TWILIO_API_ORIGIN: "http://twilio.example/__twilio",
      CALLBACK_LEDGER_KEY: "the simulation's own key",
      ...options.environment,
    };
    this.#watchTasks();
    for (let started = 0; started < (options.processes ?? 3); started++) this.#start();
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
  async ask({ form, path, ...asked }: Asked): Promise<FunctionCall> {
    const call: FunctionCall = {
      id: this.history.functionCalls.length + 1,
      once: false,
      sentAt: this.clock.time(),
      ...asked,
    };
    this.history.functionCalls.push(call);
    this.history.tell(`${call.id}: ${asked.detail}`);
    await this.pause(5, 60);
    if (this.weather.loses(this.clock.time())) {
      this.history.tell(`  ${call.id} is lost on its way`);
      await this.clock.pause(CLIENT_PATIENCE_MS);
      return call;
    }
    await Promise.race([this.#served(call, path, form), this.clock.pause(CLIENT_PATIENCE_MS)]);

    return call;
  }

  /** Twilio itself, without a network in between. */
  async act(request: Request, asked: TwilioCall): Promise<Response> {
    this.#acting = asked;
    try {
      return await this.twilio.app.fetch(request);
    } finally {
      this.#acting = undefined;
    }
  }

  twilioCall(request: Request, process: string, call: FunctionCall | undefined): TwilioCall {
    const url = new URL(request.url);
    const [, , host = "", ...path] = url.pathname.split("/");
    const text = `${process} ${request.method} ${host.split(".")[0]} ${path.slice(-2).join("/")}${url.search.slice(0, 60)}`;
    const asked: TwilioCall = {
      id: this.history.twilioCalls.length + 1,
      for: call,
      process,
      text,
      host,
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

  async #served(call: FunctionCall, path: string, form: Readonly<Record<string, string>>): Promise<void> {
    const url = `${FUNCTIONS}/callback/${path}`;
    const request = new Request(url, {
      method: "POST",
      body: new URLSearchParams(form).toString(),
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": signatureOf(this.twilio.account.authToken, url, form),
      },
    });
    const response = await this.pick(this.#processes).serve(request, call);
    call.answeredAt = this.clock.time();
    const status = response.status;
    const body = (await response.json().catch(() => ({}))) as NonNullable<FunctionCall["body"]>;
    await this.pause(5, 60);
    const isLost = this.weather.loses(this.clock.time());
    this.history.tell(
      `  ${call.id} → ${status} ${body.code ?? body.taskSid ?? ""}${isLost ? ", and the answer is lost" : ""}`,
    );
    if (isLost) return this.clock.pause(CLIENT_PATIENCE_MS);
    call.status = status;
    call.body = body;
  }

  #start(): void {
    this.#started += 1;
    const skew = this.weather.climate.clockSkewMs;
    const name = `P${this.#started}`;
    this.#processes.push(
      new SimulatedProcess(
        name,
        this,
        this.#skews[this.#started - 1] ?? this.between(-skew, skew),
        this.#plant,
      ),
    );
  }

  #watchTasks(): void {
    this.twilio.store.subscribe((event) => {
      if (!("task" in event)) return;
      const seen = this.#seen(event.task);
      seen.attributes = event.task.attributes;
      seen.status = event.task.assignmentStatus;
      switch (event.kind) {
        case "task.created":
          this.history.tell(`      task ${seen.sid} of ${seen.key ?? "nobody"} is made`);
          break;
        case "task.canceled":
        case "task.completed":
        case "task.deleted":
          seen.endedAt ??= this.clock.time();
          this.history.tell(`      task ${seen.sid} of ${seen.key ?? "nobody"}: ${event.kind}`);
          break;
        case "reservation.created":
          this.#offered(seen);
          break;
      }
    });
  }

  #offered(task: SeenTask): void {
    task.offeredAt = this.clock.time();
    const waiting = [...this.history.tasks.values()].filter(
      (other) => other.status === "pending" && other.channel === task.channel,
    );
    this.history.offers.push({ at: this.clock.time(), task, waiting });
  }

  #seen(task: Task): SeenTask {
    const known = this.history.tasks.get(task.sid);
    if (known) return known;
    const seen: SeenTask = {
      sid: task.sid,
      key: keyIn(task.attributes),
      createdAt: this.clock.time(),
      channel: task.taskChannelSid,
      madeBy: this.#acting,
      calls: [],
      attributes: task.attributes,
      status: task.assignmentStatus,
    };
    this.history.tasks.set(task.sid, seen);

    return seen;
  }
}

export interface WorldOptions {
  readonly processes?: number;
  /** How far the clocks of the processes are off, one after the other. Absent: as the climate has it. */
  readonly skewMs?: readonly number[];
  readonly plant?: Plant;
  readonly environment?: Readonly<Record<string, string>>;
}

function keyIn(attributes: string): string | undefined {
  return (JSON.parse(attributes) as { simulated?: string }).simulated;
}

/** Everybody goes as far as they can: some steps of a request take a turn of the event loop or two. */
async function othersTurn(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}
