import { fixedSid, newSid } from "../../local/twilio/sids.ts";
import type { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { MemoryCallbackList } from "../../src/adapters/memory/memory-callback-list.ts";
import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import { MemoryLedger } from "../../src/adapters/memory/memory-ledger.ts";
import { MemoryQueue, type QueuedCallback, type QueuedWork } from "../../src/adapters/memory/memory-queue.ts";
import { writeAttributes } from "../../src/adapters/twilio-wire/task-attributes.ts";
import { makeListCallbacks } from "../../src/application/supervisor/list-callbacks.ts";
import { FUNCTIONS_PACE } from "../../src/domain/once/pace.ts";
import { isOpen } from "../../src/domain/task-state.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";
import { MemoryCentre } from "../../src/entrypoints/memory.ts";
import type { Centre, Link, Login, Offer, Plant, QueueTask, TaskNews } from "./centre.ts";
import {
  agentsOver,
  ledgerOver,
  listOver,
  recordingsOver,
  sidOf,
  tasksOver,
  transcriptionsOver,
} from "./memory-ports.ts";

const ACCOUNT_SID = `AC${"0".repeat(32)}`;
const MP3 = Uint8Array.from([0xff, 0xfb, 0x90, 0x00, 1, 2, 3, 4]);

/** Ended tasks leave the queue after so long, as they leave TaskRouter. */
const LEAVES_AFTER_MS = 300_000;

type QueueListener = (news: TaskNews, work: QueuedWork) => void;

/** The queue in memory, which tells what happens in it. */
class WatchedQueue extends MemoryQueue {
  readonly #listeners: QueueListener[] = [];

  watch(listener: QueueListener): void {
    this.#listeners.push(listener);
  }

  override put(callback: QueuedCallback | undefined): string {
    const id = super.put(callback);
    this.#tell("made", id);

    return id;
  }

  override replace(seen: QueuedWork, next: Partial<QueuedWork>): boolean {
    const isReplaced = super.replace(seen, next);
    if (isReplaced) this.#tell(isOpen(next.state ?? seen.state) ? "changed" : "ended", seen.id);

    return isReplaced;
  }

  #tell(news: TaskNews, id: string): void {
    const work = this.look(id);
    if (work) for (const listener of this.#listeners) listener(news, work);
  }
}

interface Worker extends Login {
  readonly onOffer: (offer: Offer) => void;
  isFree: boolean;
}

/** The wiring of `/memory` behind the functions' HTTP interface. */
export class SimulatedMemory implements Centre {
  readonly environment = {
    ACCOUNT_SID,
    AUTH_TOKEN: "the memory's own token",
    TWILIO_FLEX_WORKSPACE_SID: `WS${"0".repeat(32)}`,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: `WW${"0".repeat(32)}`,
    TWILIO_SYNC_SERVICE_SID: `IS${"0".repeat(32)}`,
  };
  readonly authToken = this.environment.AUTH_TOKEN;
  readonly agents: readonly Login[];
  readonly supervisor: Login;
  readonly #clock: ManualClock;
  readonly #queue: WatchedQueue;
  readonly #centre = new MemoryCentre();
  readonly #workers: Worker[] = [];
  readonly #listeners: ((news: TaskNews, task: QueueTask) => void)[] = [];

  constructor(clock: ManualClock) {
    this.#clock = clock;
    this.#queue = new WatchedQueue(() => clock.now());
    this.#queue.watch((news, work) => this.#see(news, work));
    this.agents = ["Ann", "Ben"].map((name) => this.#signIn(name, "agent"));
    this.supervisor = this.#signIn("Sue", "supervisor");
    for (const { name, workerSid } of this.agents)
      this.#centre.roster.employ({ workerId: workerSid, name, isAvailable: true });
  }

  partsOf(link: Link, plant: Plant | undefined): Bindings {
    const { clock, chance, log } = link;
    const own = {
      tasks: tasksOver(link, new MemoryCallbackTasks(this.#queue)),
      ledger: ledgerOver(link, new MemoryLedger(this.#clock, this.#centre.ledgerBook)),
    };
    const planted = plant?.({ ...own, clock, chance, log, pace: FUNCTIONS_PACE }) ?? {};
    const recordings = recordingsOver(link, this.#centre.recordings);
    const transcriptions = transcriptionsOver(link, this.#centre.transcriptions);
    const process = this.#centre.process({
      tasks: planted.CallbackTasks ?? own.tasks,
      ledger: planted.Ledger ?? own.ledger,
      recordings,
      transcriptions,
      clock,
    });

    return {
      Agents: agentsOver(link, this.#centre.agents),
      Chance: chance,
      Clock: clock,
      Log: log,
      RequestCallback: process.requestCallback,
      LeaveVoicemail: process.leaveVoicemail,
      AddTranscript: process.addTranscript,
      RecordAttempt: process.recordAttempt,
      RequeueCallback: process.requeueCallback,
      CloseCallback: process.closeCallback,
      PlayVoicemail: process.playVoicemail,
      ReadTranscript: process.readTranscript,
      DeleteVoicemail: process.deleteVoicemail,
      ListCallbacks: makeListCallbacks(listOver(link, new MemoryCallbackList(this.#queue)), {
        forAgents: "none",
      }),
      CancelBySupervisor: process.cancelBySupervisor,
      ExpediteCallback: process.expediteCallback,
      AssignCallback: process.assignCallback,
      ...planted,
    };
  }

  watch(listener: (news: TaskNews, task: QueueTask) => void): void {
    this.#listeners.push(listener);
  }

  start(agent: Login, onOffer: (offer: Offer) => void): void {
    this.#workers.push({ ...agent, onOffer, isFree: true });
    this.#route();
  }

  isBack(agent: Login): void {
    const worker = this.#workers.find(({ name }) => name === agent.name);
    if (worker) worker.isFree = true;
    this.#route();
  }

  record(): string {
    const sid = newSid("RE");
    this.#centre.recordings.record(sid, MP3, { recordedAt: this.#clock.now() });

    return sid;
  }

  hasRecording(sid: string): boolean {
    return this.#centre.recordings.has(sid);
  }

  violations(): readonly string[] {
    return [];
  }

  #signIn(name: string, role: "agent" | "supervisor"): Login {
    const workerSid = fixedSid("WK", name);

    return {
      name,
      workerSid,
      token: this.#centre.agents.signIn({ name, workerId: workerSid, roles: [role] }),
    };
  }

  #see(news: TaskNews, work: QueuedWork): void {
    this.#publish(news, work);
    const delay = (work.callback?.request.retryDelaySeconds ?? 0) * 1000;
    if (news === "made") this.#clock.after(delay, () => this.#route());
    if (news === "ended") this.#clock.after(LEAVES_AFTER_MS, () => this.#queue.remove(work.id));
  }

  #publish(news: TaskNews, work: QueuedWork): void {
    const task = queueTask(work);
    if (task) for (const listener of this.#listeners) listener(news, task);
  }

  /** Highest priority first, then the oldest place. A request that waits out its delay is offered to nobody. */
  #route(): void {
    for (const worker of this.#workers.filter(({ isFree }) => isFree)) {
      const [work] = this.#queue
        .all()
        .filter(({ state, callback }) => state === "waiting" && callback !== undefined)
        .filter((each) => this.#clock.time() >= dueAt(each))
        .sort((one, other) => priorityOf(other) - priorityOf(one) || placeOf(one) - placeOf(other));
      if (!work) return;
      worker.isFree = false;
      this.#queue.replace(work, { state: "offered" });
      const offered = this.#queue.look(work.id);
      if (offered) this.#publish("offered", offered);
      worker.onOffer(this.#offerOf(work.id, worker));
    }
  }

  #offerOf(id: string, worker: Worker): Offer {
    return {
      taskSid: sidOf(id),
      accept: () => {
        if (this.#queue.stateOf(id) !== "offered") return false;
        this.#queue.accept(id, worker.workerSid);

        return true;
      },
      complete: () => {
        if (this.#queue.stateOf(id) === "assigned") this.#queue.finish(id);
        this.isBack(worker);
      },
    };
  }
}

function dueAt({ createdAt, callback }: QueuedWork): number {
  return createdAt.getTime() + (callback?.request.retryDelaySeconds ?? 0) * 1000;
}

function placeOf({ createdAt, callback }: QueuedWork): number {
  return (callback?.request.routing.queuedSince ?? createdAt).getTime();
}

function priorityOf({ callback }: QueuedWork): number {
  return callback?.request.routing.priority ?? 0;
}

function queueTask(work: QueuedWork): QueueTask | undefined {
  if (!work.callback) return undefined;
  const { routing } = work.callback.request;

  return {
    sid: sidOf(work.id),
    attributes: JSON.stringify(writeAttributes(work.callback, ACCOUNT_SID)),
    status: STATUSES[work.state],
    channel: routing.channel,
    workflow: routing.workflowId ?? "",
    priority: routing.priority,
    place: placeOf(work),
  };
}

/** As TaskRouter calls them. */
const STATUSES = {
  waiting: "pending",
  offered: "reserved",
  assigned: "assigned",
  "wrap-up": "wrapping",
  completed: "completed",
  canceled: "canceled",
} as const;
