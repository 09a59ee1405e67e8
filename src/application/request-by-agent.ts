import type { Agent } from "../domain/agent.ts";
import { defined } from "../domain/defined.ts";
import { taskToPutBack } from "../domain/once/asked-put-back.ts";
import type { CallbackInput } from "../domain/parse-request.ts";
import { knownNumber } from "../domain/phone-number.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { RequestCallback, RequestCallbackOutcome } from "./request-callback.ts";
import type { RequeueCallback, RequeueOutcome } from "./requeue-callback.ts";

export type RequestByAgentOutcome =
  | { readonly kind: "asked"; readonly outcome: RequestCallbackOutcome }
  /** It was the put-back of a task that the agent has. */
  | { readonly kind: "put-back"; readonly outcome: RequeueOutcome };

/** Takes a request from an agent's desktop. The public plugins put a request back by asking for it once more. */
export type RequestByAgent = (input: CallbackInput, agent: Agent) => Promise<RequestByAgentOutcome>;

export const makeRequestByAgent =
  (
    requestCallback: RequestCallback,
    requeue: RequeueCallback,
    tasks: Pick<CallbackTasks, "look">,
  ): RequestByAgent =>
  async (input, agent) => {
    const task = await toPutBack(input, agent);

    return task
      ? { kind: "put-back", outcome: await requeue(task.id, agent, { isAttempt: true }) }
      : { kind: "asked", outcome: await requestCallback(input) };

    async function toPutBack(
      { attemptsMade = 0, voicemail, conversationId, contactNumber }: CallbackInput,
      { workerId }: Agent,
    ) {
      if (attemptsMade < 1 || workerId === undefined) return undefined;
      const { tasks: held } = await tasks.look({ heldBy: workerId }, "all");
      const asked = defined({
        attemptsMade,
        recordingId: voicemail?.recordingId,
        conversationId,
        number: knownNumber(contactNumber ?? ""),
      });

      return taskToPutBack(asked, held);
    }
  };
