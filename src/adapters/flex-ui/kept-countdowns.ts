import type { KeptCountdowns } from "../../application/desktop/auto-requeue.ts";

const PREFIX = "flex-callback-voicemail:requeues-at:";

/** The tab's own memory, which outlives a reload. Where the browser allows none, a reload ends the countdown. */
export function countdownsKeptIn(storage: () => Storage): KeptCountdowns {
  return {
    get(taskId) {
      const kept = orNothing(() => storage().getItem(PREFIX + taskId));

      return kept ? Number(kept) || undefined : undefined;
    },
    set(taskId, endsAt) {
      orNothing(() => {
        if (endsAt === undefined) storage().removeItem(PREFIX + taskId);
        else storage().setItem(PREFIX + taskId, String(endsAt));
      });
    },
  };
}

function orNothing<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
