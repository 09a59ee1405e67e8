import { beforeEach, describe, expect } from "vitest";
import type { Log } from "../../src/ports/log.ts";
import { type Gap, promised } from "./promises.ts";

export interface LogSetup {
  readonly log: Log;
  /** Back door: everything written so far, exactly as it was written. */
  written(): string;
}

const LEVELS = ["info", "warn", "error"] as const;

/** Tests the promises of every `Log`. Before each test, `setup` returns an empty log. */
export function describeLog(
  adapter: string,
  setup: () => LogSetup | Promise<LogSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Log contract`, () => {
    let log: Log;
    let written: LogSetup["written"];
    beforeEach(async () => {
      ({ log, written } = await setup());
    });

    promised(gaps, (promise) => {
      for (const level of LEVELS) {
        promise(`writes an event at level ${level} with its details`, () => {
          log[level]("requeue.not-noted", {
            taskId: "WT0000000000000000000000000000000a",
            tries: 3,
            repeated: true,
          });

          expect(written()).toContain("requeue.not-noted");
          expect(written()).toContain("WT0000000000000000000000000000000a");
          expect(written()).toMatch(/tries\W+3/);
          expect(written()).toMatch(/repeated\W+true/);
          expect(written()).toMatch(new RegExp(level, "i"));
        });

        promise(`writes an event at level ${level} without details`, () => {
          log[level]("started");

          expect(written()).toContain("started");
        });

        promise(`masks telephone numbers at level ${level}`, () => {
          log[level]("call to +14155550123", {
            to: "+14155550123",
            note: "or (415) 555-0123",
            digits: 14155550123,
          });

          expect(written()).toContain("call to");
          expect(digitsIn(written())).not.toContain("5550123");
        });
      }

      for (const level of ["warn", "error"] as const) {
        promise(`writes the cause at level ${level}`, () => {
          log[level]("task.lost", {}, new Error("socket hang up"));

          expect(written()).toContain("socket hang up");
        });

        promise(`masks numbers and tokens in a cause at level ${level}`, () => {
          const cause = new Error("To +14155550123 with 0123456789abcdef0123456789abcdef", {
            cause: new Error("token eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn for 4155550123"),
          });
          log[level]("call.failed", {}, cause);

          expect(digitsIn(written())).not.toContain("5550123");
          expect(written()).not.toContain("0123456789abcdef0123456789abcdef");
          expect(written()).not.toContain("Y2lwaGVy");
        });
      }

      promise("masks tokens and transcripts, by the name of the detail and by the form of the value", () => {
        log.info("asked", {
          token: "open sesame",
          transcript: "my card is stolen",
          TranscriptionText: "call mother",
        });
        log.info("asked", { header: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl" });

        for (const secret of ["sesame", "stolen", "mother", "c2lnbmF0dXJl"])
          expect(written()).not.toContain(secret);
      });

      promise("leaves out a detail that is absent, and writes the others", () => {
        log.info("joined", { taskId: undefined, kind: "callback" });

        expect(written()).toContain("callback");
      });

      promise("writes each event as one line, even if a detail has line breaks", () => {
        log.info("asked", { note: "first\nsecond\r\nthird" });
        log.info("done");

        expect(written().trim().split(/\r?\n/)).toHaveLength(2);
      });

      promise("never throws, whatever the cause is", () => {
        const circular: { self?: unknown } = {};
        circular.self = circular;
        const unspeakable = {
          toString(): string {
            throw new Error("cannot be put into words");
          },
        };
        const loop = new Error("loop");
        loop.cause = loop;

        const withoutMessage = Object.assign(new Error("gone"), { message: undefined });

        for (const cause of [
          withoutMessage,
          null,
          undefined,
          "text",
          7,
          Symbol("s"),
          circular,
          unspeakable,
          loop,
          Object.create(null),
        ]) {
          expect(() => log.error("odd", {}, cause)).not.toThrow();
        }
        expect(written()).toContain("odd");
      });
    });
  });
}

function digitsIn(text: string): string {
  return text.replaceAll(/[^\da-z]/gi, "");
}
