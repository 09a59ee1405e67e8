import type { CallbackRequest } from "../../domain/callback-request.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import type { OnceNeeds } from "./needs.ts";

/**
 * The request without the agent who is to be asked first, if they have left. TaskRouter would keep it for them until
 * the workflow's time-out: https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing. Where
 * nobody can say whether they have left, it waits as long: late beats not at all.
 */
export async function forWhoIsThere(
  request: CallbackRequest,
  { roster }: Pick<OnceNeeds, "roster">,
): Promise<CallbackRequest> {
  const { ownerId, assigned: _, ...forAnybody } = request;
  if (ownerId === undefined || !roster) return request;

  try {
    return (await roster.find(ownerId)) ? request : forAnybody;
  } catch (cause) {
    if (cause instanceof Unavailable || cause instanceof Rejected) return request;
    throw cause;
  }
}
