import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import type { Transcriptions } from "../../src/ports/transcriptions.ts";
import { anId } from "../support/requests.ts";
import { type Gap, promised } from "./promises.ts";

type Awaitable<Value> = Value | Promise<Value>;

export interface TranscriptionsSetup {
  /** An adapter without transcriptions. */
  readonly transcriptions: Transcriptions;
  /** Leaves a message, and returns the id of its recording. */
  record(): Awaitable<string>;
  /** Makes a transcription of the recording in this state, and returns its id. */
  transcribe(
    recordingId: string,
    outcome: "in-progress" | "failed" | { readonly text: string },
  ): Awaitable<string>;
  /** Number of transcriptions of the recording. */
  count(recordingId: string): Awaitable<number>;
  /** Number of requests that the adapter has sent so far. */
  requests?(): number;
  cutOff(): void;
}

/** Much longer than the attributes of a task may be. */
const LONG_TEXT = "Grüße, bitte rufen Sie zurück. 👩 ".repeat(400).trim();

/** Tests the promises of every `Transcriptions`. Before each test, `setup` returns a fresh adapter. */
export function describeTranscriptions(
  adapter: string,
  setup: () => TranscriptionsSetup | Promise<TranscriptionsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Transcriptions contract`, () => {
    let world: TranscriptionsSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("yields the whole text of a transcription, however long", async () => {
        const id = await world.transcribe(await world.record(), { text: LONG_TEXT });

        expect(await world.transcriptions.read(id)).toStrictEqual({ kind: "text", text: LONG_TEXT });
      });

      for (const outcome of ["in-progress", "failed"] as const) {
        promise(`says that a transcription is ${outcome}`, async () => {
          const id = await world.transcribe(await world.record(), outcome);

          expect(await world.transcriptions.read(id)).toStrictEqual({ kind: outcome });
        });
      }

      for (const [what, id] of [
        ["an id that was never given out", anId("TR", "f")],
        ["an empty id", ""],
        ["an id that climbs to a parent folder", "../../ACdeadbeef.json?x="],
        ["the id of something else", anId("RE")],
      ] as const) {
        promise(`reads ${what} as a transcription that is gone`, async () => {
          expect(await world.transcriptions.read(id)).toStrictEqual({ kind: "gone" });
        });
      }

      promise("sends no request for a malformed id", async () => {
        const before = world.requests?.();
        for (const id of ["", "../../ACdeadbeef.json?x=", `${anId("TR")}/..`, anId("CA")]) {
          await world.transcriptions.read(id);
          await world.transcriptions.removeAll(id, id);
          await world.transcriptions.request(id).catch(() => undefined);
        }

        expect(world.requests?.()).toBe(before);
      });

      promise("makes one transcription of a recording, however often it is asked for", async () => {
        const recordingId = await world.record();
        const ids = [
          await world.transcriptions.request(recordingId),
          await world.transcriptions.request(recordingId),
        ];

        expect(new Set(ids).size).toBe(1);
        expect(await world.count(recordingId)).toBe(1);
        expect(await world.transcriptions.read(ids[0] ?? "")).toStrictEqual({ kind: "in-progress" });
      });

      promise("removes all transcriptions of a recording, named or not, and of no other", async () => {
        const [removed, kept] = [await world.record(), await world.record()];
        const named = await world.transcribe(removed, { text: "Please call." });
        const other = await world.transcribe(kept, { text: "Please call too." });
        await world.transcriptions.removeAll(removed);

        expect(await world.transcriptions.read(named)).toStrictEqual({ kind: "gone" });
        expect(await world.count(removed)).toBe(0);
        expect((await world.transcriptions.read(other)).kind).toBe("text");
      });

      promise("removes without error a transcription that is gone", async () => {
        const recordingId = await world.record();
        const id = await world.transcribe(recordingId, { text: "Please call." });
        await world.transcriptions.removeAll(recordingId, id);

        await expect(world.transcriptions.removeAll(recordingId, id)).resolves.toBeUndefined();
        await expect(
          world.transcriptions.removeAll(anId("RE", "f"), anId("TR", "f")),
        ).resolves.toBeUndefined();
      });

      promise("is unavailable when it cannot be reached", async () => {
        const recordingId = await world.record();
        const id = await world.transcribe(recordingId, { text: "Please call." });
        world.cutOff();

        await expect(world.transcriptions.read(id)).rejects.toBeInstanceOf(Unavailable);
        await expect(world.transcriptions.removeAll(recordingId, id)).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
