import {
  type EventInstance,
  EventListInstance,
  type EventListInstancePageOptions,
} from "twilio/lib/rest/taskrouter/v1/workspace/event.js";
import { isJsonObject } from "../../domain/json.ts";
import type { ServedCall } from "../../domain/served.ts";
import type { TaskEvent } from "../../domain/task-event.ts";
import { Unavailable } from "../../ports/faults.ts";
import {
  HISTORY_MS,
  type HistoryPage,
  type HistorySpan,
  type TaskHistory,
} from "../../ports/task-history.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault } from "../twilio-rest/twilio-fault.ts";
import { readServedCall } from "../twilio-wire/served-call.ts";
import { readTaskEvent, TASK_EVENTS, type TaskEventName } from "../twilio-wire/task-event.ts";
import { pageTokenOf, serverTime } from "./task-listing.ts";

export interface TaskHistorySettings {
  readonly workspaceSid: string;
  /** How many events one request asks for. By default as many as TaskRouter gives. */
  readonly pageSize?: number;
}

type Events = ReturnType<typeof EventListInstance>;

const LARGEST_PAGE = 1_000;
const FIRST_WINDOW_MS = 6 * 3_600_000;
const LONGEST_WINDOW_MS = 2 * 86_400_000;
/** TaskRouter is asked in whole seconds. */
const SHORTEST_WINDOW_MS = 1_000;

/**
 * TaskRouter's own log: https://www.twilio.com/docs/taskrouter/api/event
 *
 * It is read in windows of time. Its OpenAPI file declares further pages, and its page says that paging is not
 * supported: a window whose answer is full and names no next page is read again in halves.
 */
export class TaskRouterTaskHistory implements TaskHistory {
  readonly #events: Events;
  readonly #pageSize: number;

  /** @param version TaskRouter's v1: our own, or `twilio(…).taskrouter.v1` */
  constructor(version: ApiVersion, { workspaceSid, pageSize = LARGEST_PAGE }: TaskHistorySettings) {
    this.#events = EventListInstance(
      version as unknown as Parameters<typeof EventListInstance>[0],
      workspaceSid,
    );
    this.#pageSize = pageSize;
  }

  async *read({ since, until, kinds }: HistorySpan): AsyncGenerator<HistoryPage> {
    const names = TASK_EVENTS.filter((name) => !kinds || kinds.includes(KIND_OF[name]));
    let told = new Set<string>();
    let from = since.getTime();
    let length = FIRST_WINDOW_MS;

    for (;;) {
      const end = Math.min(from + length, until?.getTime() ?? Number.POSITIVE_INFINITY);
      const window = await this.#window(names, from, end);
      if (window.kind === "too-full" && end - from > SHORTEST_WINDOW_MS) {
        length = Math.max(SHORTEST_WINDOW_MS, Math.floor((end - from) / 2));
        continue;
      }

      const complete = Math.max(from, Math.min(end, window.readAt));
      const fresh = window.events.filter(
        ({ sid, eventDateMs: at }) => !told.has(sid) && at >= since.getTime() && at <= end,
      );
      // What happened while it was read is told too, though not all of that is known.
      yield { events: taskEvents(fresh), served: servedCalls(fresh), until: new Date(complete) };
      if (complete < end || end === until?.getTime()) return;

      // A moment may belong to two windows.
      told = new Set(window.events.map(({ sid }) => sid));
      from = Math.max(end, window.readAt - HISTORY_MS);
      length = Math.min(length * 2, LONGEST_WINDOW_MS);
    }
  }

  async #window(names: readonly TaskEventName[], from: number, end: number): Promise<Window> {
    const span = { startDate: new Date(from), endDate: new Date(wholeSecondAfter(end)) };
    const listed = await Promise.all(names.map((eventType) => this.#listed({ eventType, ...span })));

    return {
      kind: listed.some(({ kind }) => kind === "too-full") ? "too-full" : "whole",
      events: listed.flatMap(({ events }) => events),
      readAt: Math.min(...listed.map(({ readAt }) => readAt)),
    };
  }

  async #listed(asked: EventListInstancePageOptions): Promise<Window> {
    const events: EventInstance[] = [];
    let readAt: number | undefined;
    for (let page = 0, pageToken: string | undefined; ; page++) {
      const { body, headers } = await this.#page({
        ...asked,
        pageSize: this.#pageSize,
        ...(pageToken !== undefined && { pageNumber: page, pageToken }),
      });
      readAt ??= serverTime(headers).getTime();
      events.push(...body.instances);
      pageToken = pageTokenOf(body.nextPageUrl);
      if (pageToken === undefined) {
        const isFull = body.instances.length >= this.#pageSize;

        return { kind: isFull ? "too-full" : "whole", events, readAt };
      }
    }
  }

  async #page(asked: EventListInstancePageOptions) {
    try {
      return await this.#events.pageWithHttpInfo(asked);
    } catch (error) {
      throw asPortFault(error, "Reading TaskRouter's log");
    }
  }
}

interface Window {
  /** `too-full`: TaskRouter has more than it gave. */
  readonly kind: "whole" | "too-full";
  readonly events: readonly EventInstance[];
  /** When TaskRouter answered first, by its own clock. */
  readonly readAt: number;
}

const KIND_OF: Readonly<Record<TaskEventName, TaskEvent["kind"]>> = {
  "task.created": "created",
  "task.updated": "changed",
  "task.wrapup": "changed",
  "task.canceled": "ended",
  "task.completed": "ended",
  "task.deleted": "ended",
  "task.system-deleted": "ended",
};

/** In the order in which they happened. Of one moment a task is made first and ends last. */
function taskEvents(instances: readonly EventInstance[]): readonly TaskEvent[] {
  return instances
    .map((instance) => readTaskEvent(instance.eventType, instance.eventData, eventTime(instance)))
    .filter((event) => event !== undefined)
    .sort((one, other) => one.at.getTime() - other.at.getTime() || ORDER[one.kind] - ORDER[other.kind]);
}

function servedCalls(instances: readonly EventInstance[]): readonly ServedCall[] {
  return instances.flatMap((instance) => {
    const { eventType, eventData } = instance;

    return isJsonObject(eventData) ? (readServedCall(eventType, eventData, eventTime(instance)) ?? []) : [];
  });
}

const ORDER: Readonly<Record<TaskEvent["kind"], number>> = { created: 0, changed: 1, ended: 2 };

function eventTime({ eventDateMs }: EventInstance): Date {
  const at = new Date(eventDateMs);
  if (Number.isNaN(at.getTime()))
    throw new Unavailable("TaskRouter's log does not say when something happened");

  return at;
}

function wholeSecondAfter(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000) * 1000;
}
