import type { OnceNeeds } from "../../src/application/once/needs.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackTaskChange } from "../../src/domain/callback-task.ts";
import type { Bindings } from "../../src/entrypoints/functions/tokens.ts";
import type { CallbackTasks, TaskReading } from "../../src/ports/callback-tasks.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import type { Ledger } from "../../src/ports/ledger.ts";
import type { Plant } from "./centre.ts";
import type { Demand } from "./demands.ts";
import { SUPERVISOR_PLANTS } from "./supervisor-plants.ts";

export interface Planted {
  readonly plant: Plant;
  /** By which demand it is found. */
  readonly breaks: Demand;
  /** Nobody in the runs does what it takes. */
  readonly isSeenInStoriesOnly?: boolean;
}

/** Before anybody asked. */
const EPOCH = new Date("2026-03-01T00:00:00.000Z").getTime();

/** Bugs for the checker to find: each is one that somebody might really make. */
export const PLANTS = {
  ...SUPERVISOR_PLANTS,
  "create without a look": {
    breaks: "two-to-come",
    plant: queue(({ tasks }) => ({
      find: async () => undefined,
      look: async (sought, extent) => ({ ...(await tasks.look(sought, extent)), tasks: [] }),
    })),
  },
  "claimed by everybody": {
    breaks: "two-to-come",
    plant: book(({ ledger }) => ({
      claim: async (key, entry) => {
        const claimed = await ledger.claim(key, entry);

        return claimed.kind === "taken" ? { kind: "claimed", entry: claimed.entry } : claimed;
      },
    })),
  },
  "blind retry": {
    breaks: "two-to-come",
    plant: queue(({ tasks, clock }) => ({
      add: async (task, withinMs) => {
        const began = clock.now().getTime();
        const added = await tasks.add(task, withinMs);

        // No answer within this time is taken for none at all.
        return clock.now().getTime() - began > 80 ? tasks.add(task, withinMs) : added;
      },
    })),
  },
  "a process's own clock": {
    breaks: "two-to-come",
    isSeenInStoriesOnly: true,
    plant: book(({ ledger, clock }) => ({
      claim: async (key, entry) => {
        const claimed = await ledger.claim(key, entry);

        return claimed.kind === "away"
          ? claimed
          : { ...claimed, entry: { ...claimed.entry, readAt: clock.now() } };
      },
      read: async (key) => {
        const read = await ledger.read(key);

        return read.kind === "entry" ? { ...read, entry: { ...read.entry, readAt: clock.now() } } : read;
      },
    })),
  },
  "the default workflow has no name": {
    breaks: "two-to-come",
    isSeenInStoriesOnly: true,
    plant: () => ({ RequestPolicy: { duplicates: "join", premiumNumbers: "refuse", timeZone: "UTC" } }),
  },
  "others' marks not seen": {
    breaks: "two-to-come",
    plant: changes((edit) => {
      let mine: string | undefined;

      return (reading) => {
        const { mark, ...unmarked } = reading.task;
        const change = edit(mark && mark.id !== mine ? { ...reading, task: unmarked } : reading);
        mine = change?.mark?.id ?? mine;

        return change;
      };
    }),
  },
  "a mark's identity is its time": {
    breaks: "two-next",
    isSeenInStoriesOnly: true,
    plant: queue(({ tasks }) => {
      const timed = (at: Date) => `at ${at.getTime()}`;

      return {
        change: async (id, edit) => {
          let mine: string | undefined;
          const seen = (reading: TaskReading): TaskReading => {
            const { mark } = reading.task;

            return mark && mine !== undefined && mark.id === timed(mark.at)
              ? { ...reading, task: { ...reading.task, mark: { ...mark, id: mine } } }
              : reading;
          };
          const reading = await tasks.change(id, (read) => {
            const change = edit(seen(read));
            const { mark } = change ?? {};
            mine ??= mark?.id;

            return mark ? { ...change, mark: { ...mark, id: timed(mark.at) } } : change;
          });

          return reading && seen(reading);
        },
      };
    }),
  },
  "requeue without a mark": {
    breaks: "two-next",
    plant: queue(({ tasks }) => ({
      change: async (id, edit) => {
        const reading = await tasks.find(id);
        const change = reading && edit(reading);
        if (!reading || change?.mark?.why !== "requeue") return tasks.change(id, edit);

        return { ...reading, task: { ...reading.task, mark: change.mark } };
      },
    })),
  },
  "after forgotten": {
    breaks: "outcome-lost",
    isSeenInStoriesOnly: true,
    plant: queue(({ tasks }) => ({
      add: ({ after: _, ...task }, withinMs) => tasks.add(task, withinMs),
    })),
  },
  "attempt counted twice": {
    breaks: "attempts-miscounted",
    plant: adds((request) => ({
      ...request,
      attemptsMade: request.attemptsMade === 0 ? 0 : request.attemptsMade + 1,
    })),
  },
  "place lost": {
    breaks: "place-lost",
    plant: adds(({ routing: { queuedSince: _, ...routing }, ...request }) => ({ ...request, routing })),
  },
  "priority lost": {
    breaks: "content-lost",
    plant: adds(({ routing, ...request }) => ({
      ...request,
      routing: { ...routing, priority: request.putBacks === undefined ? routing.priority : 0 },
    })),
  },
  "outcome dropped": {
    breaks: "outcome-lost",
    plant: adds((request) => ({ ...request, attempts: [] })),
  },
  "call not noted": {
    breaks: "attempts-miscounted",
    plant: writes((request, before) => ({
      ...request,
      attempts: request.attempts.some(({ outcome }) => outcome === undefined)
        ? before.attempts
        : request.attempts,
    })),
  },
  "the latest goes first": {
    breaks: "overtaken",
    plant: queue(({ tasks }) => ({
      add: ({ request, ...origin }, withinMs) => {
        const { routing, receivedAt } = request;
        // The later somebody asks, the earlier it looks.
        const queuedSince = new Date(EPOCH - (receivedAt.getTime() - EPOCH));

        return tasks.add(
          { ...origin, request: { ...request, routing: { ...routing, queuedSince } } },
          withinMs,
        );
      },
    })),
  },
  "words left after deletion": {
    breaks: "deleted-lives-on",
    plant: writes((request, before) => ({
      ...request,
      ...(request.voicemail?.deleted && before.voicemail && { voicemail: before.voicemail }),
    })),
  },
  "transcript not written": {
    breaks: "transcript-lost",
    plant: writes(({ voicemail, ...request }, before) => ({
      ...request,
      ...(voicemail && { voicemail: voicemail.deleted ? voicemail : (before.voicemail ?? voicemail) }),
    })),
  },
  "what was said stands in the log": {
    breaks: "log-tells",
    plant: queue(({ tasks, log }) => ({
      add: (task, withinMs) => {
        const { transcript } = task.request.voicemail ?? {};
        if (transcript?.kind === "text") log.info("task.added", { said: transcript.text });

        return tasks.add(task, withinMs);
      },
    })),
  },
  "500 at a hang": {
    breaks: "answered-500",
    plant: queue(({ tasks }) => ({
      look: (sought, extent) =>
        tasks.look(sought, extent).catch((cause: unknown) => {
          throw cause instanceof Unavailable ? new Error("Nobody thought of this", { cause }) : cause;
        }),
      find: (id) =>
        tasks.find(id).catch((cause: unknown) => {
          throw new Error("Nobody thought of this", { cause });
        }),
    })),
  },
  "no end of patience": {
    breaks: "answered-late",
    plant: () => ({ AnswerBudget: { answerWithinMs: 60_000 } }),
  },
  "a note that nobody catches": {
    breaks: "unhandled-rejection",
    plant: book(({ ledger }) => ({
      write: async (key, entry, version) => {
        const written = await ledger.write(key, entry, version);
        if (written.kind === "away") void Promise.reject(new Error("Nobody catches this"));

        return written;
      },
    })),
  },
} as const satisfies Record<string, Planted>;

