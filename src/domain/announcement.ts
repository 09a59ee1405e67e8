import type { RequestEnd } from "./after-task-end.ts";
import { kindOf } from "./callback-request.ts";
import { type CallbackTask, conversationOf } from "./callback-task.ts";
import { defined } from "./defined.ts";
import type { JsonObject } from "./json.ts";
import type { Attempt } from "./retry/attempt.ts";
import type { ByAgent } from "./voicemail.ts";

export const ANNOUNCEMENT_KINDS = [
  "callback.requested",
  "callback.asked-again",
  "callback.attempted",
  "callback.put-back",
  "callback.assigned",
  "callback.expedited",
  "callback.ended",
  "voicemail.received",
  "voicemail.transcribed",
  "voicemail.heard",
  "voicemail.deleted",
] as const;

export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number];

/** Something that happened to a request, for systems outside: a CRM, a ticket system, a mailbox. */
export interface Announcement {
  /** The same when it is told again: the request's name, the kind, and what makes it one of several. */
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly at: Date;
  /** The request's name: the id of its first task. */
  readonly request: string;
  /** The same when it is told again. */
  readonly data: JsonObject;
}

/**
 * All that the task tells of its request, as far as it is told at all: whoever tells it again finds the same ids with the
 * same content. What was told already, the ledger knows.
 *
 * @param end how the request has ended. Absent: it goes on
 */
export function announcementsOf(task: CallbackTask, end?: RequestEnd): readonly Announcement[] {
  return [
    ...requested(task),
    ...askedAgain(task),
    ...attempted(task),
    ...putBack(task),
    ...supervised(task),
    ...ofVoicemail(task),
    ...(end ? [ended(task, end)] : []),
  ];
}

/** Told by its first task: later ones are named after it. */
function requested(task: CallbackTask): readonly Announcement[] {
  const { request, createdAt, id } = task;
  if (conversationOf(task) !== id) return [];
  const { message, voicemail } = request;

  return [
    anAnnouncement(task, voicemail ? "voicemail.received" : "callback.requested", createdAt, "", {
      ...defined({ recordingSid: voicemail?.recordingId, message }),
    }),
  ];
}

function askedAgain(task: CallbackTask): readonly Announcement[] {
  return (task.request.askedAgain ?? []).map(({ at, message }) =>
    anAnnouncement(task, "callback.asked-again", at, at.toISOString(), defined({ message })),
  );
}

/** A call is told when its outcome is known. An outcome that is corrected later is told as well. */
function attempted(task: CallbackTask): readonly Announcement[] {
  return task.request.attempts.filter(hasOutcome).map((attempt) => {
    const { at, agent, outcome, callTaskId } = attempt;
    const call = callTaskId ?? at.toISOString();

    return anAnnouncement(task, "callback.attempted", at, `${call}.${outcome}`, {
      agent,
      outcome,
      ...defined({ callTaskSid: callTaskId }),
    });
  });
}

function hasOutcome(attempt: Attempt): attempt is Attempt & Required<Pick<Attempt, "outcome">> {
  return attempt.outcome !== undefined;
}

/** Told by the task that was put back, as soon as its next one is there. */
function putBack(task: CallbackTask): readonly Announcement[] {
  const { mark } = task;
  if (mark?.why !== "requeue" || mark.next === undefined || !mark.decision) return [];
  const { attemptsMade, retryDelaySeconds } = mark.decision;

  return [
    anAnnouncement(task, "callback.put-back", mark.at, mark.next, {
      taskSid: mark.next,
      attempts: attemptsMade,
      retryDelay: retryDelaySeconds,
    }),
  ];
}

/** Told by each task that carries it, under the same id. */
function supervised(task: CallbackTask): readonly Announcement[] {
  const { assigned, expedited, ownerId } = task.request;
  const told = (kind: AnnouncementKind, { at, by }: ByAgent, data: JsonObject = {}) =>
    anAnnouncement(task, kind, at, at.toISOString(), { agent: by, ...data });

  return [
    ...(assigned ? [told("callback.assigned", assigned, defined({ workerSid: ownerId }))] : []),
    ...(expedited ? [told("callback.expedited", expedited)] : []),
  ];
}

function ofVoicemail(task: CallbackTask): readonly Announcement[] {
  const { voicemail } = task.request;
  if (!voicemail) return [];
  const { recordingId: recordingSid, transcript, deletion, heard = [] } = voicemail;
  const transcribed = transcript && [
    anAnnouncement(
      task,
      "voicemail.transcribed",
      task.request.receivedAt,
      `${recordingSid}.${transcript.kind}`,
      {
        recordingSid,
        ...(transcript.kind === "text"
          ? { text: transcript.text, shortened: transcript.shortened }
          : { failed: true }),
      },
    ),
  ];

  return [
    ...(transcribed ?? []),
    ...heard.map(({ at, by }) =>
      anAnnouncement(task, "voicemail.heard", at, `${recordingSid}.${by}`, {
        recordingSid,
        agent: by,
      }),
    ),
    ...(deletion
      ? [
          anAnnouncement(task, "voicemail.deleted", deletion.at, recordingSid, {
            recordingSid,
            agent: deletion.by,
          }),
        ]
      : []),
  ];
}

function ended(task: CallbackTask, { how, reason, at, by }: RequestEnd): Announcement {
  return anAnnouncement(task, "callback.ended", at, "", { how, ...defined({ reason, agent: by }) });
}

/** What every announcement tells of its request does not change in the request's life. */
function anAnnouncement(
  task: CallbackTask,
  kind: AnnouncementKind,
  at: Date,
  which: string,
  data: JsonObject,
): Announcement {
  const request = conversationOf(task);
  const { contact, receivedAt } = task.request;

  return {
    id: [request, kind, which].filter((part) => part !== "").join("."),
    kind,
    at,
    request,
    data: {
      request,
      taskType: kindOf(task.request),
      ...(contact.kind === "number" && { number: contact.number }),
      ...(contact.kind === "not-callable" && { address: contact.address }),
      receivedAt: receivedAt.toISOString(),
      ...data,
    },
  };
}
