import type { AskedAgain, CallbackRequest } from "../callback-request.ts";
import type { CallbackTask } from "../callback-task.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { carriedOver } from "./carry-over.ts";

/** As many as an agent can read at a glance; older ones make way. */
const ASKED_AGAIN_KEPT = 5;

/** The request with what its contact said when they asked again: the message, new attributes, more time. */
export function joinedRequest(open: CallbackRequest, asked: CallbackRequest): CallbackRequest {
  const again: AskedAgain = {
    at: asked.receivedAt,
    ...(asked.message !== undefined && { message: asked.message }),
  };
  const known = open.askedAgain ?? [];
  // The same request that came twice at one moment is not asking again.
  const isSaidAlready = [{ at: open.receivedAt, message: open.message }, ...known].some(
    ({ at, message }) => at.getTime() === again.at.getTime() && message === again.message,
  );
  if (isSaidAlready) return open;

  return {
    ...open,
    ...(open.endsAt && asked.endsAt && open.endsAt < asked.endsAt && { endsAt: asked.endsAt }),
    askedAgain: [...known, again].slice(-ASKED_AGAIN_KEPT),
    attributes: merged(open.attributes, asked.attributes),
    routing: { ...open.routing, priority: Math.max(open.routing.priority, asked.routing.priority) },
  };
}

/**
 * The request of the task that stays, with all that was said and written on the one that goes. `undefined`: it has it
 * all.
 */
export function takenIn(gone: CallbackTask, stays: CallbackTask): CallbackRequest | undefined {
  const request = gone.request.voicemail
    ? stays.request
    : askings(gone.request).reduce(joinedRequest, stays.request);

  return carriedOver(gone, { ...stays, request }) ?? (request === stays.request ? undefined : request);
}

/** The request as it was asked for each time. */
function askings(request: CallbackRequest): readonly CallbackRequest[] {
  const { message: _, ...rest } = request;
  const again = (request.askedAgain ?? []).map(({ at, ...said }) => ({ ...rest, ...said, receivedAt: at }));

  return [request, ...again];
}

/** What the later request says, beside what only the earlier one said. */
function merged(earlier: JsonObject, later: JsonObject): JsonObject {
  return Object.fromEntries(
    [...new Set([...Object.keys(earlier), ...Object.keys(later)])].map((key) => [
      key,
      mergedValue(earlier[key], later[key]),
    ]),
  );
}

function mergedValue(earlier: Json | undefined, later: Json | undefined): Json {
  if (isJsonObject(earlier) && isJsonObject(later)) return merged(earlier, later);

  return later ?? earlier ?? null;
}
