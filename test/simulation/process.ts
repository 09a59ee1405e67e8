import { AsyncLocalStorage } from "node:async_hooks";
import { ConsoleLog } from "../../src/adapters/system/console-log.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import type { CallOff, Clock } from "../../src/ports/clock.ts";
import type { Link, Trip } from "./centre.ts";
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
  #tellDeath: () => void = () => undefined;
  /** Settles when the process has died. */
  readonly death = new Promise<void>((resolve) => {
    this.#tellDeath = resolve;
  });
  #frozenUntil = 0;

  constructor(name: string, world: World, skewMs: number) {
    this.name = name;
    this.#world = world;
    this.#skewMs = skewMs;
    const told = (line: string) => void world.history.logLines.push(line);
    const link: Link = {
      clock: this.#clock(),
      chance: world.chance,
      log: new ConsoleLog({ info: told, warn: told, error: told }),
      travel: (trip) => this.#travel(trip),
    };
    this.#serve = fetchHandler(world.centre.environment, {
      bindings: world.centre.partsOf(link, world.plant),
    });
  }

  async serve(request: Request, call: FunctionCall): Promise<Response> {
    const { clock } = this.#world;
    call.process = this.name;
    call.arrivedAt = clock.time();
    if (clock.time() < this.#frozenUntil) call.disturbed = true;
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

  async #travel<Answer>(trip: Trip<Answer>): Promise<Answer> {
    const { clock, history, weather, chance, script } = this.#world;
    const asked = this.#world.twilioCall(trip, this.name, serving.getStore());
    await this.#step("before", asked);
    const fault = script.faultOf(asked) ?? weather.faultOf(asked.service, clock.time());
    if (fault) {
      asked.fault = fault.name;
      history.tell(() => `    Twilio: ${asked.text}: ${fault.name}`);
    }
    if (fault?.answer === "refused") return trip.spoiled(fault);
    await clock.pause(5 + chance.fraction() * 60);
    const hear = await this.#reached(trip, asked, fault);
    await clock.pause(5 + chance.fraction() * 40);
    const answer = await hear();
    await this.#step("after", asked);

    return answer;
  }

  /** What the request does where it arrives, and what will be heard of it. */
  async #reached<Answer>(
    trip: Trip<Answer>,
    asked: TwilioCall,
    fault: Fault | undefined,
  ): Promise<() => Promise<Answer>> {
    if (!fault) {
      const answer = await this.#world.act(trip, asked);
      return async () => answer;
    }
    if (fault.acts === "later") void this.#actLater(trip, asked);
    // Whoever is answered by the fault does not hear that it was refused.
    if (fault.acts === "yes") await this.#world.act(trip, asked).catch(() => undefined);

    return () => trip.spoiled(fault);
  }

  async #actLater<Answer>(trip: Trip<Answer>, asked: TwilioCall): Promise<void> {
    await this.#world.clock.pause(3_000 + this.#world.chance.fraction() * 27_000);
    // Whom it would have answered has gone.
    await this.#world.act(trip, asked).catch(() => undefined);
  }

  /** Between any two steps a process may end, or stand still. */
  async #step(when: "before" | "after", asked: TwilioCall): Promise<void> {
    await this.#awake();
    const { weather, clock, history, script } = this.#world;
    const fate = script.fateOf(asked, when) ?? weather.fate(clock.time());
    if (!fate) return;

    for (const call of this.#atWork) call.disturbed = true;
    switch (fate.kind) {
      case "dies":
        history.deaths += 1;
        history.tell(() => `  ${this.name} dies ${when} ${asked.text}`);
        this.#isDead = true;
        this.#tellDeath();
        this.#world.replace(this);
        break;
      case "freezes":
        history.tell(() => `  ${this.name} freezes ${when} ${asked.text} for ${Math.round(fate.forMs)} ms`);
        this.#frozenUntil = clock.time() + fate.forMs;
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
