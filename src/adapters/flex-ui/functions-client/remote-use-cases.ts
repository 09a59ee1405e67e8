import type { SessionEnded } from "../../../application/desktop/session-ended.ts";
import type { PlacedCall, RecordAttemptOutcome } from "../../../application/record-attempt.ts";
import type { RequeueOutcome } from "../../../application/requeue-callback.ts";
import type { RequeuePolicy } from "../../../domain/retry/requeue.ts";
import { Rejected } from "../../../ports/faults.ts";
import { readRefusal, readRequeued, readSettings } from "./answers.ts";
import { type Answer, type AskOptions, ask } from "./ask.ts";

/**
 * Use cases of the library, carried out by the functions: who the agent is, is told by the token that goes along.
 *
 * Each throws `Unavailable` when the functions cannot be reached or are too busy, after all tries, and `Rejected`
 * when they cannot do what they were asked.
 */
export interface RemoteUseCases {
  requeue(taskId: string): Promise<RequeueOutcome | SessionEnded>;
  recordAttempt(taskId: string, call: PlacedCall): Promise<RecordAttemptOutcome | SessionEnded>;
  requeuePolicy(): Promise<RequeuePolicy>;
}

export function makeRemoteUseCases(options: AskOptions): RemoteUseCases {
  return {
    async requeue(taskId) {
      const answer = await ask("requeue-callback", { taskSid: taskId }, options);

      return answer.succeeded ? readRequeued(answer.body) : requeueRefusal(answer);
    },

    async recordAttempt(taskId, { outcome, callTaskId }) {
      const fields = {
        taskSid: taskId,
        outcome,
        ...(callTaskId !== undefined && { callTaskSid: callTaskId }),
      };
      const answer = await ask("record-attempt", fields, options);

      return answer.succeeded ? { kind: "recorded" } : commonRefusal(answer);
    },

    async requeuePolicy() {
      const answer = await ask("settings", {}, options);
      if (!answer.succeeded) throw rejected(answer);

      return readSettings(answer.body);
    },
  };
}

function requeueRefusal(answer: Answer): RequeueOutcome | SessionEnded {
  const refusal = readRefusal(answer.body);
  switch (refusal.code) {
    case "attempts-used-up":
      return { kind: "gave-up", attemptsMade: refusal.attemptsMade, maxAttempts: refusal.maxAttempts };
    case "not-with-agent":
      return { kind: "not-with-agent", state: refusal.state };
    default:
      return commonRefusal(answer);
  }
}

type CommonRefusal = { readonly kind: "not-allowed" } | { readonly kind: "task-not-found" } | SessionEnded;

function commonRefusal(answer: Answer): CommonRefusal {
  const refusal = readRefusal(answer.body);
  switch (refusal.code) {
    case "not-allowed":
    case "task-not-found":
      return { kind: refusal.code };
    case "token-missing":
    case "token-invalid":
    case "token-expired":
      return { kind: "session-ended" };
    default:
      throw rejected(answer);
  }
}

function rejected({ status, body }: Answer): Rejected {
  const { message } = readRefusal(body);

  return new Rejected(message ?? `The functions answered ${status}`, { status });
}
