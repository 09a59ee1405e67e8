import type { Reservation } from "../../local/twilio/index.ts";
import { newSid } from "../../local/twilio/sids.ts";
import type { FunctionCall, PlacedCall, SeenTask } from "./history.ts";
import type { World } from "./world.ts";

/** An agent with two browser tabs, who takes what is offered and does one thing after the other. */
export class SimulatedAgent {
  readonly #world: World;
  readonly #name: string;
  readonly #workerSid: string;
  readonly #token: string;
  #work: Promise<void> = Promise.resolve();

  constructor(world: World, name: string, workerSid: string, token: string) {
    this.#world = world;
    this.#name = name;
    this.#workerSid = workerSid;
    this.#token = token;
  }

  start(): void {
    const { store, account } = this.#world.twilio;
    store.subscribe((event) => {
      if (event.kind !== "reservation.created" || event.worker.sid !== this.#workerSid) return;
      const { reservation } = event;
      this.#work = this.#work.then(() => this.#take(reservation));
    });
    store.updateWorker(this.#workerSid, { activitySid: account.activitySids.available });
  }

  async #take({ sid, taskSid }: Reservation): Promise<void> {
    const { twilio, history, clock } = this.#world;
    await this.#world.pause(1_000, 15_000);
    if (twilio.store.state.reservations.get(sid)?.status !== "pending") return;
    const task = history.tasks.get(taskSid);
    if (!task) return;
    task.acceptedAt = clock.time();
    history.tell(`${this.#name} accepts ${taskSid} of ${task.key}`);
    twilio.store.acceptReservation(sid);
    await this.#world.pause(2_000, 20_000);
    await this.#deal(task, sid);
  }

  async #deal(task: SeenTask, reservationSid: string): Promise<void> {
    if (task.status !== "assigned") return;
    if (this.#world.happens(0.05)) return this.#handle(task, reservationSid);
    if (this.#world.happens(0.1)) return this.#putBack(task, reservationSid);

    const call = await this.#call(task);
    if (call.outcome === "answered") {
      await this.#world.pause(10_000, 60_000);
      if (this.#world.happens(0.4))
        await this.#ask("delete", "delete-voicemail", task, {}, "deletes the voicemail");
      return this.#complete(reservationSid);
    }
    if (this.#world.happens(0.8)) return this.#putBack(task, reservationSid);

    return this.#complete(reservationSid);
  }

  async #call(task: SeenTask): Promise<PlacedCall> {
    const { clock, history } = this.#world;
    const noted = this.#ask(
      "record",
      "record-attempt",
      task,
      { outcome: "placed" },
      "notes that the call is placed",
    );
    await Promise.race([noted, clock.pause(1_000)]);
    const call: PlacedCall = { at: clock.time() };
    task.calls.push(call);
    history.tell(`${this.#name} calls ${task.key} for ${task.sid}`);
    await this.#world.pause(4_000, 25_000);
    call.outcome = this.#world.happens(0.4) ? "answered" : this.#world.pick(["no-answer", "busy", "failed"]);
    call.callSid = newSid("WT");
    history.tell(`${this.#name}'s call to ${task.key}: ${call.outcome}`);
    const recorded = this.#record(task, call);
    if (this.#world.happens(0.6)) await recorded;

    return call;
  }

  /** Both tabs see the call end. What does not get through is tried again, as the panel does. */
  async #record(task: SeenTask, call: PlacedCall): Promise<void> {
    const tabs = this.#world.happens(0.3) ? 2 : 1;
    await Promise.all(
      Array.from({ length: tabs }, async () => {
        const form = { outcome: call.outcome ?? "", callTaskSid: call.callSid ?? "" };
        for (let tried = 1; tried <= 3; tried++) {
          const answer = await this.#ask("record", "record-attempt", task, form, `records ${call.outcome}`);
          if (answer.status === 200) call.recorded = true;
          if (answer.status !== undefined && answer.status < 500) return;
          await this.#world.pause(1_000, 3_000);
        }
      }),
    );
  }

  async #putBack(task: SeenTask, reservationSid: string): Promise<void> {
    task.putBackAt ??= this.#world.clock.time();
    for (let clicked = 1; clicked <= 5; clicked++) {
      const tabs = this.#world.happens(0.25) ? 2 : 1;
      const answers = await Promise.all(
        Array.from({ length: tabs }, async (_, tab) => {
          if (tab > 0) await this.#world.pause(0, 400);
          return this.#ask("put-back", "requeue-callback", task, {}, `puts ${task.key} back`);
        }),
      );
      const settled = answers.find(({ status }) => status !== undefined && status < 500);
      if (settled) return this.#complete(reservationSid);
      await this.#world.pause(2_000, 20_000);
    }
    // Out of patience: the agent decides that this request is over.
    return task.calls.length === 0 ? this.#handle(task, reservationSid) : this.#complete(reservationSid);
  }

  /** Dealt with without a call: an end that the agent chose. */
  async #handle(task: SeenTask, reservationSid: string): Promise<void> {
    const { history, clock } = this.#world;
    history.handled.push({ key: task.key ?? "", at: clock.time() });
    history.tell(`${this.#name} ends ${task.sid} of ${task.key} without a call`);
    await this.#complete(reservationSid);
  }

  async #complete(reservationSid: string): Promise<void> {
    const { store } = this.#world.twilio;
    await this.#world.pause(500, 10_000);
    const status = store.state.reservations.get(reservationSid)?.status;
    if (status === "accepted" || status === "wrapping") store.completeReservation(reservationSid);
  }

  #ask(
    what: FunctionCall["what"],
    path: string,
    task: SeenTask,
    form: Readonly<Record<string, string>>,
    does: string,
  ): Promise<FunctionCall> {
    return this.#world.ask({
      what,
      path: `flex/${path}`,
      form: { Token: this.#token, taskSid: task.sid, ...form },
      key: task.key ?? "",
      taskSid: task.sid,
      detail: `${this.#name} ${does} (${task.sid})`,
    });
  }
}
