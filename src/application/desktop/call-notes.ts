import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { PlacedCall } from "../record-attempt.ts";
import type { RecordOnCallback } from "./record-outcomes.ts";

/** The notes of this desktop's calls. */
export interface CallNotes {
  /**
   * Repeated until it is answered: a call of which nobody knows counts as none. Given up, with what `record` threw, when
   * it is refused, when the agent's task has ended, or when a later note says the same.
   */
  readonly note: RecordOnCallback;
  /** Tries at once what was not answered yet, and resolves when nothing is left of it. */
  settled(taskId: string): Promise<void>;
}

export interface CallNotesNeeds {
  /** Throws `Unavailable` when nobody answered, or `Rejected`. */
  readonly record: RecordOnCallback;
  /** Whether the agent still has the callback's task. */
  readonly isHeld: (taskId: string) => boolean;
  readonly clock: Clock;
}

const PAUSE_MS = 10_000;

interface Waiting {
  call: PlacedCall;
  readonly resolve: (outcome: Awaited<ReturnType<RecordOnCallback>>) => void;
  readonly reject: (error: unknown) => void;
}

export function makeCallNotes({ record, isHeld, clock }: CallNotesNeeds): CallNotes {
  const queues = new Map<string, { notes: Waiting[]; wake: () => void; done: Promise<void> }>();

  return {
    note: (taskId, call) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(taskId) ?? { notes: [], wake: () => undefined, done: Promise.resolve() };
        queue.notes.push({ call, resolve, reject });
        if (queues.has(taskId)) return queue.wake();

        queues.set(taskId, queue);
        queue.done = write(taskId, queue);
      }),

    async settled(taskId) {
      const queue = queues.get(taskId);
      queue?.wake();
      await queue?.done;
    },
  };

  async function write(taskId: string, queue: { notes: Waiting[]; wake: () => void }): Promise<void> {
    const { notes } = queue;
    for (let note = notes[0]; note; note = notes[0]) {
      try {
        note.resolve(await record(taskId, note.call));
        notes.shift();
      } catch (error) {
        // The call's outcome says as well that it was placed.
        const isPlaced = note.call.outcome === "placed";
        const isSaidLater = (): boolean => isPlaced && notes.length > 1;
        const isOver = (): boolean => !(error instanceof Unavailable) || !isHeld(taskId) || isSaidLater();
        if (!isOver())
          await new Promise<void>((wake) => {
            queue.wake = wake;
            clock.after(PAUSE_MS, wake);
          });
        if (isOver()) {
          notes.shift();
          const [later] = notes;
          if (later && note.call.numberCalled !== undefined && isPlaced)
            later.call = { ...later.call, numberCalled: note.call.numberCalled };
          note.reject(error);
        }
      }
    }
    queues.delete(taskId);
  }
}
