import type { TaskEvent } from "../domain/task-event.ts";
import { Rejected, Unavailable } from "../ports/faults.ts";
import type { FollowEnd } from "./follow-end.ts";
import type { OnceNeeds } from "./once/needs.ts";

/**
 * Takes what the queue tells of tasks as it happens, in whatever order and however often: it follows what has ended.
 *
 * Throws `Unavailable` if anything is left to do. The same events may then come again: what is done is not done twice.
 */
export type TakeEvents = (events: readonly TaskEvent[]) => Promise<{ readonly followed: number }>;

/** So many tasks at once, so that a batch of a hundred ends in time and the queue is not overrun. */
const AT_ONCE = 8;

export const makeTakeEvents =
  (follow: FollowEnd, { log }: Pick<OnceNeeds, "log">): TakeEvents =>
  async (events) => {
    const left: unknown[] = [];
    let followed = 0;
    const tasks = [...endsByTask(events).values()];
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, tasks.length) }, work));
    if (left.length > 0)
      throw new Unavailable(`${left.length} tasks are still to be followed`, {
        cause: left[0],
        retryAfterSeconds: 15,
      });

    return { followed };

    async function work(): Promise<void> {
      for (let ends = tasks.shift(); ends; ends = tasks.shift())
        for (const { task, end } of ends) {
          try {
            const outcome = await follow({ task, end });
            if (outcome.kind === "followed") followed += 1;
          } catch (cause) {
            if (cause instanceof Unavailable) left.push(cause);
            else if (cause instanceof Rejected) log.error("task.not-followed", { taskId: task.id }, cause);
            else throw cause;
          }
        }
    }
  };

type Ended = Extract<TaskEvent, { readonly kind: "ended" }>;

/** The ends of one task are looked at one after the other. */
function endsByTask(events: readonly TaskEvent[]): ReadonlyMap<string, readonly Ended[]> {
  const ends = new Map<string, Ended[]>();
  for (const event of events)
    if (event.kind === "ended") ends.set(event.task.id, [...(ends.get(event.task.id) ?? []), event]);

  return ends;
}
