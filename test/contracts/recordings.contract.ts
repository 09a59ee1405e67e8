import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import type { RecordedMessage, Recordings } from "../../src/ports/recordings.ts";
import { anId } from "../support/requests.ts";
import { type Gap, promised } from "./promises.ts";

type Awaitable<Value> = Value | Promise<Value>;

export interface RecordingsSetup {
  /** An adapter without recordings. */
  readonly recordings: Recordings;
  /** Leaves a message with this audio now, and returns the id of the recording. */
  record(bytes: Uint8Array): Awaitable<string>;
  /** Lets this time pass between two messages, or at least enough to give them different times. */
  letPass(milliseconds: number): Awaitable<void>;
  now(): Date;
  /** Makes a recording in the account that is no message, such as a recorded call. */
  recordSomethingElse(): Awaitable<string>;
  /** Whether the account still has it. */
  has(recordingId: string): Awaitable<boolean>;
  /** Number of requests that the adapter has sent so far. */
  requests?(): number;
  cutOff(): void;
}

const SOUND = Uint8Array.from({ length: 1_000 }, (_, n) => n % 251);
const DAY_MS = 86_400_000;

/** Tests the promises of every `Recordings`. Before each test, `setup` returns a fresh adapter. */
export function describeRecordings(
  adapter: string,
  setup: () => RecordingsSetup | Promise<RecordingsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Recordings contract`, () => {
    let world: RecordingsSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("yields the whole of a short recording, with its type and size", async () => {
        const id = await world.record(SOUND);
        const read = await world.recordings.read(id, { start: 0, length: 5_000 });

        expect(read).toMatchObject({ kind: "part", start: 0, total: SOUND.length });
        expect(read.kind === "part" && read.contentType).toMatch(/^audio\//);
        expect(bytesOf(read)).toStrictEqual([...SOUND]);
      });

      for (const [what, start, length] of [
        ["at its beginning", 0, 1],
        ["in its middle", 250, 251],
        ["that ends with its last byte", 999, 1],
        ["that reaches beyond its end", 990, 5_000],
      ] as const) {
        promise(`yields the part ${what}, and no byte more`, async () => {
          const id = await world.record(SOUND);
          const read = await world.recordings.read(id, { start, length });

          expect(read).toMatchObject({ kind: "part", start });
          expect(bytesOf(read)).toStrictEqual([...SOUND.slice(start, start + length)]);
        });
      }

      promise("says where a recording ends when asked beyond it", async () => {
        const id = await world.record(SOUND);

        for (const start of [1_000, 70_000]) {
          expect(await world.recordings.read(id, { start, length: 10 })).toStrictEqual({
            kind: "beyond-end",
            total: 1_000,
          });
        }
      });

      promise("yields a long recording in parts that make up the whole", async () => {
        const sound = Uint8Array.from({ length: 300_000 }, (_, n) => (n * 7) % 253);
        const id = await world.record(sound);
        const parts: number[] = [];
        for (let start = 0; start < sound.length; start += 65_536) {
          parts.push(...bytesOf(await world.recordings.read(id, { start, length: 65_536 })));
        }

        expect(Buffer.from(parts).equals(Buffer.from(sound))).toBe(true);
      });

      promise("distinguishes recordings", async () => {
        const [one, other] = [await world.record(SOUND), await world.record(SOUND.slice(500))];

        expect(bytesOf(await world.recordings.read(one, { start: 0, length: 2 }))).toStrictEqual([0, 1]);
        expect(bytesOf(await world.recordings.read(other, { start: 0, length: 2 }))).toStrictEqual([
          249, 250,
        ]);
      });

      promise("reads a recording that never existed as gone", async () => {
        await world.record(SOUND);

        expect(await world.recordings.read(anId("RE", "f"), { start: 0, length: 1 })).toStrictEqual({
          kind: "gone",
        });
      });

      for (const [what, id] of NO_IDS) {
        promise(`reads ${what} as a recording that is gone, without a request`, async () => {
          const before = world.requests?.();

          expect(await world.recordings.read(id, { start: 0, length: 1 })).toStrictEqual({ kind: "gone" });
          await expect(world.recordings.remove(id)).resolves.toBeUndefined();
          expect(world.requests?.()).toBe(before);
        });
      }

      promise("removes a recording for good, and no other", async () => {
        const [removed, kept] = [await world.record(SOUND), await world.record(SOUND)];
        await world.recordings.remove(removed);

        expect(await world.recordings.read(removed, { start: 0, length: 1 })).toStrictEqual({ kind: "gone" });
        expect((await world.recordings.read(kept, { start: 0, length: 1 })).kind).toBe("part");
      });

      promise("removes without error a recording that is gone or never existed", async () => {
        const id = await world.record(SOUND);
        await world.recordings.remove(id);

        await expect(world.recordings.remove(id)).resolves.toBeUndefined();
        await expect(world.recordings.remove(anId("RE", "f"))).resolves.toBeUndefined();
      });

      promise(
        "lists the messages recorded before a moment, oldest first, with the time of each",
        async () => {
          const old = [await world.record(SOUND)];
          await world.letPass(60_000);
          old.push(await world.record(SOUND));
          await world.letPass(2 * DAY_MS);
          await world.record(SOUND);
          const found = await all(world.recordings.recordedBefore(new Date(world.now().getTime() - DAY_MS)));

          expect(found.map(({ recordingId }) => recordingId)).toStrictEqual(old);
          for (const { recordedAt } of found) {
            expect(Math.abs(world.now().getTime() - 2 * DAY_MS - recordedAt.getTime())).toBeLessThan(70_000);
          }
        },
      );

      promise("lists every message once, even if the caller removes those already listed", async () => {
        const ids = [];
        for (let n = 0; n < 120; n++) ids.push(await world.record(SOUND.slice(0, 10)));
        await world.letPass(DAY_MS);

        const seen: string[] = [];
        for await (const { recordingId } of world.recordings.recordedBefore(world.now())) {
          seen.push(recordingId);
          await world.recordings.remove(recordingId);
        }

        expect(seen.sort()).toStrictEqual(ids.sort());
        expect(await all(world.recordings.recordedBefore(world.now()))).toStrictEqual([]);
      });

      promise("does not list recordings that are no messages", async () => {
        const message = await world.record(SOUND);
        await world.recordSomethingElse();
        await world.letPass(DAY_MS);
        const found = await all(world.recordings.recordedBefore(world.now()));

        expect(found.map(({ recordingId }) => recordingId)).toStrictEqual([message]);
      });

      promise("takes a recording that is no message for one that is gone, and leaves it alone", async () => {
        const id = await world.recordSomethingElse();

        expect(await world.recordings.read(id, { start: 0, length: 1 })).toStrictEqual({ kind: "gone" });
        await expect(world.recordings.remove(id)).resolves.toBeUndefined();
        expect(await world.has(id)).toBe(true);
      });

      promise("is unavailable, whatever is asked of it, when it cannot be reached", async () => {
        const id = await world.record(SOUND);
        world.cutOff();

        await expect(world.recordings.read(id, { start: 0, length: 1 })).rejects.toBeInstanceOf(Unavailable);
        await expect(world.recordings.remove(id)).rejects.toBeInstanceOf(Unavailable);
        await expect(all(world.recordings.recordedBefore(world.now()))).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}

/** Each would lead to another resource if it became part of an address. */
const NO_IDS = [
  ["an empty id", ""],
  ["an id that climbs to a parent folder", "../../ACdeadbeef.json?x="],
  ["a good id with a path that climbs", `${anId("RE")}/../../Calls`],
  ["an id with a query", `${anId("RE")}?x=`],
  ["the id of something else", anId("CA")],
  ["an address", `https://example.com/${anId("RE")}`],
] as const;

function bytesOf(read: Awaited<ReturnType<Recordings["read"]>>): number[] {
  return read.kind === "part" ? [...read.bytes] : [];
}

async function all(messages: AsyncIterable<RecordedMessage>): Promise<RecordedMessage[]> {
  const found: RecordedMessage[] = [];
  for await (const message of messages) found.push(message);

  return found;
}
