import type { CallbackTask } from "../domain/callback-task.ts";
import { isCalledOff } from "../domain/once/cancel.ts";
import type { CallbackInput, FieldFaults } from "../domain/parse-request.ts";
import type { FindCallback } from "./find-callback.ts";
import { callOff } from "./once/call-off.ts";
import type { OnceNeeds } from "./once/needs.ts";

export type CancelCallbackOutcome =
  /** `repeated`: it had been canceled before. */
  | { readonly kind: "canceled"; readonly taskId: string; readonly repeated: boolean }
  /** An agent has it already, or is being offered it: the call may come at any moment. */
  | { readonly kind: "with-agent"; readonly taskId: string }
  | { readonly kind: "none" }
  | { readonly kind: "refused"; readonly faults: FieldFaults };

/** Calls off what a contact has asked for, as the contact wishes. */
export type CancelCallback = (asked: CallbackInput) => Promise<CancelCallbackOutcome>;

export const makeCancelCallback =
  (findCallback: FindCallback, needs: Pick<OnceNeeds, "tasks" | "clock" | "pace">): CancelCallback =>
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
      const words = "The contact no longer wants it";
      const outcome = await callOff(taskId, { reason: "contact", by: "contact", words }, needs);
      switch (outcome.kind) {
        case "canceled":
          return { ...outcome, taskId };
        case "taken":
          return { kind: "with-agent", taskId };
        case "ended":
        case "gone":
          return { kind: "none" };
      }
    }
  };

function wasCanceledByContact(task: CallbackTask): boolean {
  return task.state === "canceled" && isCalledOff(task, "contact");
}
