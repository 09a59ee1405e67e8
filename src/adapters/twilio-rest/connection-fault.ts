/** No answer came from Twilio. */
export class ConnectionFault extends Error {
  override readonly name = "ConnectionFault";
  /** The request may have reached Twilio, and may have taken effect there. */
  readonly reached: boolean;
  /** It may even be at work still. */
  readonly timedOut: boolean;

  constructor(message: string, options: { reached: boolean; timedOut?: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.reached = options.reached;
    this.timedOut = options.timedOut ?? false;
  }

  /** What Node says when a socket fails, without its addresses and its stack. */
  static of(cause: Error & { code?: string }): ConnectionFault {
    const code = cause.code ?? cause.name;

    return new ConnectionFault(`The connection to Twilio failed (${code})`, {
      reached: !NEVER_SENT.includes(code),
      timedOut: code === "ETIMEDOUT" || code === "ECONNABORTED",
      cause,
    });
  }
}

/** Failures of finding or opening the connection: nothing was sent. */
const NEVER_SENT = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
];
