import type { Agent } from "../domain/agent.ts";
import { defined } from "../domain/defined.ts";
import { type AskedByAgent, mayName, taskToPutBack } from "../domain/once/asked-put-back.ts";
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

export const makeRequestByAgent = (
  requestCallback: RequestCallback,
  requeue: RequeueCallback,
  tasks: Pick<CallbackTasks, "look">,
): RequestByAgent => {
  return async (input, agent) => {
    const held = await heldBy(agent, input);
    const task = taskToPutBack(askedBy(input), held);
    if (task) return { kind: "put-back", outcome: await requeue(task.id, agent, { isAttempt: true }) };

    const outcome: RequestCallbackOutcome = mayName(input.voicemail?.recordingId, held)
      ? await requestCallback(input)
      : { kind: "refused", faults: { voicemail: "not-theirs" } };

    return { kind: "asked", outcome };
  };

  async function heldBy({ workerId }: Agent, { attemptsMade = 0, voicemail }: CallbackInput) {
    if (workerId === undefined || (attemptsMade < 1 && !voicemail)) return [];

    return (await tasks.look({ heldBy: workerId }, "all")).tasks;
  }
};

function askedBy({
  attemptsMade = 0,
  voicemail,
  conversationId,
  contactNumber,
}: CallbackInput): AskedByAgent {
  return defined({
    attemptsMade,
    recordingId: voicemail?.recordingId,
    conversationId,
    number: knownNumber(contactNumber ?? ""),
  });
}
