import { describe, expect, it } from "vitest";
import { PLANTS } from "./plants.ts";
import { Stage } from "./stage.ts";

/** A request that the first agent has. */
async function taken(stage: Stage, key = "caller", form: Record<string, string> = {}) {
  await stage.ask(key, form);
  const task = stage.task(key);
  stage.accept(task);

  return task;
}

/** What was said in the message. */
const WORDS = "please ring me about the zebra";
const RECORDING = "RE00000000000000000000000000000007";

describe("Whoever was told that they will be called is called", () => {
  it("though Sync answers with nothing: nobody gets 500, and the process goes on", async () => {
    const stage = new Stage();
    stage.script.fails(/ sync /, "500 with {} before it acts", 20);
    const asked = await stage.ask("caller");

    expect(asked.status).toBe(200);
    expect(stage.open("caller")).toHaveLength(1);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though an agent puts the older of two tasks back, and the newer was called already", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await stage.record(first, "no-answer");
    await stage.ask("caller");
    const second = stage.task("caller", 1);
    stage.accept(second, 1);
    await stage.call(second);
    await stage.record(second, "busy");
    const answers = [await stage.putBack(second), await stage.putBack(second)];
    stage.complete(second);
    stage.complete(first);

    expect(answers.map(({ status, body }) => [status, body?.taskSid])).toStrictEqual([
      [200, stage.task("caller", 2).sid],
      [200, stage.task("caller", 2).sid],
    ]);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though they ring us while we ring them, and their line is busy for that", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    const asked = await stage.ask("caller");
    await stage.record(first, "busy");
    stage.complete(first);

    expect(asked.body?.taskSid).not.toBe(first.sid);
    expect(stage.open("caller")).toHaveLength(1);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though their outcome is never recorded, and they ask between the call and the end of its task", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await stage.later(20);
    await stage.ask("caller");
    stage.complete(first);

    expect(stage.open("caller")).toHaveLength(1);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though they ask when the agent has said how the request ended, and before its task has", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.close(first);
    await stage.later(1);
    const asked = await stage.ask("caller");
    stage.complete(first);

    expect(asked.body?.taskSid).not.toBe(first.sid);
    expect(stage.open("caller")).toHaveLength(1);
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though whoever put them back died over it, and the agent ended the task", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await stage.record(first, "no-answer");
    stage.script.dies("after", /POST taskrouter Tasks\/WT/);
    await stage.putBack(first);
    await stage.later(60);
    const asked = await stage.ask("caller");
    stage.complete(first);

    expect(asked.status).toBe(200);
    expect(stage.open("caller")).toHaveLength(1);
    expect(stage.findings()).toStrictEqual([]);
  });
});

