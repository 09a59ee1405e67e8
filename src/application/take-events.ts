import type { RequestEnd } from "../domain/after-task-end.ts";
import { conversationOf, withNext } from "../domain/callback-task.ts";
import type { ServedCall } from "../domain/served.ts";
import type { TaskEvent } from "../domain/task-event.ts";
import { Rejected, Unavailable } from "../ports/faults.ts";
import type { Announce } from "./announce.ts";
import type { FollowEnd } from "./follow-end.ts";
import type { NoteServed } from "./note-served.ts";
import type { OnceNeeds } from "./once/needs.ts";
import { tidyNew } from "./once/tidy-request.ts";

/**
 * Takes what the queue tells of tasks as it happens, in whatever order and however often: first it follows what has
 * ended, so that a receiver who is away delays no call, and ends what waits for contacts who were spoken to; then it
 * announces.
 *
 * Throws `Unavailable` if anything is left to do. The same events may then come again: what is done is not done twice.
 */
export type TakeEvents = (
  events: readonly TaskEvent[],
  served?: readonly ServedCall[],
) => Promise<{ readonly followed: number }>;

/** So many requests at once, so that a batch of a hundred ends in time and the queue is not overrun. */
const AT_ONCE = 8;

export const makeTakeEvents =
  (follow: FollowEnd, noteServed: NoteServed, announce: Announce, needs: OnceNeeds): TakeEvents =>
  async (events, served = []) => {
    const { chance, log } = needs;
    const left: unknown[] = [];
    const ends = new Map<TaskEvent, RequestEnd>();
    const nexts = new Map<TaskEvent, string>();

    await eachRequest(events, async (event) => {
      if (event.kind === "created") return tidyNew(event.task, chance.id(), needs);
      if (event.kind !== "ended") return;
      const outcome = await follow(event);
      if (outcome.kind === "followed") nexts.set(event, outcome.taskId);
      if (outcome.kind === "ended") ends.set(event, outcome.end);
    });
    await severalAtOnce([...served], (call) => attempt(() => noteServed(call), { taskId: call.taskId }));
    await eachRequest(events, (event) => announce(withNext(event.task, nexts.get(event)), ends.get(event)));
    if (left.length > 0)
      throw new Unavailable(`${left.length} events are still to be taken`, {
        cause: left[0],
        retryAfterSeconds: 15,
      });

    return { followed: nexts.size };

    /** Several requests at once; the events of one request one after the other. */
    function eachRequest(all: readonly TaskEvent[], act: (event: TaskEvent) => Promise<void>): Promise<void> {
      return severalAtOnce(byRequest(all), async (request) => {
        for (const event of request) await attempt(() => act(event), { taskId: event.task.id });
      });
    }

    async function attempt(
      act: () => Promise<unknown>,
      details: { readonly taskId?: string },
    ): Promise<void> {
      try {
        await act();
      } catch (cause) {
        if (cause instanceof Unavailable) left.push(cause);
        else if (cause instanceof Rejected) log.error("event.not-taken", details, cause);
        else throw cause;
      }
    }
  };

async function severalAtOnce<Told>(told: Told[], act: (each: Told) => Promise<void>): Promise<void> {
  const work = async () => {
    for (let next = told.shift(); next; next = told.shift()) await act(next);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, told.length) }, work));
}

function byRequest(events: readonly TaskEvent[]): TaskEvent[][] {
  const requests = new Map<string, TaskEvent[]>();
  for (const event of [...events].sort((one, other) => one.at.getTime() - other.at.getTime())) {
    const name = conversationOf(event.task);
    requests.set(name, [...(requests.get(name) ?? []), event]);
  }

  return [...requests.values()];
}
