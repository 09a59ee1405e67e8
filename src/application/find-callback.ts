import type { CallbackTask } from "../domain/callback-task.ts";
import { type DuplicatePolicy, identityOf } from "../domain/duplicates.ts";
import {
  type CallbackInput,
  type FieldFaults,
  type ParseRequestPolicy,
  parseRequest,
} from "../domain/parse-request.ts";
import type { CallbackTasks, TaskReading } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Unavailable } from "../ports/faults.ts";
import type { Ledger } from "../ports/ledger.ts";
import { openTaskFrom } from "./once/open-task.ts";

export type FindCallbackOutcome =
  | { readonly kind: "found"; readonly reading: TaskReading }
  /** The contact has asked for nothing, or it is over. `last`: the task that it ended with, if it is still known. */
  | { readonly kind: "none"; readonly last?: CallbackTask }
  | { readonly kind: "refused"; readonly faults: FieldFaults };

/** The callback that a contact has asked for and that has not ended: what the same request would join. */
export type FindCallback = (asked: CallbackInput) => Promise<FindCallbackOutcome>;

/** Found through the ledger, never by search: two questions, whatever the queue holds. */
export const makeFindCallback =
  (
    tasks: Pick<CallbackTasks, "find">,
    ledger: Ledger,
    clock: Clock,
    policy: ParseRequestPolicy & DuplicatePolicy,
  ): FindCallback =>
  async (asked) => {
    const parsed = parseRequest(asked, policy, clock.now());
    if (parsed.kind === "refused") return parsed;

    const identity = identityOf(parsed.request, asked, policy);
    if (identity.kind === "never" || !ledger.isKept) return { kind: "none" };

    const read = await ledger.read(ledger.keyOf(identity));
    switch (read.kind) {
      case "none":
        return { kind: "none" };
      case "away":
        throw new Unavailable("The ledger cannot be asked", { cause: read.cause, retryAfterSeconds: 5 });
      case "entry":
        return latest(read.entry.taskId);
    }

    async function latest(first: string | undefined): Promise<FindCallbackOutcome> {
      const { open, last } = await openTaskFrom(first, tasks);

      return open ? { kind: "found", reading: open } : { kind: "none", ...(last && { last }) };
    }
  };
