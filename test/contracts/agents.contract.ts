import { beforeEach, describe, expect } from "vitest";
import type { Agent } from "../../src/domain/agent.ts";
import type { Agents } from "../../src/ports/agents.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { type Gap, promised } from "./promises.ts";

export interface AgentsSetup {
  readonly agents: Agents;
  /** People who can sign in: an agent with a worker, a supervisor with several roles, a person who takes no tasks. */
  readonly known: {
    readonly agent: SignedIn;
    readonly supervisor: SignedIn;
    readonly withoutWorker: SignedIn;
  };
  /** A token that was valid once. */
  readonly expiredToken: string;
  /** A valid token of another account. */
  readonly foreignToken: string;
  /** From now on the adapter cannot check tokens. */
  cutOff(): void;
}

export interface SignedIn {
  readonly token: string;
  readonly agent: Agent;
}

/** Tests the promises of every `Agents`. Before each test, `setup` returns a fresh adapter. */
export function describeAgents(
  adapter: string,
  setup: () => AgentsSetup | Promise<AgentsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Agents contract`, () => {
    let world: AgentsSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      for (const who of ["agent", "supervisor", "withoutWorker"] as const) {
        promise(`knows the holder of a token: ${who}`, async () => {
          const { token, agent } = world.known[who];

          expect(await world.agents.identify(token)).toStrictEqual({ kind: "agent", agent });
        });
      }

      promise("distinguishes people by their tokens", async () => {
        const { agent, supervisor } = world.known;
        const [one, other] = await Promise.all([
          world.agents.identify(agent.token),
          world.agents.identify(supervisor.token),
        ]);

        expect(one).not.toStrictEqual(other);
        expect(one).toStrictEqual({ kind: "agent", agent: agent.agent });
      });

      for (const [what, token] of [
        ["no token", undefined],
        ["an empty token", ""],
      ] as const) {
        promise(`calls ${what} missing`, async () => {
          expect(await world.agents.identify(token)).toStrictEqual({ kind: "refused", reason: "missing" });
        });
      }

      for (const [what, forge] of FORGERIES) {
        promise(`calls ${what} invalid`, async () => {
          const forged = forge(world.known.agent.token);

          expect(await world.agents.identify(forged)).toStrictEqual({ kind: "refused", reason: "invalid" });
        });
      }

      promise("calls a token of another account invalid", async () => {
        expect(await world.agents.identify(world.foreignToken)).toStrictEqual({
          kind: "refused",
          reason: "invalid",
        });
      });

      promise("calls a token expired that was good once", async () => {
        expect(await world.agents.identify(world.expiredToken)).toStrictEqual({
          kind: "refused",
          reason: "expired",
        });
      });

      promise("is unavailable, and refuses no token, when it cannot check", async () => {
        world.cutOff();

        await expect(world.agents.identify(world.known.agent.token)).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}

/** Each begins with a valid token, so that only the forgery can be the reason for the refusal. */
const FORGERIES: readonly (readonly [what: string, forge: (token: string) => string])[] = [
  ["a token with one more letter", (token) => `${token}x`],
  ["a token cut short", (token) => token.slice(0, -1)],
  ["a token with upper and lower case swapped", (token) => swapCase(token)],
  ["two tokens in one", (token) => `${token},${token}`],
  ["a word", () => "undefined"],
  ["white space", () => "   "],
  ["the name of a property that every object has", () => "__proto__"],
  ["a path", () => "../../Accounts"],
  ["quotes", () => '"} or true {"'],
  ["a token of 10 kB", (token) => token.padEnd(10_240, "A")],
];

function swapCase(token: string): string {
  return [...token]
    .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
    .join("");
}
