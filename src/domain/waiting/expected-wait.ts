/** How a queue has done lately. */
export interface QueueFigures {
  /** Who waits now, the caller included. */
  readonly waiting: number;
  /** How many agents took in the last so many seconds. */
  readonly accepted: number;
  readonly windowSeconds: number;
}

/**
 * How long the last in line waits if agents go on at their pace. `undefined`: nobody was taken lately, so that nobody
 * can say.
 */
export function expectedWaitSeconds({ waiting, accepted, windowSeconds }: QueueFigures): number | undefined {
  return accepted > 0 ? Math.round((waiting * windowSeconds) / accepted) : undefined;
}

/** An expected wait as one says it. Always rounded up: who waits shorter does not complain. */
export type WaitInWords =
  | { readonly kind: "a-minute" }
  | { readonly kind: "minutes"; readonly minutes: number }
  | { readonly kind: "an-hour" }
  | { readonly kind: "an-hour-and-a-half" }
  | { readonly kind: "hours"; readonly hours: number }
  | { readonly kind: "longer" };

/** Beyond this the exact length is of no use to anybody. */
const LONGEST_SAID_HOURS = 4;

export function waitInWords(seconds: number): WaitInWords {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return { kind: "a-minute" };
  if (minutes <= 10) return { kind: "minutes", minutes };
  if (minutes <= 55) return { kind: "minutes", minutes: Math.ceil(minutes / 5) * 5 };
  if (minutes <= 60) return { kind: "an-hour" };
  if (minutes <= 90) return { kind: "an-hour-and-a-half" };
  const hours = Math.ceil(minutes / 60);

  return hours <= LONGEST_SAID_HOURS ? { kind: "hours", hours } : { kind: "longer" };
}
