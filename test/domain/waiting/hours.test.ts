import { describe, expect, it } from "vitest";
import { isOpenAt, type OpeningHours, parseHours } from "../../../src/domain/waiting/hours.ts";

const NEW_YORK = "America/New_York";

describe("Opening hours", () => {
  // 2 March 2026 is a Monday; New York is five hours behind UTC until 8 March.
  it.each([
    ["Mo-Fr 09:00-17:00", "UTC", "2026-03-02T09:00:00Z", true, "from the first minute"],
    ["Mo-Fr 09:00-17:00", "UTC", "2026-03-02T08:59:59Z", false, "not before"],
    ["Mo-Fr 09:00-17:00", "UTC", "2026-03-02T16:59:59Z", true, "until the last minute"],
    ["Mo-Fr 09:00-17:00", "UTC", "2026-03-02T17:00:00Z", false, "and no longer"],
    ["Mo-Fr 09:00-17:00", "UTC", "2026-03-07T12:00:00Z", false, "on no other day"],
    ["Mo-Fr 09:00-17:00", NEW_YORK, "2026-03-02T14:00:00Z", true, "by the clock of the zone"],
    ["Mo-Fr 09:00-17:00", NEW_YORK, "2026-03-02T13:59:00Z", false, "by the clock of the zone, not before"],
    ["Mo,We 09:00-17:00", "UTC", "2026-03-03T12:00:00Z", false, "a list of days"],
    ["Mo 09:30-17:00", "UTC", "2026-03-02T09:15:00Z", false, "not before the minute"],
    ["Mo 09:30-17:00", "UTC", "2026-03-02T09:30:00Z", true, "from the minute on"],
    ["Mo 09:00-16:59", "UTC", "2026-03-02T16:58:59Z", true, "the last minute of an hour"],
    ["Sa-Mo 09:00-17:00", "UTC", "2026-03-03T12:00:00Z", false, "no day behind the end of the week"],
    ["Sa-Mo 09:00-17:00", "UTC", "2026-03-01T12:00:00Z", true, "days over the end of the week"],
    ["Mo 09:00-12:00,13:00-17:00", "UTC", "2026-03-02T12:30:00Z", false, "closed at noon"],
    ["Mo 09:00-12:00; Mo 13:00-17:00", "UTC", "2026-03-02T13:30:00Z", true, "two lines for one day"],
    ["Mo", "UTC", "2026-03-02T00:00:00Z", true, "no times: the whole day"],
    ["Mo 00:00-24:00", "UTC", "2026-03-02T23:59:59Z", true, "the whole day, written out"],
    ["Mo 00:00-24:00", "UTC", "2026-03-03T00:00:00Z", false, "and nothing of the next"],
    ["Mo-Su 09:00-17:00; 2026-03-02 closed", "UTC", "2026-03-02T12:00:00Z", false, "closed on a date"],
    ["Mo 09:00-17:00; 2026-03-02 10:00-11:00", "UTC", "2026-03-02T09:30:00Z", false, "other hours on a date"],
    ["Su closed; 2026-03-01 10:00-11:00", "UTC", "2026-03-01T10:30:00Z", true, "open on a date"],
    ["Mo-Su; 2026-12-24/2026-12-26 closed", "UTC", "2026-12-25T12:00:00Z", false, "closed for some days"],
    ["Mo-Su; 2026-12-24/2026-12-26 closed", "UTC", "2026-12-27T00:00:00Z", true, "and open after them"],
    // Over midnight.
    ["Fr 22:00-02:00", "UTC", "2026-03-06T23:00:00Z", true, "before midnight"],
    ["Fr 22:00-02:00", "UTC", "2026-03-07T01:59:00Z", true, "after midnight, though it is Saturday"],
    ["Fr 22:00-02:00", "UTC", "2026-03-07T02:00:00Z", false, "until it ends"],
    ["Fr 22:00-02:00", "UTC", "2026-03-06T01:00:00Z", false, "not in the night before"],
    ["Fr 22:00-02:00; 2026-03-06 closed", "UTC", "2026-03-07T01:00:00Z", false, "not after a closed day"],
    [
      "Fr 22:00-02:00; 2026-03-07 closed",
      "UTC",
      "2026-03-07T01:00:00Z",
      true,
      "what began is finished on a closed day",
    ],
    // In New York 02:00 is 03:00 on 8 March 2026, and 01:00 comes twice on 1 November 2026.
    ["Su 02:00-03:00", NEW_YORK, "2026-03-08T07:00:00Z", false, "the hour that does not exist is never open"],
    ["Su 01:00-04:00", NEW_YORK, "2026-03-08T07:00:00Z", true, "around it, by the clock on the wall"],
    ["Su 01:00-02:00", NEW_YORK, "2026-11-01T05:30:00Z", true, "the hour that comes twice, the first time"],
    ["Su 01:00-02:00", NEW_YORK, "2026-11-01T06:30:00Z", true, "and the second time"],
    ["Su 02:00-03:00", NEW_YORK, "2026-11-01T07:00:00Z", true, "the hour after it comes once"],
    ["", "UTC", "2026-03-02T12:00:00Z", false, "no hours: never"],
  ])("%s in %s, at %s: open is %s (%s)", (text, zone, at, open) => {
    expect(isOpenAt(hours(text), zone, new Date(at))).toBe(open);
  });

  it("are minutes of the days of a week, and of dates in their place", () => {
    const day = [{ from: 540, to: 720 }];

    expect(hours("Tu 09:00-12:00;\n 2026-12-25 closed; 2026-12-27/2026-12-28  09:00-12:00")).toStrictEqual({
      week: [[], day, [], [], [], [], []],
      exceptions: { "2026-12-25": [], "2026-12-27": day, "2026-12-28": day },
    });
    expect(parseHours("")).toMatchObject({ kind: "hours" });
  });

  it("take a range of dates of two years, and none that is longer", () => {
    expect(Object.keys(hours("2026-01-01/2028-01-01 closed").exceptions)).toHaveLength(731);
  });

  it.each([
    "Mon 09:00-17:00",
    "Mo 9-17",
    "Mo not closed",
    "Mo closed early",
    "Mo 09:00-12:00,noon",
    "Mo around09:00-17:00",
    "Mo 09:00-17:00sharp",
    "Mo 25:00-09:00",
    "Xx-Mo 09:00-17:00",
    "Mo-Xx 09:00-17:00",
    "Mo,Xx 09:00-17:00",
    "2026-12-24/2026-12-25/2026-12-26 closed",
    "2026-02-30/2026-03-02 closed",
    "2026-03-02/2026-04-31 closed",
    "2026-1-5 closed",
    "2026-01-01/2028-01-02 closed",
    "Mo 09:00-25:00",
    "Mo 09:00-17:60",
    "Mo 24:00-09:00",
    "Mo 09:00-09:00",
    "Mo-Fr-Su 09:00-17:00",
    "2026-02-30 closed",
    "2026-12-26/2026-12-24 closed",
    "09:00-17:00",
  ])("cannot be read as %s", (part) => {
    expect(parseHours(`Mo 09:00-17:00; ${part}`)).toStrictEqual({ kind: "fault", part });
  });
});

function hours(text: string): OpeningHours {
  const read = parseHours(text);
  if (read.kind === "fault") throw new Error(`cannot read ${read.part}`);

  return read.hours;
}
