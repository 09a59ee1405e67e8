import { tellFunctions } from "../../local/task-events.ts";
import { MemoryAnnouncements } from "../../src/adapters/memory/memory-announcements.ts";
import { fetchTransport } from "../../src/adapters/twilio-rest/transport.ts";
import { readTaskEvent } from "../../src/adapters/twilio-wire/task-event.ts";
import { afterTaskEnd } from "../../src/domain/after-task-end.ts";
import type { Announcement } from "../../src/domain/announcement.ts";
import type { TaskEvent } from "../../src/domain/task-event.ts";
import { announcementsModule } from "../../src/entrypoints/functions/modules/announcements.ts";
import { historyModule } from "../../src/entrypoints/functions/modules/history.ts";
import { ledgerModule } from "../../src/entrypoints/functions/modules/ledger.ts";
import { queueModule } from "../../src/entrypoints/functions/modules/queue.ts";
import { sweepModule } from "../../src/entrypoints/functions/modules/sweep.ts";
import { buildContainer } from "../../src/entrypoints/functions/serve.ts";
import { TOKENS } from "../../src/entrypoints/functions/tokens.ts";
import type { Announcements } from "../../src/ports/announcements.ts";
import type { SeenTask } from "./history.ts";
import { Stage } from "./stage.ts";

const HOUR_S = 3_600;
const DAY_S = 86_400;
/** The simulation begins on a Monday morning at nine. */
const OFFICE_HOURS = 8;
const CALLERS = 12;
const DAYS = 9;

/** How a contact centre hears what became of tasks. */
export const HEARINGS = {
  "events, and a sweep every third day": { sweepEveryHours: 72, events: "come" },
  "sweeps alone": { sweepEveryHours: 3, events: "are lost" },
  "both, events twice, late, in no order or lost": { sweepEveryHours: 6, events: "are disturbed" },
  "both, events away for days": { sweepEveryHours: 6, events: "come and go" },
} as const;

export type Hearing = keyof typeof HEARINGS;

const NO_DISTURBANCE = { twice: false, outOfOrder: false, lateSeconds: 0, down: false };

/** For the checker's own test: nobody hears of anything, and nobody sweeps. */
const DEAF = { sweepEveryHours: 0, events: "are lost" } as const;

export interface WeeksRun {
  /** In words, each with whose request it is about. */
  readonly breaks: readonly string[];
  readonly asked: number;
  readonly putBackByQueue: number;
}

/**
 * Nine days with a weekend in them. People ask at any hour, agents work in office hours and forget tasks at home, a
 * workflow cancels at once for some hours, tasks of older versions have a day to live, TaskRouter reports every removal in
 * half of the runs, and what is told of all that is told as `hearing` says.
 */
export async function weeks(seed: number, hearing: Hearing | "deaf"): Promise<WeeksRun> {
  const isDeaf = hearing === "deaf";
  const { sweepEveryHours, events } = isDeaf ? DEAF : HEARINGS[hearing];
  let areLost = events === "are lost";
  const receiver = new MemoryAnnouncements();
  const stage = new Stage({
    onEvents: async (deliver) => (areLost ? new Response("", { status: 503 }) : deliver()),
    receiver,
    seed,
  });
  const { world, twilio } = stage;
  const { store, account, deliveries } = twilio;
  const outages = [1, 24].map((hours) => {
    const from = Math.floor(world.between(0, DAYS * 24 - hours));

    return { from, until: from + hours };
  });
  subscribe(stage);
  store.state.reportsEveryRemoval = seed % 2 === 0;
  const asks = Array.from({ length: CALLERS }, (_, index) => ({
    name: `caller ${index + 1}`,
    number: `+1415555${1000 + index * 37}`,
    hour: Math.floor(world.between(0, (DAYS - 1) * 24)),
    isOlder: world.happens(0.3),
  }));
  const dropsFrom = Math.floor(world.between(0, 48));

  for (let hour = 0; hour < DAYS * 24; hour++) {
    if (outages.some(({ from, until }) => from <= hour && hour < until)) receiver.goAway();
    else receiver.comeBack();
    if (events === "are disturbed") {
      deliveries.disturbance = disturbance();
      areLost = world.happens(0.2);
    }
    if (events === "come and go" && hour % 24 === 0) areLost = world.happens(0.5);
    if (hour === dropsFrom) routeThrough(DROPS);
    if (hour === dropsFrom + 4) routeThrough(KEEPS);
    for (const { name, number, isOlder } of asks.filter((each) => each.hour === hour))
      if (isOlder) olderTask(name, number);
      else
        await stage.ask(name, {
          numberToCall: number,
          ...(world.happens(0.2) && { timeout: String(DAY_S) }),
        });
    if (isOfficeHour(hour)) await work();
    if (sweepEveryHours > 0 && hour % sweepEveryHours === 0) await sweepOnce(stage, receiver);
    await stage.later(HOUR_S);
  }
  routeThrough(KEEPS);
  receiver.comeBack();
  deliveries.disturbance = NO_DISTURBANCE;
  areLost = isDeaf;
  // What a workflow dropped at once is put back an hour later.
  for (let hours = 0; hours < 3; hours++) {
    if (!isDeaf) await sweepOnce(stage, receiver);
    await stage.later(2 * HOUR_S);
  }
  // What ended in the last moment, at the full hour, is heard of a moment later.
  await stage.later(HOUR_S / 2);

  return {
    breaks: [
      ...breaksIn(
        stage,
        asks.map(({ name }) => name),
        receiver.told,
      ),
    ],
    asked: CALLERS,
    putBackByQueue: [...world.history.tasks.values()].filter(isPutBackByQueue).length,
  };

  function disturbance() {
    return {
      twice: world.happens(0.5),
      outOfOrder: world.happens(0.5),
      lateSeconds: world.happens(0.3) ? Math.floor(world.between(0, 6 * HOUR_S)) : 0,
      down: world.happens(0.1),
    };
  }

  function routeThrough(configuration: (queueSid: string) => object): void {
    store.updateWorkflow(account.workflowSid, {
      configuration: JSON.stringify(configuration(account.taskQueueSid)),
    });
  }

  /** As a version before made it: it does not say when it ends, and its time-out is a day. */
  function olderTask(name: string, numberToCall: string): void {
    const callBackData = {
      numberToCall,
      attempts: 0,
      utcDateTimeReceived: world.clock.now().toISOString(),
    };
    store.createTask({
      attributes: JSON.stringify({ taskType: "callback", simulated: name, callBackData }),
      timeout: DAY_S,
      workflowSid: account.workflowSid,
    });
  }

  /** An agent takes some of what waits, and does one of the things that agents do. */
  async function work(): Promise<void> {
    for (const task of world.history.tasks.values()) {
      if (!isOffered(task) || !world.happens(0.4)) continue;
      stage.accept(task);
      if (world.happens(0.25)) continue;
      await stage.call(task);
      const isAnswered = world.happens(0.6);
      await stage.record(task, isAnswered ? "answered" : "no-answer");
      if (!isAnswered && world.happens(0.5)) await stage.putBack(task);
      stage.complete(task);
    }
  }

  /** With an agent who has room, whatever stands in the queue is offered. */
  function isOffered({ sid, status }: SeenTask): boolean {
    const queueSid = store.state.tasks.get(sid)?.taskQueueSid;

    return status === "pending" && queueSid === account.taskQueueSid;
  }
}

