/** Chance, which the rules take as a value and the adapters take from here. */
export interface Chance {
  /** From 0 up to, but never, 1: each about as likely as any other. */
  fraction(): number;

  /** An id that nobody else has: 36 characters, written as UUIDs are. */
  id(): string;
}
