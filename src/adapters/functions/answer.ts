/** The answer of a function. It is JSON, unless `body` is text or bytes with their own content type. */
export interface Answer {
  readonly status: number;
  readonly body: object | string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RefusalDetails {
  /** What is wrong with each parameter, by the name that the sender used. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  readonly [detail: string]: unknown;
}

export function success(details: object = {}): Answer {
  return { status: 200, body: { success: true, ...details } };
}

/** @param code for programs. It stays the same, while the message may change */
export function refusal(status: number, code: string, message: string, details: RefusalDetails = {}): Answer {
  return { status, body: { success: false, code, message, ...details } };
}

/** Refuses with status 400, and names every wrong parameter. */
export function invalidRequest(fields: Readonly<Record<string, string | undefined>>): Answer {
  const faults = Object.entries(fields).map(([name, fault]) => `${name} ${fault}`);

  return refusal(400, "invalid-request", faults.join("; "), { fields });
}

export function retryLater(message: string, retryAfterSeconds: number): Answer {
  return {
    ...refusal(503, "unavailable", message),
    headers: { "Retry-After": String(Math.max(1, Math.ceil(retryAfterSeconds))) },
  };
}

/** @param message names the missing or wrong variables, never their values */
export function misconfigured(message: string): Answer {
  return refusal(500, "misconfigured", message);
}
