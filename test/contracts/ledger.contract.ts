import { beforeEach, describe, expect } from "vitest";
import type { SameRequest } from "../../src/domain/duplicates.ts";
import type { Claim, Ledger } from "../../src/ports/ledger.ts";
import { type Gap, promised } from "./promises.ts";

export interface LedgerSetup {
  /** A ledger in which nothing stands yet. */
  readonly ledger: Ledger;
  /** The same ledger as another process sees it. */
  readonly elsewhere: Ledger;
  /** The time that claims are made at. */
  now(): Date;
  /** Lets so much time pass: by really waiting, or by moving the clock on. */
  letPass(milliseconds: number): Promise<void>;
  /** From now on the ledger cannot be reached, from anywhere. */
  cutOff(): void;
}

type TakenClaim = Claim & { readonly kind: "taken" };

const AN_HOUR = 3600;

/** Tests the promises of every `Ledger`. Before each test, `setup` returns a fresh ledger. */
export function describeLedger(
  adapter: string,
  setup: () => LedgerSetup | Promise<LedgerSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Ledger contract`, () => {
    let ledger: Ledger;
    let elsewhere: Ledger;
    let world: LedgerSetup;
    beforeEach(async () => {
      world = await setup();
      ({ ledger, elsewhere } = world);
    });

    /** Claims what is claimed already, and says how it is taken. */
    async function taken(request: SameRequest, by: Ledger = ledger): Promise<TakenClaim> {
      const claim = await by.claim(request, AN_HOUR);
      if (claim.kind !== "taken") throw new Error(`The claim is ${claim.kind}, not taken`);

      return claim;
    }

    promised(gaps, (promise) => {
      for (const request of [once("recording:RE1"), whileOpen("contact:+14155550100:default")]) {
        promise(
          `gives a request of kind ${request.kind} to the first who asks, and tells the next`,
          async () => {
            const before = world.now().getTime();
            const first = await ledger.claim(request, AN_HOUR);
            const second = await elsewhere.claim(request, AN_HOUR);

            expect(first.kind).toBe("claimed");
            expect(second).toMatchObject({ kind: "taken", mark: first.mark });
            expect(second).not.toHaveProperty("taskId");
            expectAround((second as TakenClaim).at, before, world.now().getTime());
          },
        );
      }

      promise("gives it to one of ten who ask at once in two processes, all under one mark", async () => {
        const asking = Array.from({ length: 10 }, (_, n) => (n % 2 ? ledger : elsewhere));
        const claims = await Promise.all(asking.map((one) => one.claim(once("request:r-1"), AN_HOUR)));

        expect(claims.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
        expect(claims.filter(({ kind }) => kind === "taken")).toHaveLength(9);
        expect(new Set(claims.map(({ mark }) => mark)).size).toBe(1);
      });

      promise(
        "always claims a request that is never the same as another, each time under a new mark",
        async () => {
          const claims = [
            await ledger.claim({ kind: "never" }, AN_HOUR),
            await ledger.claim({ kind: "never" }, AN_HOUR),
            await elsewhere.claim({ kind: "never" }, AN_HOUR),
          ];

          expect(claims.map(({ kind }) => kind)).toStrictEqual(["claimed", "claimed", "claimed"]);
          expect(new Set(claims.map(({ mark }) => mark)).size).toBe(3);
        },
      );

      for (const [what, one, other] of NEIGHBOURS) {
        promise(`tells keys apart: ${what}`, async () => {
          const first = await ledger.claim(once(one), AN_HOUR);
          const second = await ledger.claim(once(other), AN_HOUR);

          expect(second.kind).toBe("claimed");
          expect(second.mark).not.toBe(first.mark);
          expect((await taken(once(one))).mark).toBe(first.mark);
        });
      }

      promise("gives away nothing of the key in the mark", async () => {
        const { mark } = await ledger.claim(whileOpen("contact:+14155550100:default"), AN_HOUR);

        for (const part of ["4155550100", "contact", "default"]) expect(mark).not.toContain(part);
      });

      promise("keeps a claim for its lifetime", async () => {
        await ledger.claim(once("request:short"), 2);
        await world.letPass(1000);

        expect((await ledger.claim(once("request:short"), 2)).kind).toBe("taken");
      });

      promise("tells the task once it is noted, in every process", async () => {
        const { mark } = await ledger.claim(once("request:settled"), AN_HOUR);
        await ledger.settle(mark, "WT0000000000000000000000000000000a");

        for (const process of [ledger, elsewhere]) {
          expect(await taken(once("request:settled"), process)).toMatchObject({
            mark,
            taskId: "WT0000000000000000000000000000000a",
          });
        }
      });

      promise("notes a task without complaint for a claim that it does not know", async () => {
        await expect(ledger.settle("no-such-mark", "WT1")).resolves.toBeUndefined();
      });

      promise("lets one of ten take over an earlier claim", async () => {
        await ledger.claim(once("request:abandoned"), AN_HOUR);
        const claim = await taken(once("request:abandoned"));

        const asking = Array.from({ length: 10 }, (_, n) => (n % 2 ? ledger : elsewhere));
        const mine = await Promise.all(asking.map((one) => one.takeOver(claim)));

        expect(mine.filter(Boolean)).toHaveLength(1);
      });

      promise(
        "makes a fresh claim of one that is taken over: made now, without a task, of another version",
        async () => {
          const { mark } = await ledger.claim(once("request:ended"), AN_HOUR);
          await ledger.settle(mark, "WT-ended");
          const earlier = await taken(once("request:ended"));
          await world.letPass(1500);

          const before = world.now().getTime();
          expect(await ledger.takeOver(earlier)).toBe(true);

          const fresh = await taken(once("request:ended"), elsewhere);
          expect(fresh.mark).toBe(mark);
          expect(fresh).not.toHaveProperty("taskId");
          expect(fresh.version).not.toBe(earlier.version);
          expectAround(fresh.at, before, world.now().getTime());
        },
      );

      promise("does not let a claim be taken over twice in its earlier version", async () => {
        await ledger.claim(once("request:twice"), AN_HOUR);
        const earlier = await taken(once("request:twice"));
        await ledger.takeOver(earlier);

        expect(await elsewhere.takeOver(earlier)).toBe(false);
      });

      promise("lets the fresh claim be taken over in its turn", async () => {
        await ledger.claim(once("request:again"), AN_HOUR);
        await ledger.takeOver(await taken(once("request:again")));

        expect(await elsewhere.takeOver(await taken(once("request:again"), elsewhere))).toBe(true);
      });

      promise("does not let a claim be taken over that was settled meanwhile", async () => {
        const { mark } = await ledger.claim(once("request:slow"), AN_HOUR);
        const seen = await taken(once("request:slow"), elsewhere);
        await ledger.settle(mark, "WT-made-after-all");

        expect(await elsewhere.takeOver(seen)).toBe(false);
        expect((await taken(once("request:slow"))).taskId).toBe("WT-made-after-all");
      });

      promise("answers unknown, under the same mark, when it cannot be reached", async () => {
        const { mark } = await ledger.claim(once("request:outage"), AN_HOUR);
        world.cutOff();
        const claim = await elsewhere.claim(once("request:outage"), AN_HOUR);

        expect(claim).toMatchObject({ kind: "unknown", mark });
        expect(claim).toHaveProperty("cause");
      });

      promise("claims a request that is never the same even when it cannot be reached", async () => {
        world.cutOff();

        expect((await ledger.claim({ kind: "never" }, AN_HOUR)).kind).toBe("claimed");
      });

      promise(
        "takes nothing over and notes nothing when it cannot be reached, without complaint",
        async () => {
          const { mark } = await ledger.claim(once("request:outage"), AN_HOUR);
          const claim = await taken(once("request:outage"));
          world.cutOff();

          expect(await ledger.takeOver(claim)).toBe(false);
          await expect(ledger.settle(mark, "WT1")).resolves.toBeUndefined();
        },
      );
    });
  });
}

/** Keys that a careless name, pattern or comparison would take for one another. */
const NEIGHBOURS: readonly (readonly [what: string, one: string, other: string])[] = [
  ["the beginning of the other", "request:7", "request:77"],
  ["capital letters", "request:abc", "request:ABC"],
  ["white space at the end", "request:a", "request:a "],
  ["quotes", 'request:"a"', "request:'a'"],
  ["a slash and its escape", "request:a/b", "request:a%2Fb"],
  ["long keys that differ at the end", `request:${"x".repeat(400)}1`, `request:${"x".repeat(400)}2`],
  ["the same word in other characters", "request:café", "request:cafe\u0301"],
  ["names that every object has", "__proto__", "constructor"],
  ["nothing and a space", "", " "],
];

/** A ledger may keep whole seconds only. */
function expectAround(at: Date, from: number, to: number): void {
  expect(at.getTime()).toBeGreaterThanOrEqual(from - 1000);
  expect(at.getTime()).toBeLessThanOrEqual(to + 1000);
}

function once(key: string): SameRequest {
  return { kind: "once", key };
}

function whileOpen(key: string): SameRequest {
  return { kind: "while-open", key };
}