/** A queue of which some methods are wrong. */
function queue(wrong: (parts: OnceNeeds) => Partial<CallbackTasks>): Plant {
  return (parts): Bindings => ({ CallbackTasks: { ...methodsOf(parts.tasks), ...wrong(parts) } });
}

/** A ledger of which some methods are wrong. */
function book(wrong: (parts: OnceNeeds) => Partial<Ledger>): Plant {
  return (parts): Bindings => {
    const { ledger } = parts;

    return {
      Ledger: {
        isKept: ledger.isKept,
        keyOf: (identity) => ledger.keyOf(identity),
        claim: (key, entry) => ledger.claim(key, entry),
        read: (key) => ledger.read(key),
        forget: (key) => ledger.forget(key),
        write: (key, entry, version) => ledger.write(key, entry, version),
        ...wrong(parts),
      },
    };
  };
}

type Edit = (reading: TaskReading) => CallbackTaskChange | undefined;

/** What is written to tasks is wrong. */
function changes(wrong: (edit: Edit) => Edit): Plant {
  return queue(({ tasks }) => ({ change: (id, edit) => tasks.change(id, wrong(edit)) }));
}

/** Requests that are written to tasks are wrong. */
function writes(wrong: (request: CallbackRequest, before: CallbackRequest) => CallbackRequest): Plant {
  return changes((edit) => (reading) => {
    const change = edit(reading);

    return change?.request ? { ...change, request: wrong(change.request, reading.task.request) } : change;
  });
}

/** Tasks that follow others are made with wrong requests. */
function adds(wrong: (request: CallbackRequest) => CallbackRequest): Plant {
  return queue(({ tasks }) => ({
    add: (task, withinMs) =>
      tasks.add(task.after === undefined ? task : { ...task, request: wrong(task.request) }, withinMs),
  }));
}

/** The methods stand on a class, whose instances cannot be spread. */
function methodsOf(tasks: CallbackTasks): CallbackTasks {
  return {
    add: (task, withinMs) => tasks.add(task, withinMs),
    find: (id) => tasks.find(id),
    look: (sought, extent) => tasks.look(sought, extent),
    holders: (id) => tasks.holders(id),
    change: (id, edit) => tasks.change(id, edit),
    end: (...asked) => tasks.end(...asked),
  };
}
