/** Time, which the rules take as a value and the use cases take from here. */
export interface Clock {
  now(): Date;

  /** Resolves after so many milliseconds have passed. */
  pause(milliseconds: number): Promise<void>;
}
