import { describe, expect, it } from "vitest";
import { PLANTS } from "./plants.ts";
import { Stage, type StageOptions } from "./stage.ts";

const CREATE = /POST taskrouter WS\w+\/Tasks$/;
const LOOK = /GET taskrouter WS\w+\/Tasks\?/;
const DAY_S = 86_400;
/** More than a look at the newest tasks shows. */
const MANY = 30;

/** In how many tasks each of these stories ends, one for each that was asked for if all is well. */
const STORIES = {
  "whether the flow names the default workflow or leaves it out": async (options: StageOptions) => {
    const stage = new Stage(options);
    await stage.ask("caller");
    await stage.ask("caller", { workflowSid: stage.twilio.account.workflowSid });

    return stage.tasks("caller").length;
  },
  "though a process whose clock is far ahead is asked while another is at work": async (
    options: StageOptions,
  ) => {
    const stage = new Stage({ skewMs: [0, 60_000, 60_000, 60_000], processes: 4, ...options });
    const keys = ["a", "b", "c", "d", "e", "f"];
    for (const key of keys) {
      stage.script.fails(CREATE, "429");
      await Promise.all([stage.ask(key), stage.ask(key)]);
    }

    return Math.max(...keys.map((key) => stage.tasks(key).length));
  },
  "though eight put-backs reach one process in one millisecond": async (options: StageOptions) => {
    const stage = new Stage({ processes: 1, ...options });
    await stage.ask("caller");
    const first = stage.task("caller");
    stage.accept(first);
    stage.script.fails(CREATE, "429");
    await Promise.all(Array.from({ length: 8 }, () => stage.putBack(first)));

    return stage.tasks("caller").length - 1;
  },
} as const;

/** The bug that each story was told for, planted again. */
const OLD_BUGS: Readonly<Record<keyof typeof STORIES, keyof typeof PLANTS>> = {
  "whether the flow names the default workflow or leaves it out": "the default workflow has no name",
  "though a process whose clock is far ahead is asked while another is at work": "a process's own clock",
  "though eight put-backs reach one process in one millisecond": "a mark's identity is its time",
};

describe("Whoever asks is called once", () => {
  it.each(Object.entries(STORIES))("%s", async (_, tasksOf) => {
    expect(await tasksOf({})).toBe(1);
  });

  it.each(Object.entries(STORIES))("and this story would see the old bug: %s", async (name, tasksOf) => {
    const { plant } = PLANTS[OLD_BUGS[name as keyof typeof STORIES]];

    expect(await tasksOf({ plant })).toBeGreaterThan(1);
  });

  it("though one of two who ask at once cannot reach Sync: soon one of their tasks is left", async () => {
    const stage = new Stage();
    const keys = ["a", "b", "c", "d", "e"];
    stage.script.fails(/^P1 \w+ sync/, "503", 1_000);
    for (const key of keys) await Promise.all([stage.ask(key), stage.ask(key)]);

    expect(keys.map((key) => stage.open(key).length)).toStrictEqual(keys.map(() => 1));
    expect(stage.findings().filter(({ tradeOff }) => tradeOff !== "ledger-away")).toStrictEqual([]);
  });

  it("though they first asked longer ago than the ledger keeps what nobody writes", async () => {
    const stage = new Stage();
    const asked = { timeout: String(14 * DAY_S) };
    await stage.ask("caller", asked);
    for (const round of [0, 1, 2, 3]) {
      const task = stage.task("caller", round);
      await stage.later(12 * DAY_S);
      stage.accept(task);
      await stage.putBack(task);
      stage.complete(task);
    }
    makeOthers(stage);
    const again = await stage.ask("caller", asked);

    expect(again.body).toMatchObject({ duplicate: true });
    expect(stage.open("caller")).toHaveLength(1);
  });

  it("though whoever made their task was frozen before the note, which comes when others have taken over", async () => {
    const stage = new Stage();
    stage.script.freezes("before", /POST sync Documents\//, 60_000);
    await stage.ask("caller");
    const first = stage.task("caller");
    stage.accept(first);
    await stage.call(first);
    await stage.record(first, "answered");
    stage.complete(first);
    await stage.later(25);
    await stage.ask("caller");
    await stage.later(60);

    expect(stage.twilio.documents.list()).toMatchObject([
      { data: { taskSid: stage.task("caller", 1).sid, busy: false } },
    ]);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though whoever put them back died before the note, and the next try cannot see what was made", async () => {
    const stage = new Stage();
    await stage.ask("caller");
    const first = stage.task("caller");
    stage.accept(first);
    await stage.call(first);
    await stage.record(first, "no-answer");
    stage.script.dies("after", CREATE);
    await stage.putBack(first);
    await stage.later(20);
    stage.script.fails(LOOK, "503", 50);
    const refused = await stage.putBack(first);
    stage.script.clear();
    await stage.later(20);
    const again = await stage.putBack(first);
    stage.complete(first);

    expect([refused.status, again.status]).toStrictEqual([503, 200]);
    expect(again.body?.taskSid).toBe(stage.task("caller", 1).sid);
    expect(stage.tasks("caller")).toHaveLength(2);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though a process is frozen between its claim and its task, and nothing limits how long it works", async () => {
    const stage = new Stage({ plant: () => ({ AnswerBudget: { answerWithinMs: 600_000 } }) });
    stage.script.freezes("after", /POST sync IS\w+\/Documents$/, 30_000);
    await stage.ask("caller");
    await stage.later(10);
    await stage.ask("caller");
    await stage.later(60);

    expect(stage.tasks("caller")).toHaveLength(1);
  });
});

/** Tasks of other people, made since. */
function makeOthers({ twilio: { store, account } }: Stage): void {
  for (let made = 1; made <= MANY; made++)
    store.createTask({ attributes: "{}", workflowSid: account.workflowSid, taskChannel: "chat" });
}
