import type { CallbackTask } from "../domain/callback-task.ts";
import { withoutEnd } from "../domain/end.ts";
import type { CallbackInput, FieldFaults } from "../domain/parse-request.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { FindCallback } from "./find-callback.ts";

export type CancelCallbackOutcome =
  /** `repeated`: it had been canceled before. */
  | { readonly kind: "canceled"; readonly taskId: string; readonly repeated: boolean }
  /** An agent has it already, or is being offered it: the call may come at any moment. */
  | { readonly kind: "with-agent"; readonly taskId: string }
  | { readonly kind: "none" }
  | { readonly kind: "refused"; readonly faults: FieldFaults };

/** Calls off what a contact has asked for, as the contact wishes. */
export type CancelCallback = (asked: CallbackInput) => Promise<CancelCallbackOutcome>;

/**
 * Notes the contact's wish on the task, then ends it if nobody has changed it since. Whoever is faster has the task: the
 * note is taken off again.
 */
export const makeCancelCallback =
  (findCallback: FindCallback, tasks: Pick<CallbackTasks, "change" | "end">, clock: Clock): CancelCallback =>
  async (asked) => {
    const found = await findCallback(asked);
    switch (found.kind) {
      case "refused":
        return found;
      case "none":
        return found.last && wasCanceledByContact(found.last)
          ? { kind: "canceled", taskId: found.last.id, repeated: true }
          : { kind: "none" };
      case "found":
        return cancel(found.reading.task.id);
    }

    async function cancel(taskId: string): Promise<CancelCallbackOutcome> {
      const end = { how: "canceled", reason: "contact", at: clock.now(), by: "contact" } as const;
      const reading = await tasks.change(taskId, ({ task }) =>
        task.state === "waiting" && !task.mark ? { request: { ...task.request, end } } : undefined,
      );
      if (!reading) return { kind: "none" };
      if (wasCanceledByContact(reading.task)) return { kind: "canceled", taskId, repeated: true };
      if (reading.task.request.end?.at.getTime() !== end.at.getTime()) return { kind: "with-agent", taskId };
      if ((await tasks.end(taskId, "The contact no longer wants it", reading.revision)) === "ended")
        return { kind: "canceled", taskId, repeated: false };

      await tasks.change(taskId, ({ task }) =>
        task.state !== "canceled" && task.request.end?.by === "contact"
          ? { request: withoutEnd(task.request) }
          : undefined,
      );

      return { kind: "with-agent", taskId };
    }
  };

function wasCanceledByContact({ state, request }: CallbackTask): boolean {
  return state === "canceled" && request.end?.reason === "contact";
}
