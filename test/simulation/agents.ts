import { newSid } from "../../local/twilio/sids.ts";
import { type CallNotes, makeCallNotes } from "../../src/application/desktop/call-notes.ts";
import { inTime } from "../../src/application/desktop/in-time.ts";
import type { PlacedCall as NotedCall } from "../../src/application/record-attempt.ts";
import type { AttemptOutcome } from "../../src/domain/retry/attempt.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import type { Login, Offer } from "./centre.ts";
import type { FunctionCall, PlacedCall, SeenTask } from "./history.ts";
import type { World } from "./world.ts";

/** An agent with two browser tabs, who takes what is offered and does one thing after the other. */
export class SimulatedAgent {
  readonly #world: World;
  readonly #login: Login;
  /** Of each tab: the first is the one that places the calls. */
  readonly #notes: readonly [CallNotes, CallNotes];
  #work: Promise<void> = Promise.resolve();

  constructor(world: World, login: Login) {
    this.#world = world;
    this.#login = login;
    this.#notes = [this.#notesOfTab(), this.#notesOfTab()];
  }

  start(): void {
    this.#world.centre.start(this.#login, (offer) => {
      this.#work = this.#work.then(() => this.#take(offer));
    });
  }

  async #take(offer: Offer): Promise<void> {
    const { centre, history, clock } = this.#world;
    const { name } = this.#login;
    await this.#world.pause(1_000, 15_000);
    const task = history.tasks.get(offer.taskSid);
    if (!task || !offer.accept()) return centre.isBack(this.#login);
    task.acceptedAt = clock.time();
    history.tell(() => `${name} accepts ${task.sid} of ${task.key}`);
    await this.#world.pause(2_000, 20_000);
    await this.#deal(task, offer);
  }

  async #deal(task: SeenTask, offer: Offer): Promise<void> {
    if (task.status !== "assigned") return;
    if (this.#world.happens(0.05)) return this.#handle(task, offer);
    if (this.#world.happens(0.1)) return this.#putBack(task, offer);

    const call = await this.#call(task);
    if (call.outcome === "answered") {
      await this.#world.pause(10_000, 60_000);
      if (this.#world.happens(0.4)) await this.#delete(task);
      return this.#complete(offer);
    }
    if (this.#world.happens(0.8)) return this.#putBack(task, offer);

    return this.#complete(offer);
  }

  async #call(task: SeenTask): Promise<PlacedCall> {
    const { clock, history } = this.#world;
    const [{ note }] = this.#notes;
    const pressedAt = clock.time();
    await inTime(note(task.sid, { outcome: "placed" }), 1_000, clock);
    const call: PlacedCall = { at: clock.time(), pressedAt };
    task.calls.push(call);
    history.tell(() => `${this.#login.name} calls ${task.key} for ${task.sid}`);
    await this.#world.pause(4_000, 25_000);
    call.outcome = this.#world.happens(0.4) ? "answered" : this.#world.pick(["no-answer", "busy", "failed"]);
    call.callSid = newSid("WT");
    history.tell(() => `${this.#login.name}'s call to ${task.key}: ${call.outcome}`);
    const recorded = this.#record(task, call);
    if (this.#world.happens(0.6)) await recorded;

    return call;
  }

  /** Both tabs see the call end. */
  async #record(task: SeenTask, { outcome = "failed", callSid = "" }: PlacedCall): Promise<void> {
    const tabs = this.#notes.slice(0, this.#world.happens(0.3) ? 2 : 1);
    const noted = tabs.map(({ note }) =>
      note(task.sid, { outcome: outcome as AttemptOutcome, callTaskId: callSid }),
    );
    await Promise.allSettled(noted);
  }

  #notesOfTab(): CallNotes {
    const { clock, history } = this.#world;

    return makeCallNotes({
      record: (taskId, call) => this.#note(taskId, call),
      isHeld: (taskId) => history.tasks.get(taskId)?.endedAt === undefined,
      clock,
    });
  }

  /** What does not get through is tried again a few times, as the panel does. */
  async #note(taskId: string, noted: NotedCall): Promise<{ readonly kind: "recorded" }> {
    const { clock, history } = this.#world;
    const task = history.tasks.get(taskId) as SeenTask;
    const { outcome } = noted;
    const callTaskSid = "callTaskId" in noted ? noted.callTaskId : undefined;
    const call = task.calls.find(({ callSid }) => callSid !== undefined && callSid === callTaskSid);
    for (let tried = 1; tried <= 3; tried++) {
      const form = { outcome, ...(callTaskSid && { callTaskSid }) };
      const answer = await this.#ask("record", "record-attempt", task, form, `records ${outcome}`);
      if (answer.status === 200 && call) call.recordedAt ??= clock.time();
      if (answer.status !== undefined && answer.status < 500) return { kind: "recorded" };
      await this.#world.pause(1_000, 3_000);
    }
    throw new Unavailable("The functions do not answer");
  }

  async #putBack(task: SeenTask, offer: Offer): Promise<void> {
    task.putBackAt ??= this.#world.clock.time();
    if (this.#world.happens(0.1)) void this.#delete(task);
    for (let clicked = 1; clicked <= 5; clicked++) {
      await inTime(this.#notes[0].settled(task.sid), 3_000, this.#world.clock);
      const tabs = this.#world.happens(0.25) ? 2 : 1;
      const answers = await Promise.all(
        Array.from({ length: tabs }, async (_, tab) => {
          if (tab > 0) await this.#world.pause(0, 400);
          return this.#ask("put-back", "requeue-callback", task, {}, `puts ${task.key} back`);
        }),
      );
      const settled = answers.find(({ status }) => status !== undefined && status < 500);
      if (settled) return this.#complete(offer);
      await this.#world.pause(2_000, 20_000);
    }
    // Out of patience: the agent decides that this request is over.
    return task.calls.length === 0 ? this.#handle(task, offer) : this.#complete(offer);
  }

  /** Dealt with without a call: an end that the agent chose, and that is noted for a moment before it ends the task. */
  async #handle(task: SeenTask, offer: Offer): Promise<void> {
    const { history, clock } = this.#world;
    task.handledAt = clock.time();
    history.handled.push({ key: task.key ?? "", at: clock.time() });
    history.tell(() => `${this.#login.name} ends ${task.sid} of ${task.key} without a call`);
    const form = { end: "handled", complete: "false" };
    const noted = this.#ask("close", "close-callback", task, form, "notes that it was dealt with");
    await Promise.race([noted, clock.pause(3_000)]);
    await this.#complete(offer);
  }

  async #delete(task: SeenTask): Promise<void> {
    await this.#ask("delete", "delete-voicemail", task, {}, "deletes the voicemail");
  }

  async #complete(offer: Offer): Promise<void> {
    await this.#world.pause(500, 10_000);
    offer.complete();
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
      form: { Token: this.#login.token, taskSid: task.sid, ...form },
      key: task.key ?? "",
      taskSid: task.sid,
      detail: `${this.#login.name} ${does} (${task.sid})`,
    });
  }
}
