import type { Clock } from "../../../ports/clock.ts";
import { Rejected, Unavailable } from "../../../ports/faults.ts";

export interface AskOptions {
  /** Where the functions are: `https://…`, without a path. Empty: nobody said. */
  readonly functionsUrl: string;
  /** The agent's token, asked for with each request: Flex renews it. */
  readonly token: () => string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** How long one request may take. */
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly succeeded: boolean;
  readonly status: number;
  /** `undefined` when it was not JSON. */
  readonly body: unknown;
}

/** The functions answer within 9 seconds or not at all. */
const TIMEOUT_MS = 10_000;

const TRIES = 3;
const FIRST_DELAY_MS = 1_000;

/** An agent who waits longer than this has a right to know. */
const PATIENCE_MS = 15_000;

/**
 * Asks one of the functions that are for the desk. Whatever may pass is tried again: the functions do nothing twice, so a
 * lost answer is found again.
 *
 * A form's body and no header of our own: then the browser sends no preflight, which costs an invocation.
 */
export async function ask(
  name: string,
  fields: Readonly<Record<string, string>>,
  options: AskOptions,
): Promise<Answer> {
  const { clock, functionsUrl } = options;
  if (functionsUrl === "") throw new Rejected("Nobody said where the functions are");
  const patientUntil = clock.now().getTime() + PATIENCE_MS;

  for (let tried = 1; ; tried++) {
    const attempt = await askOnce(name, fields, options);
    if (attempt.kind === "answer") return attempt.answer;

    const delay = attempt.retryAfterMs ?? FIRST_DELAY_MS * tried;
    if (tried === TRIES || clock.now().getTime() + delay > patientUntil) {
      throw new Unavailable("The functions cannot be reached", { cause: attempt.cause });
    }
    await clock.pause(delay);
  }
}

type Attempt =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "passing"; readonly cause: unknown; readonly retryAfterMs?: number };

async function askOnce(
  name: string,
  fields: Readonly<Record<string, string>>,
  { functionsUrl, token, fetch, timeoutMs = TIMEOUT_MS }: AskOptions,
): Promise<Attempt> {
  try {
    const response = await fetch(`${functionsUrl}/callback/flex/${name}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, Token: token() }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = parsed(await response.text());

    return isPassing(response.status, body)
      ? { kind: "passing", cause: `HTTP ${response.status}`, ...retryAfter(response.headers) }
      : { kind: "answer", answer: { succeeded: response.ok, status: response.status, body } };
  } catch (cause) {
    return { kind: "passing", cause };
  }
}

/** A 502 of ours says that Twilio refused; one without our words comes from a gateway on the way. */
function isPassing(status: number, body: unknown): boolean {
  if (status === 502) return typeof (body as { code?: unknown } | undefined)?.code !== "string";

  return status === 429 || status >= 500;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfter(headers: Headers): { readonly retryAfterMs?: number } {
  const seconds = Number(headers.get("Retry-After") ?? Number.NaN);

  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1_000 } : {};
}
