import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import type { End } from "../../../src/domain/end.ts";
import type { AttemptOutcome } from "../../../src/domain/retry/attempt.ts";
import type { TaskEnd, TaskEvent } from "../../../src/domain/task-event.ts";
import { aRequest, aRouting, aVoicemail } from "../../support/requests.ts";

/** A request of the example day, and its fate. */
export interface Fate {
  readonly what: string;
  readonly asked: string;
  readonly calls?: readonly (readonly [at: string, outcome: AttemptOutcome])[];
  /** How it ended, and when. Absent: it waits. */
  readonly ended?: readonly [at: string, end: Ended];
  readonly agent?: string;
  readonly workflowId?: string;
  readonly isVoicemail?: boolean;
  readonly heard?: string;
  readonly isWithheld?: boolean;
}

type Ended = Omit<End, "at" | "by"> | "unsaid" | "deleted" | "out-of-time";

const REACHED = { how: "reached" } as const;
const SALES = "Sales";

/** Twenty requests of one day, with all that can become of one. */
export const EXAMPLE_DAY: readonly Fate[] = [
  { what: "reached", asked: "09:00", calls: [["09:05", "answered"]], ended: ["09:09", REACHED] },
  { what: "reached", asked: "09:10", calls: [["09:20", "answered"]], ended: ["09:30", REACHED] },
  { what: "reached", asked: "09:20", calls: [["10:00", "answered"]], ended: ["10:10", REACHED] },
  { what: "reached", asked: "10:00", calls: [["10:02", "answered"]], ended: ["10:20", REACHED] },
  {
    what: "reached at the second attempt",
    asked: "10:10",
    calls: [
      ["10:30", "no-answer"],
      ["11:00", "answered"],
    ],
    ended: ["11:05", REACHED],
  },
  {
    what: "reached at the second attempt",
    asked: "11:00",
    calls: [
      ["11:15", "busy"],
      ["11:30", "answered"],
    ],
    ended: ["11:35", REACHED],
    workflowId: SALES,
  },
  {
    what: "reached at the third attempt",
    asked: "09:05",
    calls: [
      ["09:35", "no-answer"],
      ["10:00", "busy"],
      ["12:00", "answered"],
    ],
    ended: ["12:10", REACHED],
    agent: "Grace",
  },
  {
    what: "answered, and nobody said how it ended",
    asked: "12:00",
    calls: [["12:25", "answered"]],
    ended: ["12:30", "unsaid"],
  },
  {
    what: "given up after three attempts",
    asked: "08:00",
    calls: [
      ["09:00", "no-answer"],
      ["10:00", "no-answer"],
      ["11:00", "busy"],
    ],
    ended: ["11:02", { how: "gave-up" }],
    agent: "Grace",
  },
  {
    what: "left a message",
    asked: "11:10",
    calls: [["11:45", "voicemail"]],
    ended: ["11:50", { how: "closed", reason: "left-message" }],
  },
  {
    what: "wrong number",
    asked: "11:20",
    calls: [["12:10", "answered"]],
    ended: ["12:12", { how: "closed", reason: "wrong-number" }],
  },
  {
    what: "dealt with without a call",
    asked: "11:30",
    ended: ["11:40", { how: "closed", reason: "handled" }],
  },
  {
    what: "canceled by the contact",
    asked: "11:40",
    ended: ["11:55", { how: "canceled", reason: "contact" }],
  },
  {
    what: "canceled by a supervisor",
    asked: "11:50",
    ended: ["12:20", { how: "canceled", reason: "supervisor" }],
  },
  { what: "deleted by somebody", asked: "11:55", ended: ["12:00", "deleted"] },
  { what: "out of time, an hour after it was asked for", asked: "08:10", ended: ["09:10", "out-of-time"] },
  { what: "waits", asked: "13:00", workflowId: SALES },
  { what: "put back after a call, and waits", asked: "12:30", calls: [["12:45", "no-answer"]] },
  {
    what: "a voicemail of a withheld number, heard after half an hour, and dealt with",
    asked: "12:00",
    isVoicemail: true,
    isWithheld: true,
    heard: "12:30",
    ended: ["12:40", { how: "closed", reason: "handled" }],
  },
  {
    what: "a voicemail, heard after an hour and a half, and reached",
    asked: "10:20",
    isVoicemail: true,
    heard: "11:50",
    calls: [["11:55", "answered"]],
    ended: ["12:00", REACHED],
    agent: "Grace",
  },
];

