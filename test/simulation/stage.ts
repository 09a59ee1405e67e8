import { agentsOf } from "../../local/twilio/agents.ts";
import type { Twilio } from "../../local/twilio/index.ts";
import { newSid } from "../../local/twilio/sids.ts";
import type { Announcements } from "../../src/ports/announcements.ts";
import type { Plant } from "./centre.ts";
import { check, type Finding } from "./checker.ts";
import type { FunctionCall, SeenTask } from "./history.ts";
import type { Script } from "./script.ts";
import { TwilioCentre } from "./twilio-centre.ts";
import { CLIMATES } from "./weather.ts";
import { World } from "./world.ts";

const CALM = CLIMATES.find(({ name }) => name === "calm") ?? CLIMATES[0];

export interface StageOptions {
  readonly seed?: number;
  readonly processes?: number;
  /** How far the clocks of the processes are off, one after the other. */
  readonly skewMs?: readonly number[];
  readonly plant?: Plant;
  readonly environment?: Readonly<Record<string, string>>;
  /** What becomes of a request of Event Streams: it is delivered by `deliver`, or not. Absent: delivered. */
  readonly onEvents?: (deliver: () => Promise<Response>) => Promise<Response>;
  /** Another system, which is told what happens to requests. */
  readonly receiver?: Announcements;
}

/** A world for a story that is told on purpose: nothing happens but what the story says. */
export class Stage {
  readonly world: World;
  readonly twilio: Twilio;
  readonly script: Script;
  readonly #token: string;
  readonly #workers: readonly string[];

  constructor({ environment, receiver, onEvents = (deliver) => deliver(), ...options }: StageOptions = {}) {
    if (!CALM) throw new Error("There is no calm climate");
    const centre = (clock: World["clock"]) =>
      new TwilioCentre(clock, environment, {
        sendEvents: (request) => onEvents(() => this.world.deliver(request)),
        ...(receiver && { receiver }),
      });
    this.world = new World({ seed: 1, climate: CALM, activeMs: 0, centre, processes: 2, ...options });
    this.twilio = (this.world.centre as TwilioCentre).twilio;
    this.script = this.world.script;
    const { account } = this.twilio;
    this.#token = account.tokens.supervisor;
    this.#workers = [account.workerSid, account.secondWorkerSid];
  }

  /** Somebody asks to be called. More parameters make it a request under an id, or a voicemail. */
  ask(
    key: string,
    form: Readonly<Record<string, string>> = {},
    path = "studio/create-callback",
  ): Promise<FunctionCall> {
    return this.#settled(
      this.world.ask({
        what: "ask",
        path,
        key,
        once: form.requestId !== undefined || form.RecordingSid !== undefined,
        detail: `${key} asks`,
        form: {
          numberToCall: `+1415555${String(1000 + key.length * 37 + (key.codePointAt(0) ?? 0)).slice(-4)}`,
          numberToCallFrom: "+14155550199",
          attributes: JSON.stringify({ simulated: key }),
          ...form,
        },
      }),
    );
  }

  accept(task: SeenTask, worker = 0): void {
    agentsOf(this.twilio).accept(task.sid, this.#workers[worker] ?? "");
    task.acceptedAt = this.world.clock.time();
  }

  complete(task: SeenTask): void {
    agentsOf(this.twilio).finish(task.sid);
  }

  /** The agent places the call; it rings. */
  async call(task: SeenTask): Promise<void> {
    await this.#agent("record", "record-attempt", task, { outcome: "placed" });
    task.calls.push({ at: this.world.clock.time(), callSid: newSid("WT") });
  }

  /** What came of the latest call is recorded, and how long it was talked once that is known. */
  async record(task: SeenTask, outcome: string, seconds?: number): Promise<FunctionCall> {
    const call = task.calls.at(-1);
    const recorded = await this.#agent("record", "record-attempt", task, {
      outcome,
      callTaskSid: call?.callSid ?? newSid("WT"),
      ...(seconds !== undefined && { seconds: String(seconds) }),
    });
    if (call) Object.assign(call, { outcome });
    if (call && recorded.status === 200) call.recordedAt = this.world.clock.time();

    return recorded;
  }

  putBack(task: SeenTask): Promise<FunctionCall> {
    task.putBackAt ??= this.world.clock.time();

    return this.#agent("put-back", "requeue-callback", task, {});
  }

  /** The agent says that the request was dealt with, before its task is completed. */
  close(task: SeenTask): Promise<FunctionCall> {
    task.handledAt = this.world.clock.time();
    this.world.history.handled.push({ key: task.key ?? "", at: task.handledAt });

    return this.#agent("close", "close-callback", task, { end: "handled", complete: "false" });
  }

  deleteVoicemail(task: SeenTask): Promise<FunctionCall> {
    return this.#agent("delete", "delete-voicemail", task, {});
  }

  /** Lets so many seconds pass. */
  later(seconds: number): Promise<void> {
    return this.world.clock.advance(seconds * 1000);
  }

  /** All tasks of the request, the oldest first. */
  tasks(key: string): readonly SeenTask[] {
    return this.world.history.tasksOf(key);
  }

  open(key: string): readonly SeenTask[] {
    return this.tasks(key).filter(({ status }) => !["completed", "canceled"].includes(status));
  }

  task(key: string, index = 0): SeenTask {
    const found = this.tasks(key)[index];
    if (!found) throw new Error(`${key} has no task number ${index + 1}`);

    return found;
  }

  findings(): readonly Finding[] {
    return check(this.world);
  }

  #agent(
    what: FunctionCall["what"],
    path: string,
    task: SeenTask,
    form: Readonly<Record<string, string>>,
  ): Promise<FunctionCall> {
    return this.#settled(
      this.world.ask({
        what,
        path: `flex/${path}`,
        form: { Token: this.#token, taskSid: task.sid, ...form },
        key: task.key ?? "",
        taskSid: task.sid,
        detail: `the agent: ${path} (${task.sid})`,
      }),
    );
  }

  /** Lets as much time pass as the request needs, and no more. */
  #settled<Result>(work: Promise<Result>): Promise<Result> {
    return this.world.clock.runUntilSettled(work);
  }
}
