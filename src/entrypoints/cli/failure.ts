import { EXIT } from "./exit-codes.ts";

/** Why a command stopped, in the words of the command line. */
export interface FailureWords {
  /** For programs. Stays the same from version to version. */
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly exit: number;
}

/** A command cannot go on, and a person can do something about it. */
export class Failure extends Error implements FailureWords {
  override readonly name = "Failure";
  readonly code: string;
  readonly remedy?: string;
  readonly exit: number;

  constructor(
    code: string,
    message: string,
    {
      remedy,
      exit = EXIT.failed,
      cause,
    }: { readonly remedy?: string; readonly exit?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.exit = exit;
    if (remedy !== undefined) this.remedy = remedy;
  }
}