export const at = (time: string, day = "02"): Date => new Date(`2026-03-${day}T${time}:00Z`);

/** What the queue tells of the request's tasks: one for each attempt, the next made before the one before it ends. */
export function eventsOf(fate: Fate, number: number, day = "02"): readonly TaskEvent[] {
  const { asked, calls = [], ended } = fate;
  const rounds = Math.max(1, calls.length + (ended || calls.length === 0 ? 0 : 1));
  const events: TaskEvent[] = [];

  for (let round = 1; round <= rounds; round++) {
    const task = taskOf(fate, number, round, day);
    const made = round === 1 ? at(asked, day) : minutesAfter(at(calls[round - 2]?.[0] ?? asked, day), 1);
    events.push({ kind: "created", task: asMade(task, round, made), at: made });
    if (round < rounds) {
      const over = minutesAfter(at(calls[round - 1]?.[0] ?? asked, day), 2);
      events.push(
        endedEvent({ ...task, createdAt: made, ...putBack(number, round, over) }, "completed", over),
      );
    } else if (ended) {
      events.push(lastEvent({ ...task, createdAt: made }, fate, at(ended[0], day), ended[1]));
    }
  }

  return events;
}

function taskOf(fate: Fate, number: number, round: number, day: string): CallbackTask {
  const { agent = "Ada", calls = [], isVoicemail, isWithheld, heard, workflowId = "Support", ended } = fate;
  const request: CallbackRequest = {
    ...aRequest({
      receivedAt: at(fate.asked, day),
      key: `k${number}`,
      attemptsMade: round - 1,
      attempts: calls
        .slice(0, round)
        .map(([time, outcome], index) => ({ at: at(time, day), agent, outcome, number: index + 1 })),
      routing: aRouting({ workflowId }),
      ...(ended?.[1] === "out-of-time" && { endsAt: at(ended[0], day) }),
      ...(isVoicemail && {
        voicemail: aVoicemail(heard === undefined ? {} : { heard: [{ by: agent, at: at(heard, day) }] }),
      }),
      ...(isWithheld && { contact: { kind: "withheld" } }),
    }),
    ...(round > 1 && { conversationId: idOf(number, 1) }),
  };

  return { id: idOf(number, round), state: "completed", createdAt: at(fate.asked, day), request };
}

/** The calls of this round, and who heard its message, are not known yet. */
function asMade(task: CallbackTask, round: number, createdAt: Date): CallbackTask {
  const { voicemail, attempts } = task.request;

  return {
    ...task,
    state: "waiting",
    createdAt,
    request: {
      ...task.request,
      attempts: attempts.slice(0, round - 1),
      ...(voicemail && { voicemail: aVoicemail() }),
    },
  };
}

function putBack(number: number, round: number, when: Date): Pick<CallbackTask, "mark"> {
  return { mark: { id: "m", at: when, why: "requeue", next: idOf(number, round + 1) } };
}

function lastEvent(task: CallbackTask, { agent = "Ada" }: Fate, when: Date, how: Ended): TaskEvent {
  switch (how) {
    case "unsaid":
      return endedEvent(task, "completed", when);
    case "deleted":
      return endedEvent({ ...task, state: "waiting" }, "deleted", when);
    case "out-of-time":
      return endedEvent({ ...task, state: "canceled" }, "canceled", when, "Task TTL Exceeded");
    default: {
      const isCanceled = how.how === "canceled";
      const noted = { ...task, request: { ...task.request, end: { ...how, at: when, by: agent } } };

      return isCanceled
        ? endedEvent({ ...noted, state: "canceled" }, "canceled", when, "Canceled")
        : endedEvent(noted, "completed", when);
    }
  }
}

function endedEvent(task: CallbackTask, how: TaskEnd["how"], when: Date, reason?: string): TaskEvent {
  const isQueuesReason = reason?.includes("TTL") ?? false;

  return {
    kind: "ended",
    task,
    at: when,
    end: { how, at: when, isQueuesReason, ...(reason !== undefined && { reason }) },
  };
}

function idOf(number: number, round: number): string {
  return `T${number}-${round}`;
}

function minutesAfter(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * 60_000);
}
