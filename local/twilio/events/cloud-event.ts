import type { LocalAccount } from "../account.ts";
import { timeText } from "../taskrouter/store/event-data.ts";
import type { LoggedEvent } from "../taskrouter/store/event-log.ts";
import { TASKROUTER_SCHEMA, typeOf } from "./types.ts";

/** https://github.com/cloudevents/spec/blob/v1.0/spec.md */
export interface CloudEvent {
  readonly specversion: "1.0";
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly dataschema: string;
  readonly datacontenttype: "application/json";
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const SCHEMAS = "https://events-schemas.twilio.com";

/**
 * https://www.twilio.com/docs/events/event-types/taskrouter/task. Unverified: the values of `id` and `source`, whose
 * examples there are made up.
 */
export function taskRouterEvent(account: LocalAccount, event: LoggedEvent, version: number): CloudEvent {
  const { accountSid, workspaceSid } = account;
  const time = timeText(event.at);

  return {
    specversion: "1.0",
    type: typeOf(event.kind),
    source: workspaceSid,
    id: event.sid,
    dataschema: `${SCHEMAS}/${TASKROUTER_SCHEMA}/${version}`,
    datacontenttype: "application/json",
    time,
    data: {
      sid: event.sid,
      name: nameOf(event.kind),
      account_sid: accountSid,
      timestamp: time,
      level: "INFO",
      group: event.resource.type,
      product_name: "TaskRouter",
      publisher: event.data.workspace_name,
      publisher_metadata: "{}",
      payload_type: "application/json",
      payload: {
        sid: event.sid,
        eventtype: event.kind,
        account_sid: accountSid,
        timestamp: time,
        ...event.data,
      },
    },
  };
}

/** Seen in others' accounts, the account's SID as its id included. */
export function testEvent({ accountSid }: LocalAccount, now: number, testId: string): CloudEvent {
  return {
    specversion: "1.0",
    type: "com.twilio.eventstreams.test-event",
    source: "Sink",
    id: accountSid,
    dataschema: `${SCHEMAS}/EventStreams.TestSink/1.json`,
    datacontenttype: "application/json",
    time: timeText(now),
    data: { test_id: testId },
  };
}

/** `task.system-deleted` is `TaskSystemDeleted`. */
function nameOf(kind: string): string {
  return kind
    .split(/[.-]/)
    .map((part) => `${part[0]?.toUpperCase()}${part.slice(1)}`)
    .join("");
}
