import { AsyncLocalStorage } from "node:async_hooks";
import { ConsoleLog } from "../../src/adapters/system/console-log.ts";
import { fetchTransport } from "../../src/adapters/twilio-rest/transport.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";
import type { CallOff, Clock } from "../../src/ports/clock.ts";
import type { FunctionCall, TwilioCall } from "./history.ts";
import type { Fault } from "./weather.ts";
import type { World } from "./world.ts";

/** What a process is asked at the moment: one storage for all, for each costs something at every await. */
const serving = new AsyncLocalStorage<FunctionCall>();

/** The end of a process: it does nothing more, and nobody hears from it. */
const never = (): Promise<never> => new Promise(() => undefined);

/** One process of the functions, with a clock of its own: it may die, or freeze for a while, at any step. */
export class SimulatedProcess {
  readonly name: string;
  readonly #world: World;
  readonly #skewMs: number;
  readonly #serve: (request: Request) => Promise<Response>;
  readonly #atWork = new Set<FunctionCall>();
  #isDead = false;
  #frozenUntil = 0;

  constructor(name: string, world: World, skewMs: number, plant: (bindings: Bindings) => Bindings) {
    this.name = name;
    this.#world = world;
    this.#skewMs = skewMs;
    const told = (line: string) => void world.history.logLines.push(line);
    const clock = this.#clock();
    this.#serve = fetchHandler(world.environment, {
      bindings: plant({
        Clock: clock,
        Chance: world.chance,
        Log: new ConsoleLog({ info: told, warn: told, error: told }),
        Transport: fetchTransport((request) => this.#travel(request)),
      }),
    });
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  async serve(request: Request, call: FunctionCall): Promise<Response> {
    call.process = this.name;
    if (this.#world.clock.time() < this.#frozenUntil) call.disturbed = true;
    await this.#awake();
    this.#atWork.add(call);
    try {
      const response = await serving.run(call, () => this.#serve(request));
      await this.#awake();
      return response;
    } finally {
      this.#atWork.delete(call);
    }
  }

  async #travel(request: Request): Promise<Response> {
    const { clock, history, weather, chance } = this.#world;
    const asked = this.#world.twilioCall(request, this.name, serving.getStore());
    await this.#step("before", asked);
    const fault = this.#world.script.faultOf(asked) ?? weather.faultOf(asked.host, clock.time());
    if (fault) {
      asked.fault = fault.name;
      history.tell(`    Twilio: ${asked.text}: ${fault.name}`);
    }
    if (fault?.answer === "refused") throw lost("ECONNREFUSED");
    await clock.pause(5 + chance.fraction() * 60);
    if (fault?.acts === "later") void this.#actLater(request, asked);
    const response =
      fault?.acts === "no" || fault?.acts === "later" ? undefined : await this.#act(request, asked);
    await clock.pause(5 + chance.fraction() * 40);
    const answer = await answered(response, fault);
    await this.#step("after", asked);

    return answer;
  }

  async #act(request: Request, asked: TwilioCall): Promise<Response> {
    const { history, clock } = this.#world;
    const response = await this.#world.act(request, asked);
    asked.actedAt = clock.time();
    asked.status = response.status;
    history.tell(
      `    Twilio: ${asked.text} → ${response.status}${asked.for ? ` (for ${asked.for.id})` : ""}`,
    );

    return response;
  }

  async #actLater(request: Request, asked: TwilioCall): Promise<void> {
    await this.#world.clock.pause(3_000 + this.#world.chance.fraction() * 27_000);
    await this.#act(request, asked);
  }

  /** Between any two steps a process may end, or stand still. */
  async #step(when: "before" | "after", asked: TwilioCall): Promise<void> {
    await this.#awake();
    const { weather, clock, history, chance } = this.#world;
    const fate = this.#world.script.fateOf(asked, when) ?? weather.fate(clock.time());
    if (fate === "lives") return;
    const where = `${when} ${asked.text}`;

    for (const call of this.#atWork) call.disturbed = true;
    history.deaths += 1;
    if (fate === "dies") {
      history.tell(`  ${this.name} dies ${where}`);
      this.#isDead = true;
      this.#world.replace(this);
    } else {
      const forMs = 1_000 + chance.fraction() * 40_000;
      history.tell(`  ${this.name} freezes ${where} for ${Math.round(forMs)} ms`);
      this.#frozenUntil = clock.time() + forMs;
    }
    await this.#awake();
  }

  async #awake(): Promise<void> {
    if (this.#isDead) await never();
    const { clock } = this.#world;
    while (clock.time() < this.#frozenUntil) await clock.pause(this.#frozenUntil - clock.time());
    if (this.#isDead) await never();
  }

  #clock(): Clock {
    const { clock } = this.#world;
    const after = (milliseconds: number, run: () => void): CallOff => {
      let calledOff = false;
      const callOff = clock.after(milliseconds, () => {
        void this.#awake().then(() => {
          if (!calledOff) run();
        });
      });

      return () => {
        calledOff = true;
        callOff();
      };
    };

    return {
      now: () => new Date(clock.time() + this.#skewMs),
      after,
      pause: (milliseconds) => new Promise((resolve) => void after(milliseconds, resolve)),
    };
  }
}

async function answered(response: Response | undefined, fault: Fault | undefined): Promise<Response> {
  if (!fault || fault.answer === "own") return response ?? Response.error();
  if (fault.answer === "none") return never();
  if (fault.answer === "reset" || fault.answer === "refused") throw lost("ECONNRESET");
  const { status, body, type, headers } = fault.answer;

  return new Response(body, { status, headers: { "Content-Type": type, ...headers } });
}

function lost(code: string): Error {
  return Object.assign(new Error(code), { code });
}
