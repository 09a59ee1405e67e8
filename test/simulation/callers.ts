import type { Reservation } from "../../local/twilio/index.ts";
import type { PhoneLine } from "../../local/twilio/telephony/line/phone-line.ts";
import { repeated, studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import {
  becameOf,
  breaksOfCaller,
  type CallerSeen,
  MADE_LATE,
  NO_MESSAGE,
  THROWN_OUT,
} from "./checks/callers.ts";
import { TwilioCentre } from "./twilio-centre.ts";
import { CLIMATES, type Climate } from "./weather.ts";
import { subscribe } from "./weeks.ts";
import { World } from "./world.ts";

const MINUTE = 60_000;
const FUNCTIONS = "https://callbacks.example.com";
const CALLED = "+14155550199";
/** Callers dial within so long. */
const BUSY_MS = 10 * MINUTE;

export interface CallersRun {
  readonly climate: string;
  readonly breaks: readonly string[];
  readonly excused: readonly string[];
  /** How many callers ended up where. */
  readonly became: Readonly<Record<string, number>>;
}

/**
 * People who dial into the queue with fingers and patience of their own, agents who accept at any moment, and a network in
 * which everything fails; then an hour in which all can be made good.
 */
export async function callers(seed: number, count: number): Promise<CallersRun> {
  const climate = CLIMATES[seed % CLIMATES.length] as Climate;
  const centre = (clock: World["clock"]) =>
    new TwilioCentre(
      clock,
      { CALLBACK_FUNCTIONS_URL: FUNCTIONS },
      { sendEvents: (request) => world.deliver(request) },
    );
  const world: World = new World({ seed, climate, activeMs: BUSY_MS + 5 * MINUTE, centre });
  const { twilio } = world.centre as TwilioCentre;
  subscribe({ twilio });
  const talked = new Set<string>();
  for (const { workerSid } of (world.centre as TwilioCentre).agents) work(world, workerSid, talked);

  const seen = await settled(
    world,
    Promise.all(Array.from({ length: count }, (_, index) => call(world, index))),
  );
  await world.clock.advance(60 * MINUTE);

  const became: Record<string, number> = {};
  for (const each of seen) {
    const where = becameOf(each, world.history);
    became[where] = (became[where] ?? 0) + 1;
  }
  const breaks = [
    ...seen.flatMap((each) => [...breaksOfCaller(each, world.history, talked)]),
    ...world.centre.violations(),
  ];

  return {
    climate: climate.name,
    became,
    breaks: breaks.filter((each) => !isExcused(each, climate)),
    excused: breaks.filter((each) => isExcused(each, climate)),
  };
}

/**
 * Twilio asks for a quarter of a minute. Where two processes stand still for so long, one after the other, it throws a
 * caller out of the queue, who then gets the menu of `after-queue`, and does not tell of a message again. A create that
 * takes effect so late makes a second task.
 */
function isExcused(broken: string, { deaths }: Climate): boolean {
  return deaths > 0 && [THROWN_OUT, NO_MESSAGE, MADE_LATE].some((known) => broken.startsWith(known));
}

async function settled<Result>(world: World, work: Promise<Result>): Promise<Result> {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) await world.clock.advance(MINUTE);

  return work;
}

/** An agent: accepts what is offered, now or later or not at all, and ends it after a while. */
function work(world: World, workerSid: string, talked: Set<string>): void {
  const { store, account, calls } = (world.centre as TwilioCentre).twilio;
  const comeBack = () => store.updateWorker(workerSid, { activitySid: account.activitySids.available });
  store.subscribe((event) => {
    if (event.kind === "reservation.created" && event.worker.sid === workerSid) void deal(event.reservation);
  });
  comeBack();

  async function deal(reservation: Reservation): Promise<void> {
    const { sid, taskSid } = reservation;
    const isCall = store.state.tasks.get(taskSid)?.attributes.includes('"call_sid"') ?? false;
    await world.pause(300, 20_000);
    const status = () => store.state.reservations.get(sid)?.status;
    if (status() === "pending") {
      if (world.happens(0.15)) store.rejectReservation(sid);
      else {
        if (isCall) calls.connect(reservation);
        else store.acceptReservation(sid);
        await world.pause(5_000, 60_000);
        // Whoever was called back was called.
        if (status() === "accepted") talked.add(taskSid);
        if (status() === "accepted" || status() === "wrapping") store.completeReservation(sid);
      }
    }
    await world.pause(1_000, 20_000);
    comeBack();
  }
}

const KEYS = ["*", "*", "1", "1", "1", "2", "3", "9", "911#"] as const;

/** Somebody dials, listens, presses keys, speaks, and hangs up when they are out of patience. */
async function call(world: World, index: number): Promise<CallerSeen> {
  const { twilio } = world.centre as TwilioCentre;
  const number = `+1415555${String(1000 + index)}`;
  const intent = world.pick(["callback", "callback", "voicemail", "anything"] as const);
  await world.pause(0, BUSY_MS);
  const line = twilio.phones.dial({ from: number, to: CALLED }, programOf(twilio.account.workflowSid));
  const patienceUntil = world.clock.time() + world.between(10_000, 8 * MINUTE);
  const slowestMs = world.pick([2_000, 5_000, 15_000]);
  let taskSid = "";
  let spoken = 0;

  for (;;) {
    await world.pause(200, slowestMs);
    taskSid = line.taskSid ?? taskSid;
    if (line.state === "ended") break;
    const isImpatient = world.clock.time() > patienceUntil || world.happens(0.02);
    if (isImpatient && line.state !== "with-agent") line.hangUp();
    switch (line.state) {
      case "recording":
        if (spoken === 0 && world.happens(0.7)) {
          line.speak("Please call me.");
          spoken += 1;
        } else if (world.happens(0.4)) line.press("*");
        break;
      case "listening":
        press(line);
        break;
      case "with-agent":
        if (world.happens(0.05)) line.hangUp();
    }
  }

  return { number, line, taskSid };

  function press(on: PhoneLine): void {
    const said = lastSaid(on);
    const wanted = {
      callback: /press star/.test(said) ? "*" : "1",
      voicemail: /press star/.test(said) ? "*" : /press 2/.test(said) ? "2" : "1",
      anything: world.pick(KEYS),
    }[intent];
    if (world.happens(0.7)) on.press(wanted);
    else if (world.happens(0.2)) on.press(world.pick(KEYS));
  }
}

function lastSaid({ heard }: PhoneLine): string {
  return heard
    .slice(-3)
    .map(({ text }) => text)
    .join(" ");
}

function programOf(workflowSid: string) {
  const [waitUrl, action] = (["wait-experience", "after-queue"] as const).map((name) =>
    repeated(`${FUNCTIONS}${studioPath(name)}`).replaceAll("&", "&amp;"),
  );
  const twiml = `<Response><Enqueue workflowSid="${workflowSid}" waitUrl="${waitUrl}" action="${action}"><Task>{"type":"inbound"}</Task></Enqueue></Response>`;

  return { kind: "given", twiml, base: FUNCTIONS } as const;
}
