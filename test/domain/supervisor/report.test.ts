import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import type { End } from "../../../src/domain/end.ts";
import { csvOf } from "../../../src/domain/supervisor/csv.ts";
import {
  type Figures,
  type ReportPart,
  reportOf,
  reportRows,
} from "../../../src/domain/supervisor/report.ts";
import { RequestStories } from "../../../src/domain/supervisor/request-story.ts";
import type { TaskEvent } from "../../../src/domain/task-event.ts";
import { aVoicemail } from "../../support/requests.ts";
import { at, EXAMPLE_DAY, eventsOf, type Fate } from "./example-day.ts";

const POLICY = { targetMinutes: 60, timeZone: "UTC", lifetimeDays: 14 };
const DAY = { since: at("00:00"), until: at("14:00") };

function reported(events: readonly TaskEvent[], by?: ReportPart, policy = POLICY) {
  const stories = new RequestStories(policy);
  for (const event of events) stories.add(event);

  return reportOf(stories.all(), { ...DAY, ...(by && { by }) }, policy);
}

const ofDay = (fates: readonly Fate[]) => fates.flatMap((fate, number) => eventsOf(fate, number));
const earlier = eventsOf({ what: "", asked: "16:00", calls: [["16:30", "answered"]] }, 21, "01");

function endedAs(task: CallbackTask, moment: Date, end: End): TaskEvent {
  return {
    kind: "ended",
    at: moment,
    task: { ...task, state: "completed", request: { ...task.request, end } },
    end: { how: "completed", at: moment, isQueuesReason: false },
  };
}

const FIGURES: Figures = {
  asked: 20,
  callable: 19,
  reached: 9,
  reachedPercent: 47,
  reachedAtFirst: 6,
  reachedAtSecond: 2,
  reachedLater: 1,
  gaveUp: 1,
  closed: 4,
  canceled: 3,
  expired: 1,
  open: 2,
  firstCallMedian: 25 * 60,
  firstCallP95: 95 * 60,
  voicemails: 2,
  heardInTime: 1,
};

describe("the report of the example day", () => {
  it("has exactly these figures", () => {
    expect(reported(ofDay(EXAMPLE_DAY)).total).toStrictEqual(FIGURES);
  });

  it("counts each request once: as reached, given up, closed, canceled, out of time, or open", () => {
    const { asked, reached, gaveUp, closed, canceled, expired, open } = FIGURES;

    expect(reached + gaveUp + closed + canceled + expired + open).toBe(asked);
  });

  it("is the same in whatever order, and however often, the queue tells it", () => {
    const events = ofDay(EXAMPLE_DAY);

    expect(reported([...events].reverse()).total).toStrictEqual(FIGURES);
    expect(reported([...events, ...events]).total).toStrictEqual(FIGURES);
  });

  it.each([
    ["queue", ["Sales", "Support"], [2, 18]],
    ["agent", ["", "Ada", "Grace"], [3, 14, 3]],
    ["day", ["2026-03-02"], [20]],
  ] as const)("is divided by %s, and nothing is counted twice", (by, names, asked) => {
    const { parts, total } = reported(ofDay(EXAMPLE_DAY), by);

    expect(parts.map(({ name }) => name)).toStrictEqual(names);
    expect(parts.map(({ figures }) => figures.asked)).toStrictEqual(asked);
    expect(total).toStrictEqual(FIGURES);
  });

  it("stands in the docs, request by request", () => {
    const docs = readFileSync(fileURLToPath(new URL("../../../docs/reports.md", import.meta.url)), "utf8");
    const fates = EXAMPLE_DAY.map(
      ({ asked, calls = [], what }, index) =>
        `| ${index + 1} | ${asked} | ${calls.map(([time]) => time).join(", ")} | ${what} |`,
    ).join("\n");
    const figures = Object.entries(FIGURES)
      .map(([name, value]) => `\`${name}\` ${value}`)
      .join(" · ");

    expect(docs).toContain(fates);
    expect(docs).toContain(figures);
  });
});