/** Sweeps, as the command does, over a network in which nothing goes wrong. */
export async function sweepOnce({ world, twilio }: Stage, receiver?: Announcements): Promise<void> {
  const told = (line: string) => void world.history.logLines.push(line);
  const container = buildContainer(
    world.centre.environment,
    [queueModule, historyModule, ledgerModule, announcementsModule, sweepModule],
    {
      Clock: world.clock,
      Chance: world.chance,
      Log: { info: told, warn: told, error: told },
      Transport: fetchTransport(async (request) => twilio.app.fetch(request)),
      ...(receiver && { Announcements: receiver }),
    },
  );
  await world.clock.runUntilSettled(
    (async () => {
      for await (const _ of container.get(TOKENS.Sweep)());
    })(),
  );
}

const KEEPS = (queue: string) => ({ task_routing: { default_filter: { queue } } });
const DROPS = (queue: string) => ({
  task_routing: {
    filters: [{ filter_friendly_name: "All", expression: "1==1", targets: [{ queue, timeout: 5 }] }],
  },
});

/** Monday to Friday; the first hour is Monday's, at nine. */
function isOfficeHour(hour: number): boolean {
  return Math.floor(hour / 24) % 7 < 5 && hour % 24 < OFFICE_HOURS;
}

/** Event Streams tells the functions what becomes of tasks. */
export function subscribe({ twilio }: Pick<Stage, "twilio">): void {
  tellFunctions(twilio, "https://callbacks.example.com");
}

/** Every request is open, in one task, or it has one end; and whoever wants to know was told. */
function* breaksIn(
  { twilio, world }: Stage,
  names: readonly string[],
  told: readonly Announcement[],
): Generator<string> {
  yield* repeatsThatDiffer(told);
  const events = twilio.store.log
    .list()
    .toReversed()
    .map(({ kind, at, data }) => readTaskEvent(kind, data, new Date(at)))
    .filter((event) => event !== undefined);
  const now = world.clock.now();

  for (const name of names) {
    const tasks = world.history.tasksOf(name);
    const open = tasks.filter(
      ({ endedAt, sid }) => endedAt === undefined && twilio.store.state.tasks.has(sid),
    );
    const own = events.filter(({ task }) => tasks.some(({ sid }) => sid === task.id));
    const hasNext = (id: string) => own.some(({ task }) => task.after === id);
    // What was followed went on then, whatever its end would mean by now.
    const ends = own.flatMap((event) =>
      event.kind === "ended" && !hasNext(event.task.id) ? [{ event, means: meaningOf(event, now) }] : [],
    );
    const recorded = ends.filter(({ means }) => means === "ended");
    const unfollowed = ends.filter(({ means }) => means === "again");
    if (open.length + recorded.length !== 1)
      yield `${name} has ${open.length} open tasks and ${recorded.length} ends`;
    for (const { event } of unfollowed) yield `${name}: nothing follows ${event.task.id}`;
    const kinds = told.filter(({ request }) => request === tasks[0]?.sid).map(({ kind }) => kind);
    if (!kinds.includes("callback.requested")) yield `${name}: nobody was told of the request`;
    if (kinds.includes("callback.ended") !== recorded.length > 0)
      yield `${name} has ${recorded.length} ends, and was told ${kinds.join(", ")}`;
  }
}

function* repeatsThatDiffer(told: readonly Announcement[]): Generator<string> {
  const contents = new Map<string, string>();
  for (const { id, ...content } of told) {
    const text = JSON.stringify(content);
    const before = contents.get(id) ?? text;
    if (before !== text) yield `${content.kind} was told as ${before} and as ${text}`;
    contents.set(id, before);
  }
}

function meaningOf(event: Extract<TaskEvent, { kind: "ended" }>, now: Date): string {
  return afterTaskEnd(event.task, event.end, now, {}).kind;
}

function isPutBackByQueue({ attributes }: SeenTask): boolean {
  const { callBackData } = JSON.parse(attributes) as { callBackData?: { agains?: number } };

  return (callBackData?.agains ?? 0) > 0;
}
