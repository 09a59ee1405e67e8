/** What a deployment has done so far, so that the next one can continue after an interruption. */
export interface DeployNotes {
  /** Returns the latest note under this key, whichever process wrote it. `undefined`: there is none. */
  read(key: string): string | undefined;

  write(key: string, value: string): void;

  /** Forgets everything. */
  clear(): void;
}
