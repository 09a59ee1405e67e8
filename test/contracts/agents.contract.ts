import { beforeEach, describe, expect } from "vitest";
import type { Agent } from "../../src/domain/agent.ts";
import type { Agents } from "../../src/ports/agents.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { type Gap, promised } from "./promises.ts";

export interface AgentsSetup {
  readonly agents: Agents;
  /** People who can sign in: an agent with a worker, one with more roles than one, one who takes no tasks. */
  readonly known: {
    readonly agent: SignedIn;
    readonly supervisor: SignedIn;
    readonly withoutWorker: SignedIn;
  };
  /** A token that was good once. */
  readonly expiredToken: string;
  /** A good token of another account. */
  readonly foreignToken: string;
  /** From now on nobody can be asked about tokens. */
  cutOff(): void;
}

export interface SignedIn {
  readonly token: string;
  readonly agent: Agent;
}

/** What every `Agents` promises. Called before every test, `setup` yields an adapter of its own. */
export function describeAgents(
  adapter: string,
  setup: () => AgentsSetup | Promise<AgentsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Agents contract`, () => {
    let desk: AgentsSetup;
    beforeEach(async () => {
      desk = await setup();
    });

    promised(gaps, (promise) => {
      for (const who of ["agent", "supervisor", "withoutWorker"] as const) {
        promise(`knows the holder of a token: ${who}`, async () => {
          const { token, agent } = desk.known[who];

          expect(await desk.agents.identify(token)).toStrictEqual({ kind: "agent", agent });
        });
      }

      promise("tells people apart by their tokens", async () => {
        const { agent, supervisor } = desk.known;
        const [one, other] = await Promise.all([
          desk.agents.identify(agent.token),
          desk.agents.identify(supervisor.token),
        ]);

        expect(one).not.toStrictEqual(other);
        expect(one).toStrictEqual({ kind: "agent", agent: agent.agent });
      });

      for (const [what, token] of [
        ["no token", undefined],
        ["an empty token", ""],
      ] as const) {
        promise(`calls ${what} missing`, async () => {
          expect(await desk.agents.identify(token)).toStrictEqual({ kind: "refused", reason: "missing" });
        });
      }

      for (const [what, forge] of FORGERIES) {
        promise(`calls ${what} invalid`, async () => {
          const forged = forge(desk.known.agent.token);

          expect(await desk.agents.identify(forged)).toStrictEqual({ kind: "refused", reason: "invalid" });
        });
      }

      promise("calls a token of another account invalid", async () => {
        expect(await desk.agents.identify(desk.foreignToken)).toStrictEqual({
          kind: "refused",
          reason: "invalid",
        });
      });

      promise("calls a token expired that was good once", async () => {
        expect(await desk.agents.identify(desk.expiredToken)).toStrictEqual({
          kind: "refused",
          reason: "expired",
        });
      });

      promise("is unavailable, and refuses nobody, when it cannot ask", async () => {
        desk.cutOff();

        await expect(desk.agents.identify(desk.known.agent.token)).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}

/** Each starts from a token that is good, so that only the forgery can be what is refused. */
const FORGERIES: readonly (readonly [what: string, forge: (token: string) => string])[] = [
  ["a token with a letter too many", (token) => `${token}x`],
  ["a token cut short", (token) => token.slice(0, -1)],
  ["a token in other case", (token) => swapCase(token)],
  ["two tokens in one", (token) => `${token},${token}`],
  ["a word", () => "undefined"],
  ["white space", () => "   "],
  ["a name that every object has", () => "__proto__"],
  ["a path", () => "../../Accounts"],
  ["quotes", () => '"} or true {"'],
  ["a token of 10 kB", (token) => token.padEnd(10_240, "A")],
];

function swapCase(token: string): string {
  return [...token]
    .map((letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()))
    .join("");
}