describe("Whoever asks is called once", () => {
  it("though Sync was away when they asked first, and is back when they ask again", async () => {
    const stage = new Stage();
    stage.script.fails(/ sync /, "503", 50);
    await stage.ask("caller");
    stage.script.clear();
    await stage.later(30);
    const again = await stage.ask("caller");

    expect(again.body).toMatchObject({ taskSid: stage.task("caller").sid, duplicate: true });
    expect(stage.tasks("caller")).toHaveLength(1);
  });

  it("though one recording is told of twice, the first time while Sync is away", async () => {
    const stage = new Stage();
    const status = { RecordingSid: RECORDING, RecordingStatus: "completed" };
    stage.script.fails(/ sync /, "503", 50);
    await stage.ask("caller", status, "studio/recording-status");
    stage.script.clear();
    await stage.ask("caller", { RecordingSid: RECORDING, TranscriptionText: WORDS });
    await stage.ask("caller", status, "studio/recording-status");

    expect(stage.tasks("caller")).toHaveLength(1);
    expect(stage.findings()).toStrictEqual([]);
  });

  it.each(["503", "reset before it acts", "hangs, never acts"])(
    "though they left a message while Sync is away (%s), which is told of again after the call",
    async (fault) => {
      const stage = new Stage();
      const tellOfMessage = () =>
        stage.ask(
          "caller",
          { RecordingSid: RECORDING, RecordingStatus: "completed" },
          "studio/recording-status",
        );
      stage.script.fails(/ sync /, fault, 1_000);
      const told = await tellOfMessage();
      await stage.later(60);
      const [task] = stage.open("caller");
      if (!task) throw new Error("The message is no task");
      stage.accept(task);
      await stage.call(task);
      await stage.record(task, "answered");
      stage.complete(task);
      const again = await tellOfMessage();
      stage.script.clear();
      await stage.later(60);
      const last = await tellOfMessage();

      expect([told.status, again.status, last.status]).toStrictEqual([200, 200, 200]);
      expect(stage.tasks("caller")).toHaveLength(1);
      expect(stage.findings()).toStrictEqual([]);
    },
  );

  it.each(["503", "reset before it acts", "hangs, never acts"])(
    "though the note in the ledger is lost (%s), and the same id comes again after its task has ended",
    async (fault) => {
      const stage = new Stage();
      stage.script.fails(/POST sync Documents\//, fault, 3);
      const first = await taken(stage, "caller", { requestId: "order 7" });
      stage.script.clear();
      await stage.call(first);
      await stage.record(first, "answered");
      stage.complete(first);
      await stage.later(60);
      const again = await stage.ask("caller", { requestId: "order 7" });

      expect(again.status).toBe(200);
      expect(stage.tasks("caller")).toHaveLength(1);
    },
  );

  it("though two browser tabs put them back in the same millisecond", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await stage.record(first, "no-answer");
    const answers = await Promise.all([stage.putBack(first), stage.putBack(first), stage.putBack(first)]);

    expect(answers.map(({ status, body }) => [status, body?.taskSid])).toStrictEqual(
      answers.map(() => [200, stage.task("caller", 1).sid]),
    );
    expect(stage.findings()).toStrictEqual([]);
  });

  it("though they ask again while the agent puts them back", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await stage.record(first, "no-answer");
    const [putBack, asked] = await Promise.all([stage.putBack(first), stage.ask("caller")]);

    expect([putBack.status, asked.status]).toStrictEqual([200, 200]);
    stage.complete(first);
    expect(stage.findings()).toStrictEqual([]);
  });
});

describe("Nobody waits longer for having asked again", () => {
  it("a new request ends the delay of a retry, and strangers who ask later come later", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await stage.record(first, "no-answer");
    await stage.putBack(first);
    stage.complete(first);
    await stage.later(60);
    await stage.ask("caller");
    await stage.later(5);
    await stage.ask("a stranger");
    await stage.later(1);
    stage.accept(stage.task("a stranger"), 1);
    stage.accept(stage.open("caller")[0] ?? first);

    expect(stage.findings()).toStrictEqual([]);
    expect(stage.open("caller")).toHaveLength(1);
  });

  it.each(["500 after it acted", "200 with null after it acted", "reset after it acted", "hangs, acted"])(
    "a new request ends the delay of a retry, though Twilio ends the old task and then answers: %s",
    async (fault) => {
      const stage = new Stage();
      const first = await taken(stage);
      await stage.call(first);
      await stage.record(first, "no-answer");
      await stage.putBack(first);
      stage.complete(first);
      await stage.later(60);
      const held = stage.task("caller", 1);
      stage.script.fails(secondTimeIn(/POST taskrouter Tasks\/WT/), fault);
      const asked = await stage.ask("caller");

      expect(asked).toMatchObject({ status: 200, body: { taskSid: stage.open("caller")[0]?.sid } });
      expect(stage.open("caller")).not.toContain(held);
      expect(stage.findings()).toStrictEqual([]);
    },
  );
});

/** The first is the mark, the second the end. */
function secondTimeIn(call: RegExp): RegExp {
  let seen = 0;

  return Object.assign(/the second time/, { test: (text: string) => call.test(text) && ++seen === 2 });
}

