/**
 * What a fault is known by, in place of its class: an application may load this package twice, as ES module and as
 * CommonJS, and then there are two classes of each name.
 */
const KINDS = Symbol.for("flex-callback-voicemail.fault");

function isOfKind(value: unknown, kind: string): boolean {
  const kinds = (value as { readonly [KINDS]?: readonly string[] } | null | undefined)?.[KINDS];

  return Array.isArray(kinds) && kinds.includes(kind);
}

/**
 * The other side is out of reach or too busy, after all tries that time allowed. Asking again later may help.
 * Whatever was asked for either did not happen, or is found again by whoever asks again.
 */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly [KINDS]: readonly string[] = ["unavailable"];

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, "unavailable");
  }

  constructor(
    message: string,
    readonly options: { readonly cause?: unknown; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

/** The other side understood and said no: asking again in the same words will not help. */
export class Rejected extends Error {
  override readonly name: string = "Rejected";
  readonly [KINDS]: readonly string[] = ["rejected"];

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, "rejected");
  }

  constructor(
    message: string,
    /** The other side's own code for its refusal, where it gave one: https://www.twilio.com/docs/api/errors */
    readonly options: { readonly cause?: unknown; readonly code?: number; readonly status?: number } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

/** The request is too large for a task, even with its texts shortened. */
export class TooLarge extends Rejected {
  override readonly [KINDS] = ["rejected", "too-large"];

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, "too-large");
  }
}
