import type { RequestKind } from "../../domain/callback-request.ts";
import type { End } from "../../domain/end.ts";
import type { JsonObject } from "../../domain/json.ts";
import { pick } from "./values.ts";

/**
 * What Flex Insights reads from `conversations` when a task ends: `docs/reports.md` lists the values.
 * https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
export function insightsOf({ how, reason }: End, kind: RequestKind): JsonObject {
  return { outcome: reason === undefined ? how : `${how}: ${reason}`, content: kind };
}

/** `conversations` without the marks that this end brought; those that somebody else set stay. */
export function withoutInsights(
  conversations: JsonObject,
  end: End | undefined,
  kind: RequestKind,
): JsonObject {
  if (!end) return conversations;
  const marks = insightsOf(end, kind);

  return pick(conversations, (key) => marks[key] === undefined || marks[key] !== conversations[key]);
}
