import { beforeEach, describe, expect } from "vitest";
import type { RequestIdentity } from "../../src/domain/duplicates.ts";
import type { LedgerEntry, StoredEntry } from "../../src/domain/once/ledger-entry.ts";
import { ENTRY_LIFETIME_SECONDS, type Ledger } from "../../src/ports/ledger.ts";
import { anId } from "../support/requests.ts";
import { type Gap, promised } from "./promises.ts";

export interface LedgerSetup {
  /** A ledger in which nothing stands yet. */
  readonly ledger: Ledger;
  /** The same ledger as another process sees it. */
  readonly elsewhere: Ledger;
  /** The ledger's own time. */
  now(): Date;
  /** Lets so much time pass: by really waiting, or by moving the clock on. */
  letPass(milliseconds: number): Promise<void>;
  /** From now on the ledger cannot be reached, from anywhere. */
  cutOff(): void;
  /** The next thing that is written takes effect, and its answer is lost. */
  loseNextAnswer?(): void;
}

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

    const keyOf = (text: string) => ledger.keyOf(once(text));

    async function claimed(key: string, entry = aClaim()): Promise<StoredEntry> {
      const outcome = await ledger.claim(key, entry);
      if (outcome.kind !== "claimed") throw new Error(`The entry is ${outcome.kind}, not claimed`);

      return outcome.entry;
    }

    async function entryOf(key: string, by: Ledger = elsewhere): Promise<StoredEntry> {
      const read = await by.read(key);
      if (read.kind !== "entry") throw new Error(`The entry is ${read.kind}`);

      return read.entry;
    }

    promised(gaps, (promise) => {
      promise("is kept", () => {
        expect(ledger.isKept).toBe(true);
      });

      promise("forgets an entry, so that nobody knows of the request any more", async () => {
        const key = keyOf("k-1");
        await claimed(key);
        expect(await ledger.forget(key)).toStrictEqual({ kind: "forgotten" });

        expect(await elsewhere.read(key)).toStrictEqual({ kind: "none" });
        expect((await elsewhere.claim(key, aClaim())).kind).toBe("claimed");
      });

      promise("says that there was no entry to forget", async () => {
        expect(await ledger.forget(keyOf("k-1"))).toStrictEqual({ kind: "none" });
      });

      promise("cannot forget while it is away", async () => {
        world.cutOff();

        expect((await ledger.forget(keyOf("k-1"))).kind).toBe("away");
      });

      for (const identity of [once("recording:RE1"), whileOpen("contact:+14155550100:default")]) {
        promise(
          `gives a request of kind ${identity.kind} to the first who claims it, and tells the next`,
          async () => {
            const key = ledger.keyOf(identity);
            const first = await ledger.claim(key, aClaim("first"));
            const second = await elsewhere.claim(elsewhere.keyOf(identity), aClaim("second"));

            expect(first).toMatchObject({ kind: "claimed", entry: { by: "first", busy: true } });
            expect(second).toMatchObject({ kind: "taken", entry: { by: "first", busy: true } });
          },
        );
      }

      promise(
        "keeps entries under a task's own id, which is the key of what other plugins made",
        async () => {
          expect(await ledger.claim(anId("WT"), aClaim("first"))).toMatchObject({ kind: "claimed" });
          expect(await elsewhere.claim(anId("WT"), aClaim("second"))).toMatchObject({ kind: "taken" });
          expect(await entryOf(anId("WT"))).toMatchObject({ by: "first" });
        },
      );

      promise("gives it to one of ten who claim at once in two processes", async () => {
        const claiming = Array.from({ length: 10 }, (_, n) =>
          (n % 2 ? ledger : elsewhere).claim(keyOf("request:r-1"), aClaim(`try-${n}`)),
        );
        const claims = await Promise.all(claiming);

        expect(claims.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
        expect(claims.filter(({ kind }) => kind === "taken")).toHaveLength(9);
      });

      promise("knows nothing of what nobody claimed", async () => {
        expect(await ledger.read(keyOf("request:unknown"))).toStrictEqual({ kind: "none" });
      });

      for (const [what, one, other] of NEIGHBOURS) {
        promise(`tells identities apart: ${what}`, async () => {
          await claimed(keyOf(one), aClaim("one"));

          expect(keyOf(other)).not.toBe(keyOf(one));
          expect((await ledger.claim(keyOf(other), aClaim("other"))).kind).toBe("claimed");
          expect((await entryOf(keyOf(one))).by).toBe("one");
        });
      }

      promise("gives the same identity the same key in every process", () => {
        expect(elsewhere.keyOf(once("request:r-1"))).toBe(ledger.keyOf(once("request:r-1")));
      });

      promise("gives nothing of the identity away in the key", () => {
        const key = ledger.keyOf(whileOpen("contact:+14155550100:default"));

        for (const part of ["4155550100", "contact", "default"]) expect(key).not.toContain(part);
      });

      promise("keeps all that is written, in every process", async () => {
        const { version } = await claimed(keyOf("request:whole"));
        await ledger.write(keyOf("request:whole"), WHOLE, version);

        for (const process of [ledger, elsewhere])
          expect(contentOf(await entryOf(keyOf("request:whole"), process))).toStrictEqual(WHOLE);
      });

      promise("lets one of ten write the same version", async () => {
        const { version } = await claimed(keyOf("request:abandoned"));
        const writing = Array.from({ length: 10 }, (_, n) =>
          (n % 2 ? ledger : elsewhere).write(keyOf("request:abandoned"), aClaim(`try-${n}`), version),
        );
        const kinds = (await Promise.all(writing)).map(({ kind }) => kind);

        expect(kinds.filter((kind) => kind === "written")).toHaveLength(1);
        expect(kinds.filter((kind) => kind === "conflict")).toHaveLength(9);
      });

      promise("lets whoever wrote last write again, by the version that they were given", async () => {
        const first = await claimed(keyOf("request:again"));
        const second = await ledger.write(keyOf("request:again"), aClaim("again"), first.version);
        if (second.kind !== "written") throw new Error(second.kind);

        expect(second.entry.version).not.toBe(first.version);
        expect(await ledger.write(keyOf("request:again"), WHOLE, second.entry.version)).toMatchObject({
          kind: "written",
        });
      });

      promise("does not write what it does not know", async () => {
        expect(await ledger.write(keyOf("request:unknown"), WHOLE, "1")).toStrictEqual({ kind: "conflict" });
      });

      promise("tells by its own clock when an entry was written and when it was read", async () => {
        const before = world.now().getTime();
        const { writtenAt } = await claimed(keyOf("request:timed"));
        await world.letPass(20_000);
        const later = await entryOf(keyOf("request:timed"));

        expectAround(writtenAt, before, before);
        expect(later.writtenAt).toStrictEqual(writtenAt);
        expectAround(later.readAt, before + 20_000, world.now().getTime());
      });

      promise("counts the time of an entry from its last write", async () => {
        const { version } = await claimed(keyOf("request:renewed"));
        await world.letPass(20_000);
        await ledger.write(keyOf("request:renewed"), WHOLE, version);
        const { writtenAt, readAt } = await entryOf(keyOf("request:renewed"));

        expectAround(writtenAt, readAt.getTime(), readAt.getTime());
      });

      promise("keeps an entry for its lifetime from the last write on, and then forgets it", async () => {
        const key = keyOf("request:long");
        const { version } = await claimed(key);
        await world.letPass((ENTRY_LIFETIME_SECONDS - 60) * 1000);
        await ledger.write(key, WHOLE, version);
        await world.letPass((ENTRY_LIFETIME_SECONDS - 60) * 1000);
        expect((await elsewhere.read(key)).kind).toBe("entry");

        await world.letPass(120_000);
        expect(await elsewhere.read(key)).toStrictEqual({ kind: "none" });
        expect((await ledger.claim(key, aClaim())).kind).toBe("claimed");
      });

      promise("finds its own claim again when the answer was lost", async () => {
        required(world.loseNextAnswer)();

        expect(await ledger.claim(keyOf("request:lost"), aClaim("mine"))).toMatchObject({ kind: "claimed" });
        expect(await elsewhere.claim(keyOf("request:lost"), aClaim("other"))).toMatchObject({
          kind: "taken",
          entry: { by: "mine" },
        });
      });

      promise("finds its own write again when the answer was lost", async () => {
        const { version } = await claimed(keyOf("request:lost"));
        required(world.loseNextAnswer)();

        expect(await ledger.write(keyOf("request:lost"), WHOLE, version)).toMatchObject({ kind: "written" });
      });

      promise("says so, and does not throw, when it cannot be reached", async () => {
        const key = keyOf("request:outage");
        const { version } = await claimed(key);
        world.cutOff();

        for (const outcome of [
          await elsewhere.claim(key, aClaim()),
          await ledger.read(key),
          await ledger.write(key, WHOLE, version),
        ]) {
          expect(outcome.kind).toBe("away");
          expect(outcome).toHaveProperty("cause");
        }
        expect(ledger.keyOf(once("request:outage"))).toBe(key);
      });
    });
  });
}

const WHOLE: LedgerEntry = {
  by: "a-try",
  busy: false,
  taskId: "WT0000000000000000000000000000000a",
  taskCreatedAt: new Date("2026-03-02T09:30:00.000Z"),
  since: new Date("2026-03-02T09:20:00.000Z"),
  delivery: "d-1",
  until: new Date("2026-03-02T09:00:00.000Z"),
};

function aClaim(by = "a-try"): LedgerEntry {
  return { by, busy: true };
}

function contentOf({ version: _, writtenAt: __, readAt: ___, ...content }: StoredEntry): LedgerEntry {
  return content;
}

/** The part of the setup that an adapter may do without: whoever does lists a gap. */
function required<Part>(part: Part | undefined): Part {
  if (part === undefined)
    throw new Error("The setup lacks a back door for this test: offer it, or list a gap");

  return part;
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

function once(key: string): RequestIdentity {
  return { kind: "once", key, whenUnsure: "make" };
}

function whileOpen(key: string): RequestIdentity {
  return { kind: "while-open", key };
}
