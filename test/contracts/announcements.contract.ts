import { beforeEach, describe, expect } from "vitest";
import type { Announcement } from "../../src/domain/announcement.ts";
import type { Announcements } from "../../src/ports/announcements.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { type Gap, promised } from "./promises.ts";

export interface AnnouncementsSetup {
  readonly announcements: Announcements;
  /** Back door: what the receiver has taken, in order. */
  taken(): readonly Announcement[];
  /** From now on the receiver takes nothing. */
  goAway(): void;
  comeBack(): void;
}

const ENDED: Announcement = {
  id: "WT1.callback.ended",
  kind: "callback.ended",
  at: new Date("2026-03-02T10:00:00.000Z"),
  request: "WT1",
  data: { request: "WT1", taskType: "callback", number: "+14155550100", how: "reached" },
};

const REQUESTED: Announcement = { ...ENDED, id: "WT2.callback.requested", kind: "callback.requested" };

/** Tests the promises of every `Announcements`. Before each test, `setup` returns one that has told nothing yet. */
export function describeAnnouncements(
  adapter: string,
  setup: () => AnnouncementsSetup | Promise<AnnouncementsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Announcements contract`, () => {
    let world: AnnouncementsSetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("is wanted", () => {
        expect(world.announcements.isWanted).toBe(true);
      });

      promise("tells what happened, with all its content", async () => {
        await world.announcements.tell(ENDED);
        await world.announcements.tell(REQUESTED);

        expect(world.taken()).toStrictEqual([ENDED, REQUESTED]);
      });

      promise("tells the same again with the same id and content", async () => {
        await world.announcements.tell(ENDED);
        await world.announcements.tell(ENDED);

        expect(world.taken()).toStrictEqual([ENDED, ENDED]);
      });

      promise("throws Unavailable when the receiver has not taken it", async () => {
        world.goAway();
        await expect(world.announcements.tell(ENDED)).rejects.toBeInstanceOf(Unavailable);
        world.comeBack();
        await world.announcements.tell(ENDED);

        expect(world.taken()).toStrictEqual([ENDED]);
      });
    });
  });
}
