/** Calls off the work if it has not run yet. */
export type CallOff = () => void;

/** The time. Rules receive it as a value; everything else reads it here. */
export interface Clock {
  now(): Date;

  /** Resolves after this many milliseconds. */
  pause(milliseconds: number): Promise<void>;

  /** Runs the work once, after this many milliseconds, unless it is called off before. */
  after(milliseconds: number, run: () => void): CallOff;
}