describe("What comes while a request is put back is not lost", () => {
  it("the outcome of the call is where the next agent sees it", async () => {
    const stage = new Stage();
    const first = await taken(stage);
    await stage.call(first);
    await Promise.all([stage.putBack(first), stage.record(first, "busy")]);
    stage.complete(first);

    expect(stage.findings()).toStrictEqual([]);
    expect(stage.task("caller", 1).attributes).toContain('"busy"');
  });

  it.each([
    { what: "which names the task that it follows", options: {}, isSeen: true },
    {
      what: "but not where it forgets that",
      options: { plant: PLANTS["after forgotten"].plant },
      isSeen: false,
    },
  ])("also where nobody could note the next task on the old one, $what", async ({ options, isSeen }) => {
    const stage = new Stage(options);
    const first = await taken(stage);
    await stage.call(first);
    let isNoting = true;
    let changes = 0;
    const note = {
      test: (text: string) => /POST taskrouter Tasks\/WT/.test(text) && ++changes > 1 && isNoting,
    };
    stage.script.fails(Object.assign(/the note/, note), "503", 1_000);
    await stage.putBack(first);
    isNoting = false;
    stage.complete(first);
    await stage.record(first, "busy");

    expect(stage.task("caller", 1).attributes.includes('"busy"')).toBe(isSeen);
  });

  it("the transcript is where the next agent sees it", async () => {
    const stage = new Stage();
    const status = { RecordingSid: RECORDING, RecordingStatus: "completed" };
    await stage.ask("caller", status, "studio/recording-status");
    const first = stage.task("caller");
    stage.accept(first);
    await stage.call(first);
    await stage.record(first, "no-answer");
    await Promise.all([
      stage.putBack(first),
      stage.ask("caller", { RecordingSid: RECORDING, TranscriptionText: WORDS }),
    ]);

    expect(stage.task("caller", 1).attributes).toContain(WORDS);
  });

  it("and what is deleted meanwhile is nowhere", async () => {
    const stage = new Stage();
    const first = await taken(stage, "caller", { RecordingSid: RECORDING, TranscriptionText: WORDS });
    await stage.call(first);
    await stage.record(first, "no-answer");
    const [, deleted] = await Promise.all([stage.putBack(first), stage.deleteVoicemail(first)]);

    expect(deleted.status).toBe(200);
    for (const task of stage.tasks("caller")) expect(task.attributes).not.toContain(WORDS);
  });
});

describe("Nobody is refused where nothing is wrong", () => {
  it("a create that Twilio refused keeps no claim: the corrected request is taken at once", async () => {
    const stage = new Stage();
    const refused = await stage.ask("caller", { requestId: "order 7", taskChannel: "no-such-channel" });
    const corrected = await stage.ask("caller", { requestId: "order 7" });

    expect([refused.status, corrected.status]).toStrictEqual([502, 200]);
    expect((corrected.answeredAt ?? 0) - corrected.sentAt).toBeLessThan(2_000);
  });

  it.each(["200 with null after it acted", "200 with {} after it acted", "200 with HTML after it acted"])(
    "a create that is answered %s is found again",
    async (fault) => {
      const stage = new Stage();
      stage.script.fails(/POST taskrouter WS\w+\/Tasks$/, fault);
      const asked = await stage.ask("caller");

      expect(asked).toMatchObject({ status: 200, body: { taskSid: stage.task("caller").sid } });
      expect(stage.tasks("caller")).toHaveLength(1);
    },
  );

  it("a take-over whose answer is lost is read back", async () => {
    const stage = new Stage();
    stage.script.dies("after", /POST sync IS\w+\/Documents$/);
    await stage.ask("caller");
    await stage.later(30);
    stage.script.fails(/POST sync Documents\//, "reset after it acted");
    const asked = await stage.ask("caller");

    expect(asked.status).toBe(200);
    expect(stage.tasks("caller")).toHaveLength(1);
  });

  it("a time-out that is shorter than the delay of a retry does not end the retry unoffered", async () => {
    const stage = new Stage();
    const first = await taken(stage, "caller", { timeout: "300" });
    await stage.call(first);
    await stage.record(first, "no-answer");
    await stage.putBack(first);
    stage.complete(first);
    await stage.later(700);

    expect(stage.open("caller")).toHaveLength(1);
  });
});
