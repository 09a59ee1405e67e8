export interface RetentionPolicy {
  /** How many days to keep messages. Absent: until somebody deletes them. */
  readonly days?: number;
}

const DAY_MS = 86_400_000;

/** Messages recorded before this moment are due for deletion. `undefined`: the policy keeps all of them. */
export function keptLongEnoughBefore(now: Date, { days }: RetentionPolicy): Date | undefined {
  return days === undefined ? undefined : new Date(now.getTime() - days * DAY_MS);
}
