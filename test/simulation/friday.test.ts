import { describe, expect, it } from "vitest";
import { agentsOf } from "../../local/twilio/agents.ts";
import { Stage } from "./stage.ts";
import { subscribe, sweepOnce } from "./weeks.ts";

const HOUR_S = 3_600;
/** The simulation begins on a Monday at nine: this is Friday at six in the evening. */
const UNTIL_FRIDAY_S = (4 * 24 + 9) * HOUR_S;

/** How the functions hear what became of a task. */
const HEARINGS = [
  ["by events", { events: true, sweep: false }],
  ["by a sweep, without events", { events: false, sweep: true }],
  ["by events and a sweep", { events: true, sweep: true }],
] as const;

const MADE_BY = [
  ["this version", (stage: Stage) => stage.ask("caller")],
  ["the version before", olderTask],
] as const;

describe.each(HEARINGS)(
  "What ended for the queue's reasons is not over for the contact, heard of %s",
  (_, how) => {
    it.each(MADE_BY)(
      "after a weekend, in a task of %s: it waits at its old place, without an attempt",
      async (by, ask) => {
        const stage = await aFriday(how);
        await ask(stage);
        const asked = stage.task("caller");
        await wait(stage, how, 63);

        const [open, ...more] = openTasks(stage);
        expect(more).toStrictEqual([]);
        // TaskRouter takes whole seconds.
        expect(Math.floor((open?.place ?? 0) / 1_000)).toBe(Math.floor(asked.place / 1_000));
        expect(dataOf(open?.attributes)).toMatchObject({ attempts: 0 });
        // A task of this version lives long enough; one of the version before had a day.
        expect(stage.tasks("caller").length > 1).toBe(by === "the version before");
      },
    );

    it("a day after an agent accepted it and went home: it waits again", async () => {
      const stage = await aFriday(how);
      await stage.ask("caller");
      stage.accept(stage.task("caller"));
      await wait(stage, how, 25);

      const [open, ...more] = openTasks(stage);
      expect(more).toStrictEqual([]);
      expect(dataOf(open?.attributes)).toMatchObject({ attempts: 0, after: stage.task("caller").sid });
    });

    it.each([
      ["a minute and a half", 95, 0],
      ["a moment, as with a machine", 8, 1],
    ])(
      "a day after an agent who had talked to them for %s went home without a word",
      async (_name, seconds, waiting) => {
        const stage = await aFriday(how);
        await stage.ask("caller");
        const task = stage.task("caller");
        stage.accept(task);
        await stage.call(task);
        await stage.record(task, "answered");
        await stage.later(seconds);
        await stage.record(task, "answered", seconds);
        await wait(stage, how, 25);

        expect(openTasks(stage)).toHaveLength(waiting);
      },
    );

    it.each([
      [
        "an agent completed",
        (stage: Stage, sid: string) => {
          stage.accept(stage.task("caller"));
          agentsOf(stage.twilio).finish(sid);
        },
      ],
      [
        "somebody canceled",
        (stage: Stage, sid: string) =>
          void stage.twilio.store.updateTask(sid, { assignmentStatus: "canceled", reason: "not wanted" }),
      ],
      ["somebody deleted", (stage: Stage, sid: string) => stage.twilio.store.deleteTask(sid)],
    ])("but what %s never comes back, also where every removal is reported", async (_name, end) => {
      const stage = await aFriday(how);
      stage.twilio.store.state.reportsEveryRemoval = true;
      await stage.ask("caller");
      end(stage, stage.task("caller").sid);
      await wait(stage, how, 25);

      expect(openTasks(stage)).toStrictEqual([]);
      expect(stage.tasks("caller")).toHaveLength(1);
    });
  },
);

/** What TaskRouter still has, and nobody has ended. */
function openTasks(stage: Stage) {
  const { tasks } = stage.twilio.store.state;

  return stage.open("caller").filter(({ sid }) => tasks.has(sid));
}

interface Hearing {
  readonly events: boolean;
  readonly sweep: boolean;
}

async function aFriday({ events }: Hearing): Promise<Stage> {
  const stage = new Stage();
  if (events) subscribe(stage);
  await stage.later(UNTIL_FRIDAY_S);

  return stage;
}

/** Hour by hour, with a sweep now and then, and in the last one, where somebody sweeps. */
async function wait(stage: Stage, { sweep }: Hearing, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    await stage.later(HOUR_S);
    if (sweep && (hour % 6 === 0 || hour === hours - 1)) await sweepOnce(stage);
  }
}

/** Its time-out is a day, and it does not say when it ends. */
async function olderTask({ twilio, world }: Stage): Promise<void> {
  const callBackData = {
    numberToCall: "+14155550100",
    attempts: 0,
    utcDateTimeReceived: world.clock.now().toISOString(),
  };
  twilio.store.createTask({
    attributes: JSON.stringify({ taskType: "callback", simulated: "caller", callBackData }),
    timeout: 24 * HOUR_S,
    workflowSid: twilio.account.workflowSid,
  });
}

function dataOf(attributes = "{}"): unknown {
  return (JSON.parse(attributes) as { callBackData?: unknown }).callBackData;
}
