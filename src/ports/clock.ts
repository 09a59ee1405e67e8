/** Calls off what has not happened yet; afterwards it does nothing. */
export type CallOff = () => void;

/** Time, which the rules take as a value and everybody else takes from here. */
export interface Clock {
  now(): Date;

  /** Resolves after so many milliseconds have passed. */
  pause(milliseconds: number): Promise<void>;

  /** Runs the work once, after so many milliseconds have passed, unless it is called off before. */
  after(milliseconds: number, run: () => void): CallOff;
}
