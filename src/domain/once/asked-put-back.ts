import { type CallbackTask, conversationOf } from "../callback-task.ts";
import type { PhoneNumber } from "../phone-number.ts";
import { oldestFirst } from "./look.ts";

/** What an agent's desktop says of the request that it asks for. */
export interface AskedByAgent {
  readonly attemptsMade: number;
  readonly recordingId?: string;
  readonly conversationId?: string;
  readonly number?: PhoneNumber;
}

/**
 * The task that an agent puts back by asking for its request once more, with one more attempt, as the public plugins
 * do. It tells of the same recording; else it is of the same conversation; else a callback to the same contact.
 *
 * @param held the tasks that the agent has
 */
export function taskToPutBack(asked: AskedByAgent, held: readonly CallbackTask[]): CallbackTask | undefined {
  const earlier = oldestFirst(held).filter(({ request }) => request.attemptsMade < asked.attemptsMade);
  if (asked.recordingId !== undefined)
    return earlier.find(({ request }) => request.voicemail?.recordingId === asked.recordingId);

  return (
    earlier.find((task) => conversationOf(task) === asked.conversationId) ??
    earlier.find(({ request }) => !request.voicemail && isContact(asked.number, request))
  );
}

/**
 * Whether an agent may name the recording: a task that they have tells of it. Whoever has a task hears and deletes its
 * recording, and an account has recordings of other kinds too.
 */
export function mayName(recordingId: string | undefined, held: readonly CallbackTask[]): boolean {
  return (
    recordingId === undefined || held.some(({ request }) => request.voicemail?.recordingId === recordingId)
  );
}

function isContact(number: PhoneNumber | undefined, { contact }: CallbackTask["request"]): boolean {
  return contact.kind === "number" && contact.number === number;
}
