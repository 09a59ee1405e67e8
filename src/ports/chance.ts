/** Random values. Rules receive them as arguments; adapters draw them here. */
export interface Chance {
  /** A random number from 0 (included) to 1 (excluded), uniformly distributed. */
  fraction(): number;

  /** A unique id in the form of a UUID, 36 characters long. */
  id(): string;
}
