import { defined } from "../../domain/defined.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import type { ServedCall } from "../../domain/served.ts";
import type { TaskEvent } from "../../domain/task-event.ts";
import { readServedCall } from "./served-call.ts";
import { readTaskEvent } from "./task-event.ts";
import { toDate } from "./values.ts";

/** Whose events are ours. */
export interface EventSource {
  readonly accountSid: string;
  readonly workspaceSid: string;
}

/** What came from Event Streams in one request. */
export interface EventBatch {
  readonly events: readonly TaskEvent[];
  /** Calls of contacts that agents took, and that are over. */
  readonly served: readonly ServedCall[];
  /** Ids of test events that somebody had sent to this address. */
  readonly tests: readonly string[];
  /** Events of another account or workspace. */
  readonly foreign: number;
}

const TASKROUTER = "com.twilio.taskrouter.";
const TEST = "com.twilio.eventstreams.test-event";

/**
 * Reads the CloudEvents of one request; other types than ours are passed over.
 * https://www.twilio.com/docs/events/event-types/taskrouter/task
 *
 * @param now for an event that does not say when it was
 */
export function readEventBatch(items: readonly unknown[], source: EventSource, now: Date): EventBatch {
  const clouds = items.filter(isJsonObject);
  const ours = clouds.filter((cloud) => isFrom(cloud, source));

  const read = ours.map((cloud) => readCloudEvent(cloud, now)).filter((event) => event !== undefined);

  return {
    events: read.flatMap(({ event }) => event ?? []),
    served: read.flatMap(({ served }) => served ?? []),
    tests: clouds.filter(({ type }) => type === TEST).map((cloud) => testIdOf(cloud)),
    foreign: clouds.length - ours.length,
  };
}

interface Reading {
  readonly event?: TaskEvent;
  readonly served?: ServedCall;
}

function readCloudEvent(cloud: JsonObject, now: Date): Reading | undefined {
  const { type, time, data } = cloud;
  if (typeof type !== "string" || !type.startsWith(TASKROUTER) || !isJsonObject(data)) return undefined;
  const { payload, timestamp } = data;
  if (!isJsonObject(payload)) return undefined;

  const at = [time, payload.timestamp, timestamp].map(momentIn).find((moment) => moment !== undefined);

  const name = type.slice(TASKROUTER.length);
  const event = readTaskEvent(name, payload, at ?? now);
  const served = event ? undefined : readServedCall(name, payload, at ?? now);

  return defined({ event, served });
}

function momentIn(wire: unknown): Date | undefined {
  return typeof wire === "string" ? toDate(wire) : undefined;
}

/** An event that does not say whose it is came with our signature all the same. */
function isFrom({ data }: JsonObject, { accountSid, workspaceSid }: EventSource): boolean {
  if (!isJsonObject(data)) return true;
  const payload = isJsonObject(data.payload) ? data.payload : {};
  const account = payload.account_sid ?? data.account_sid ?? accountSid;

  return account === accountSid && (payload.workspace_sid ?? workspaceSid) === workspaceSid;
}

function testIdOf({ id, data }: JsonObject): string {
  const testId = isJsonObject(data) ? data.test_id : undefined;

  return String(testId ?? id);
}
