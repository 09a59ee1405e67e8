import { createHash } from "node:crypto";
import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { fixedSid } from "../sids.ts";
import type { EventLog, LoggedEvent } from "../taskrouter/store/event-log.ts";
import { signatureOf } from "../wire/signature.ts";
import { type CloudEvent, taskRouterEvent, testEvent } from "./cloud-event.ts";
import type { Sink, Sinks } from "./sinks.ts";
import { typeOf } from "./types.ts";

/** Sends a request to the receiver of events, and resolves with its answer. */
export type SendEvents = (request: Request) => Promise<Response>;

/** What delivery does that Event Streams allows itself. */
export interface Disturbance {
  /** Every request is sent twice. */
  readonly twice: boolean;
  /** The events of a request are in reverse, and every second request comes after the next. */
  readonly outOfOrder: boolean;
  /** How much later everything comes. */
  readonly lateSeconds: number;
  /** No request reaches its receiver: each is repeated until this is over or it is given up. */
  readonly down: boolean;
}

interface Delivery {
  readonly sink: Sink;
  readonly events: readonly CloudEvent[];
  readonly firstTriedAt: number;
  readonly tries: number;
}

const ORDINARY: Disturbance = { twice: false, outOfOrder: false, lateSeconds: 0, down: false };

/** Others saw events come after one and a half to two seconds. */
const LATENCY_MS = 1_500;
const OUT_OF_ORDER_MS = 30_000;
/** Unverified: how many events one request has at most. */
const MOST_IN_BATCH = 100;
/** https://www.twilio.com/docs/events/webhook-quickstart */
const ANSWER_WITHIN_MS = 5_000;
/** https://www.twilio.com/docs/events/event-delivery-and-duplication */
const REPEATED_FOR_MS = 4 * 3_600_000;
/** Unverified: Twilio says that it waits longer and longer, with some chance in it, but not how long. */
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30 * 60_000;

interface Needs {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly sinks: Sinks;
  readonly log: EventLog;
  readonly send: SendEvents;
}

/** Event Streams sends each event at least once, in no order, for four hours: https://www.twilio.com/docs/events */
export class Deliveries {
  disturbance: Disturbance = ORDINARY;

  readonly #needs: Needs;
  readonly #batches = new Map<string, CloudEvent[]>();
  readonly #running = new Set<Promise<void>>();
  readonly #givenUp: CloudEvent[] = [];
  #begun = 0;
  #tests = 0;
  #generation = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    needs.log.onWritten((event) => this.#written(event));
  }

  /** Events that nobody took within four hours. */
  get givenUp(): readonly CloudEvent[] {
    return this.#givenUp;
  }

  /** Sends the sink's test event, which needs no subscription. */
  test(sink: Sink): void {
    this.#tests += 1;
    const { account, clock } = this.#needs;
    this.#begin(sink, [testEvent(account, clock.time(), testId(this.#tests))]);
  }

  /** Resolves when every request that was sent is answered. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  clear(): void {
    this.#generation += 1;
    this.#batches.clear();
    this.#givenUp.length = 0;
    this.disturbance = ORDINARY;
  }

  #written(event: LoggedEvent): void {
    const { sinks, account } = this.#needs;
    for (const { sinkSid, types } of sinks.subscriptions()) {
      const version = types.get(typeOf(event.kind));
      if (version !== undefined) this.#add(sinks.sink(sinkSid), taskRouterEvent(account, event, version));
    }
  }

  #add(sink: Sink, event: CloudEvent): void {
    const batch = this.#batches.get(sink.sid);
    if (batch && sink.configuration.batch_events && batch.length < MOST_IN_BATCH) batch.push(event);
    else this.#begin(sink, this.#newBatch(sink, event));
  }

  #newBatch(sink: Sink, event: CloudEvent): CloudEvent[] {
    const batch = [event];
    this.#batches.set(sink.sid, batch);

    return batch;
  }

  #begin(sink: Sink, events: CloudEvent[]): void {
    this.#begun += 1;
    const { lateSeconds, outOfOrder, twice } = this.disturbance;
    const overtaken = outOfOrder && this.#begun % 2 === 1 ? OUT_OF_ORDER_MS : 0;
    const wait = LATENCY_MS + lateSeconds * 1000 + overtaken;
    this.#later(wait, () => {
      if (this.#batches.get(sink.sid) === events) this.#batches.delete(sink.sid);
      const delivery: Delivery = {
        sink,
        events: outOfOrder ? events.toReversed() : events,
        firstTriedAt: this.#needs.clock.time(),
        tries: 0,
      };
      this.#deliver(delivery);
      if (twice) this.#deliver(delivery);
    });
  }

  #deliver(delivery: Delivery): void {
    const generation = this.#generation;
    const running = this.#isTaken(delivery).then((taken) => {
      this.#running.delete(running);
      if (!taken && generation === this.#generation) this.#repeat(delivery);
    });
    this.#running.add(running);
  }

  async #isTaken({ sink, events }: Delivery): Promise<boolean> {
    if (this.disturbance.down) return false;
    const { clock, account } = this.#needs;
    // While a test moves the clock nobody can answer: the receiver's time begins when it stands still.
    await Promise.resolve();
    let callOff = () => {};
    const over = new Promise<false>((resolve) => {
      callOff = clock.after(ANSWER_WITHIN_MS, () => resolve(false));
    });
    const taken = await Promise.race([this.#send(requestTo(sink, events, account.authToken)), over]);
    callOff();

    return taken;
  }

  async #send(request: Request): Promise<boolean> {
    try {
      return (await this.#needs.send(request)).ok;
    } catch {
      return false;
    }
  }

  #repeat(delivery: Delivery): void {
    const tries = delivery.tries + 1;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** delivery.tries, LONGEST_WAIT_MS);
    if (this.#needs.clock.time() + wait > delivery.firstTriedAt + REPEATED_FOR_MS)
      this.#givenUp.push(...delivery.events);
    else this.#later(wait, () => this.#deliver({ ...delivery, tries }));
  }

  #later(milliseconds: number, run: () => void): void {
    const generation = this.#generation;
    this.#needs.clock.after(milliseconds, () => {
      if (generation === this.#generation) run();
    });
  }
}

/**
 * The body is signed as all JSON: over an address that has the body's hash. A user and password in the destination are
 * sent with every request. Unverified: that they are no part of the address that is signed.
 * https://www.twilio.com/docs/events/webhook-quickstart
 */
function requestTo({ configuration }: Sink, events: readonly CloudEvent[], authToken: string): Request {
  const body = JSON.stringify(events);
  const url = new URL(configuration.destination);
  const { username, password } = url;
  url.username = "";
  url.password = "";
  url.searchParams.set("bodySHA256", createHash("sha256").update(body).digest("hex"));
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);

  return new Request(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Twilio-Signature": signatureOf(authToken, url.href, {}),
      ...(username !== "" && { Authorization: `Basic ${credentials.toString("base64")}` }),
    },
    body,
  });
}

function testId(number: number): string {
  return fixedSid("", `test event ${number}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