describe("a report", () => {
  it("counts a request in the day, of the contact centre's time zone, on which it was asked for", () => {
    const events = ofDay([{ what: "", asked: "02:00" }]);

    expect(reported(events, "day", { ...POLICY, timeZone: "America/New_York" }).parts[0]?.name).toBe(
      "2026-03-01",
    );
  });

  it.each([
    ["at ten", at("10:00"), 1],
    ["in its first moment", at("00:00"), 1],
    ["before it", at("23:59", "01"), 0],
  ])(
    "leaves out what was asked for before, but says that it was reached meanwhile: %s",
    (_, moment, many) => {
      const [task] = earlier.map((event) => event.task).slice(-1);
      if (!task) throw new Error("There is no event");
      const reached = endedAs(task, moment, { how: "reached", at: moment, by: "Ada" });

      expect(reported([reached])).toMatchObject({ total: { asked: 0 }, reachedMeanwhile: many, parts: [] });
    },
  );

  it.each([
    ["within an hour, to the second", 3_600, 1],
    ["a second later", 3_601, 0],
  ])("says how many messages were heard in time: %s", (_, seconds, many) => {
    const [created] = eventsOf({ what: "", asked: "09:00", isVoicemail: true }, 1);
    if (!created) throw new Error("There is no event");
    const heard = [{ by: "Ada", at: new Date(at("09:00").getTime() + seconds * 1000) }];
    const request = { ...created.task.request, voicemail: aVoicemail({ heard }) };

    expect(reported([{ ...created, task: { ...created.task, request } }]).total.heardInTime).toBe(many);
  });

  it("has a request open whose next task waits, though the one before ended", () => {
    const [first] = eventsOf({ what: "", asked: "09:00" }, 1);
    if (!first) throw new Error("There is no event");
    const { task } = first;
    const next = { ...task, id: "next", request: { ...task.request, conversationId: task.id } };
    const closed = endedAs(task, at("09:30"), {
      how: "closed",
      reason: "handled",
      at: at("09:30"),
      by: "Ada",
    });
    const events: TaskEvent[] = [first, closed, { kind: "created", at: at("09:31"), task: next }];

    expect(reported(events).total).toMatchObject({ asked: 1, open: 1, closed: 0 });
  });

  it("tells of the end that came last, in whatever order the queue tells of both", () => {
    const [{ task } = {}] = eventsOf({ what: "", asked: "09:00" }, 1);
    if (!task) throw new Error("There is no event");
    const next = { ...task, id: "next", request: { ...task.request, conversationId: task.id } };
    const closed = endedAs(task, at("09:30"), {
      how: "closed",
      reason: "handled",
      at: at("09:30"),
      by: "Ada",
    });
    const reached = endedAs(next, at("10:00"), { how: "reached", at: at("10:00"), by: "Ada" });

    for (const events of [
      [closed, reached],
      [reached, closed],
    ])
      expect(reported(events).total).toMatchObject({ asked: 1, reached: 1, closed: 0 });
  });

  it("does not take a task for open that has ended, though the list still shows it", () => {
    const [created] = eventsOf({ what: "", asked: "09:00" }, 1);
    if (!created) throw new Error("There is no event");
    const stories = new RequestStories(POLICY);
    stories.add(endedAs(created.task, at("09:30"), { how: "reached", at: at("09:30"), by: "Ada" }));
    stories.addOpen(created.task, at("09:29"));
    stories.add(created);

    expect(stories.all()).toMatchObject([{ end: { how: "reached" } }]);
  });

  it("counts a request that a later one took up only there", () => {
    const [created] = eventsOf({ what: "", asked: "09:00" }, 1);
    if (!created) throw new Error("There is no event");
    const joined: TaskEvent = {
      kind: "ended",
      at: at("09:30"),
      task: { ...created.task, state: "canceled", joined: { id: "m", at: at("09:30"), keep: "T2" } },
      end: { how: "canceled", at: at("09:30"), reason: "Joined to T2", isQueuesReason: false },
    };

    expect(reported([created, joined]).total.asked).toBe(0);
  });

  it("has a request open whose task the queue dropped, until its next one ends", () => {
    const [created] = eventsOf({ what: "", asked: "09:00" }, 1);
    if (!created) throw new Error("There is no event");
    const dropped: TaskEvent = {
      kind: "ended",
      at: at("12:00"),
      task: { ...created.task, state: "canceled" },
      end: { how: "canceled", at: at("12:00"), reason: "Task TTL Exceeded", isQueuesReason: true },
    };

    expect(reported([created, dropped]).total).toMatchObject({ asked: 1, open: 1, expired: 0 });
  });

  it("knows of what is open now, as it is now", () => {
    const stories = new RequestStories(POLICY);
    const [first, put, next] = eventsOf({ what: "", asked: "12:30", calls: [["12:45", "no-answer"]] }, 1);
    for (const event of [first, put, next]) if (event) stories.add(event);
    if (next) stories.addOpen({ ...next.task, state: "assigned" }, at("13:00"));

    expect(stories.all()).toMatchObject([{ attempt: 2, firstCallAt: at("12:45") }]);
  });

  it("of nothing has no percentage and no median", () => {
    const { total } = reported([]);

    expect(total.asked).toBe(0);
    expect(total).not.toHaveProperty("reachedPercent");
    expect(total).not.toHaveProperty("firstCallMedian");
  });

  it("is a table with the total last, for spreadsheets too", () => {
    const rows = reportRows(reported(ofDay(EXAMPLE_DAY), "queue"));

    expect(rows.map(([name, asked]) => [name, asked])).toStrictEqual([
      ["queue", "asked"],
      ["Sales", 2],
      ["Support", 18],
      ["total", 20],
    ]);
    expect(reportRows(reported([]))[0]?.slice(0, 2)).toStrictEqual(["", "asked"]);
    expect(csvOf(rows)).toContain("total,20,19,9,47,");
  });
});
