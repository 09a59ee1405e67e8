export interface RetentionPolicy {
  /** Messages are kept for so many days. Absent: until somebody deletes them. */
  readonly days?: number;
}

const DAY_MS = 86_400_000;

/** Messages recorded before this moment have been kept long enough. `undefined`: none ever has. */
export function keptLongEnoughBefore(now: Date, { days }: RetentionPolicy): Date | undefined {
  return days === undefined ? undefined : new Date(now.getTime() - days * DAY_MS);
}
