/** What a deployment has done so far, for the next one to go on from when this one is interrupted. */
export interface DeployNotes {
  /** What was written under this key last, also by an earlier process; else `undefined`. */
  read(key: string): string | undefined;

  write(key: string, value: string): void;

  /** Forgets everything. */
  clear(): void;
}
