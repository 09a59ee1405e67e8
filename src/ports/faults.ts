/**
 * `instanceof` looks for this symbol and not for the class: an application may load this package twice, as ES module and
 * as CommonJS, and then each class exists twice.
 */
const KINDS = Symbol.for("flex-callback-voicemail.fault");

function isOfKind(value: unknown, kind: string): boolean {
  const kinds = (value as { readonly [KINDS]?: readonly string[] } | null | undefined)?.[KINDS];

  return Array.isArray(kinds) && kinds.includes(kind);
}

/**
 * The other side is away or too busy, after as many tries as the time allowed. A later try may help and is safe: what was
 * requested either did not happen, or the later try finds it.
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

/** The other side understood the request and refused it. The same request will be refused again. */
export class Rejected extends Error {
  override readonly name: string = "Rejected";
  readonly [KINDS]: readonly string[] = ["rejected"];

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, "rejected");
  }

  constructor(
    message: string,
    /** `code`: the other side's code for its refusal, if it gave one (https://www.twilio.com/docs/api/errors). `status`: HTTP. */
    readonly options: { readonly cause?: unknown; readonly code?: number; readonly status?: number } = {},
  ) {
    super(message, { cause: options.cause });
  }
}

/** The request is too large for a task, even after its texts were shortened. */
export class TooLarge extends Rejected {
  override readonly [KINDS] = ["rejected", "too-large"];

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isOfKind(value, "too-large");
  }
}
