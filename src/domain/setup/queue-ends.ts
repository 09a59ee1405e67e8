import { SHORT_LIFE_MS } from "../after-task-end.ts";
import { endsAtOf, type LifetimePolicy } from "../lifetime.ts";
import { maskedText } from "../masking.ts";
import type { TaskEvent } from "../task-event.ts";

/** Whoever asks on the evening before a long weekend is still to be called after it. */
const LONG_WEEKEND_MS = 4 * 86_400_000;

/** Enough to tell which texts they are. */
const MOST_REASONS = 5;
const LONGEST_REASON = 80;

/** What the queue's log tells of how callbacks ended. */
export interface QueueEnds {
  /** Workflows that canceled callbacks soon after they came, and how many. */
  readonly dropped: ReadonlyMap<string, number>;
  /** Texts with which somebody canceled callbacks, and that are not ours. */
  readonly unknownReasons: readonly string[];
  readonly asked: number;
  /** How many of those are given up within a long weekend. */
  readonly givenUpSoon: number;
}

export function queueEndsOf(events: readonly TaskEvent[], policy: LifetimePolicy): QueueEnds {
  const dropped = new Map<string, number>();
  const reasons = new Set<string>();
  let asked = 0;
  let givenUpSoon = 0;

  for (const event of events) {
    if (wasDropped(event)) {
      const { workflowId = "" } = event.task.request.routing;
      dropped.set(workflowId, (dropped.get(workflowId) ?? 0) + 1);
    }
    const reason = strangersReason(event);
    if (reason !== undefined && reasons.size < MOST_REASONS) reasons.add(shown(reason));
    if (event.kind === "created" && event.task.after === undefined) {
      asked += 1;
      if (isGivenUpSoon(event, policy)) givenUpSoon += 1;
    }
  }

  return { dropped, unknownReasons: [...reasons], asked, givenUpSoon };
}

function wasDropped(event: TaskEvent): boolean {
  if (event.kind !== "ended" || event.end.how !== "canceled" || !event.end.isQueuesReason) return false;

  return event.at.getTime() - event.task.createdAt.getTime() < SHORT_LIFE_MS;
}

/** Where somebody of ours cancels a task, it says so itself. */
function strangersReason(event: TaskEvent): string | undefined {
  if (event.kind !== "ended" || event.end.how !== "canceled" || event.end.isQueuesReason) return undefined;
  const { joined, mark, request } = event.task;

  return joined || mark || request.end ? undefined : event.end.reason;
}

function isGivenUpSoon({ task: { request } }: TaskEvent, policy: LifetimePolicy): boolean {
  return endsAtOf(request, policy).getTime() - request.receivedAt.getTime() < LONG_WEEKEND_MS;
}

function shown(reason: string): string {
  const text = maskedText(reason);

  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text;
}
