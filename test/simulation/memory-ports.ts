import type { ListedTask } from "../../src/domain/supervisor/listed-task.ts";
import type { AgentIdentity, Agents } from "../../src/ports/agents.ts";
import type { CallbackList } from "../../src/ports/callback-list.ts";
import type { Added, CallbackTasks, NewTask, TaskReading } from "../../src/ports/callback-tasks.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import type { ClaimOutcome, EntryRead, EntryWrite, Ledger } from "../../src/ports/ledger.ts";
import type { Recordings } from "../../src/ports/recordings.ts";
import type { Transcriptions } from "../../src/ports/transcriptions.ts";
import type { Link, Trip } from "./centre.ts";
import type { Fault } from "./weather.ts";

/** How long an adapter waits for an answer before it gives up. */
const PATIENCE_MS = 3_000;

/** A port's call whose answer did not come, or said nothing. */
class LostAnswer extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.name);
    this.fault = fault;
  }
}

/** Calls of ports in memory, over a network in which everything may fail. */
class Network {
  readonly #link: Link;
  readonly #service: string;

  constructor(link: Link, service: string) {
    this.#link = link;
    this.#service = service;
  }

  /** @throws {LostAnswer} */
  call<Answer>(text: string, act: () => Promise<Answer>): Promise<Answer> {
    const trip: Trip<Answer> = {
      service: this.#service,
      text: `${this.#service} ${text}`,
      creates: text === "add",
      act,
      spoiled: (fault) => lost(fault, this.#link.clock),
      inWords: (answer) => (JSON.stringify(answer) ?? "done").slice(0, 60),
    };

    return this.#link.travel(trip);
  }

  /** As most ports want it. */
  reach<Answer>(text: string, act: () => Promise<Answer>): Promise<Answer> {
    return this.call(text, act).catch((cause: unknown) => {
      throw cause instanceof LostAnswer ? new Unavailable(`${this.#service} is away`, { cause }) : cause;
    });
  }
}

async function lost(fault: Fault, clock: Clock): Promise<never> {
  if (fault.answer === "none") await clock.pause(PATIENCE_MS);
  throw new LostAnswer(fault);
}

/** The queue of one process. Tasks have SIDs on the outside, as the functions know them. */
export function tasksOver(link: Link, tasks: CallbackTasks): CallbackTasks {
  const network = new Network(link, "taskrouter");
  const look: CallbackTasks["look"] = (sought, extent) =>
    network.reach("look", async () => {
      const seen = await tasks.look(sought, extent);

      return { ...seen, tasks: seen.tasks.map((task) => ({ ...task, id: sidOf(task.id) })) };
    });

  return {
    look,
    add: async (task, withinMs) => {
      try {
        return await network.call("add", async () => outside(await tasks.add(task, withinMs)));
      } catch (cause) {
        if (!(cause instanceof LostAnswer)) throw cause;
        return foundAgain(task, cause);
      }
    },
    find: (id) => network.reach("find", async () => read(await tasks.find(idOf(id)))),
    holders: (id) => network.reach("holders", () => tasks.holders(idOf(id))),
    change: (id, edit) =>
      network.reach("change", async () =>
        read(await tasks.change(idOf(id), (reading) => edit(read(reading) ?? reading))),
      ),
    end: (id, ...how) => network.reach("end", () => tasks.end(idOf(id), ...how)),
  };

  /** What is refused was not made. What was not answered is looked for. */
  async function foundAgain({ request, madeBy }: NewTask, cause: LostAnswer): Promise<Added> {
    const { answer } = cause.fault;
    const isRefusal = typeof answer === "object" && [429, 503].includes(answer.status);
    if (answer === "refused" || isRefusal) return { kind: "not-added", cause };

    const seen = await look({ key: request.key ?? "" }, "newest").catch(() => undefined);
    const made = seen?.tasks.find((task) => task.madeBy === madeBy);

    return made
      ? { kind: "added", taskId: made.id, createdAt: made.createdAt }
      : { kind: "unknown", mayStillHappen: answer === "none" || seen === undefined, cause };
  }
}

export function listOver(link: Link, list: CallbackList): CallbackList {
  const network = new Network(link, "taskrouter");

  return {
    page: (cursor) =>
      network.reach("list", async () => {
        const page = await list.page(cursor);
        if (page.kind !== "page") return page;
        const named = ({ task, ...more }: ListedTask) => ({ ...more, task: { ...task, id: sidOf(task.id) } });

        return { ...page, callbacks: page.callbacks.map(named) };
      }),
  };
}

export function ledgerOver(link: Link, ledger: Ledger): Ledger {
  const network = new Network(link, "sync");
  const readOf = (key: string): Promise<EntryRead> =>
    network.call("read", () => ledger.read(key)).catch(away);

  return {
    isKept: true,
    keyOf: (identity) => ledger.keyOf(identity),
    read: readOf,
    forget: (key) => network.call("forget", () => ledger.forget(key)).catch(away),
    claim: (key, entry) =>
      network
        .call("claim", () => ledger.claim(key, entry))
        .catch(async (cause: unknown): Promise<ClaimOutcome> => {
          const read = await readOf(key);
          if (read.kind !== "entry") return away(cause);

          return { kind: read.entry.by === entry.by ? "claimed" : "taken", entry: read.entry };
        }),
    write: (key, entry, version) =>
      network
        .call("write", () => ledger.write(key, entry, version))
        .catch(async (cause: unknown): Promise<EntryWrite> => {
          const read = await readOf(key);
          if (read.kind !== "entry" || read.entry.version === version) return away(cause);

          return read.entry.by === entry.by && read.entry.busy === entry.busy
            ? { kind: "written", entry: read.entry }
            : { kind: "conflict" };
        }),
  };
}

function away(cause: unknown): { readonly kind: "away"; readonly cause: unknown } {
  if (!(cause instanceof LostAnswer)) throw cause;

  return { kind: "away", cause };
}

export function agentsOver(link: Link, agents: Agents): Agents {
  const network = new Network(link, "iam");

  return {
    identify: (token): Promise<AgentIdentity> => network.reach("identify", () => agents.identify(token)),
  };
}

export function recordingsOver(link: Link, recordings: Recordings): Recordings {
  const network = new Network(link, "api");

  return {
    read: (id, span) => network.reach("read", () => recordings.read(id, span)),
    remove: (id) => network.reach("remove", () => recordings.remove(id)),
    recordedBefore: (moment) => recordings.recordedBefore(moment),
  };
}

export function transcriptionsOver(link: Link, transcriptions: Transcriptions): Transcriptions {
  const network = new Network(link, "voice");

  return {
    request: (id) => network.reach("request", () => transcriptions.request(id)),
    read: (id) => network.reach("read", () => transcriptions.read(id)),
    removeAll: (recordingId, id) =>
      network.reach("remove all", () => transcriptions.removeAll(recordingId, id)),
  };
}

function outside(added: Added): Added {
  return added.kind === "added" ? { ...added, taskId: sidOf(added.taskId) } : added;
}

function read(reading: TaskReading | undefined): TaskReading | undefined {
  return reading && { ...reading, task: { ...reading.task, id: sidOf(reading.task.id) } };
}

/** The queue in memory numbers its tasks; the functions take SIDs. */
export function sidOf(id: string): string {
  return id.startsWith("WT") ? id : `WT${id.replace("task-", "").padStart(32, "0")}`;
}

function idOf(sid: string): string {
  return `task-${Number(sid.slice(2))}`;
}
