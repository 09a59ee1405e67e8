import { parseJson } from "../../../domain/json.ts";
import type { Clock } from "../../../ports/clock.ts";
import { Rejected, Unavailable } from "../../../ports/faults.ts";
import { type FlexFunction, flexPath } from "../../twilio-wire/paths.ts";

/** How to reach the functions. */
export interface FunctionsAccess {
  /** The functions' address, `https://…` without a path. `undefined`: not configured, so nothing is sent. */
  readonly functionsUrl: string | undefined;
  /** The agent's token, read for each request: Flex renews it. */
  readonly token: () => string;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs?: number;
}

export interface Answer {
  readonly succeeded: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** The functions answer within 9 seconds or not at all. */
const TIMEOUT_MS = 10_000;

const TRIES = 3;
const FIRST_DELAY_MS = 1_000;

/** Give up after this long, all tries included. */
const PATIENCE_MS = 15_000;

/**
 * Sends one request to a function, and tries again after a fault that may pass. The functions do nothing twice, so a lost
 * answer does no harm.
 *
 * The token is in the body, and therefore in no address and no log. The body is a form and there is no header of our own, so
 * the browser sends no preflight request, which would cost an invocation.
 *
 * @throws `Unavailable` when no try had an answer, or the signal aborted; `Rejected` when the functions are not configured
 */
export async function post(
  name: FlexFunction,
  fields: Readonly<Record<string, string>>,
  access: FunctionsAccess,
  signal?: AbortSignal,
): Promise<Answer> {
  const { clock, functionsUrl } = access;
  if (!functionsUrl) throw new Rejected("The functions' domain is not configured");
  const patientUntil = clock.now().getTime() + PATIENCE_MS;

  for (let tried = 1; ; tried++) {
    const attempt = await postOnce(`${functionsUrl}${flexPath(name)}`, fields, access, signal);
    if (attempt.kind === "answer") return attempt.answer;

    const delay = attempt.retryAfterMs ?? FIRST_DELAY_MS * tried;
    if (tried === TRIES || signal?.aborted || clock.now().getTime() + delay > patientUntil) {
      throw new Unavailable("The functions cannot be reached", { cause: attempt.cause });
    }
    await clock.pause(delay);
  }
}

type Attempt =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "passing"; readonly cause: unknown; readonly retryAfterMs?: number };

async function postOnce(
  url: string,
  fields: Readonly<Record<string, string>>,
  { token, clock, fetch, timeoutMs = TIMEOUT_MS }: FunctionsAccess,
  signal?: AbortSignal,
): Promise<Attempt> {
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const callOff = clock.after(timeoutMs, end);
  signal?.addEventListener("abort", end);
  try {
    const response = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ ...fields, Token: token() }),
      signal: ending.signal,
    });
    const { status, headers } = response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const answer = { succeeded: response.ok, status, headers, bytes };

    return isPassing(answer)
      ? { kind: "passing", cause: `HTTP ${status}`, ...retryAfter(headers) }
      : { kind: "answer", answer };
  } catch (cause) {
    return { kind: "passing", cause };
  } finally {
    callOff();
    signal?.removeEventListener("abort", end);
  }
}

/** Whether the fault may pass. Our own 502 means that Twilio refused; a 502 without our code comes from a gateway. */
function isPassing(answer: Answer): boolean {
  const { status } = answer;
  if (status === 502) return typeof (jsonOf(answer) as { code?: unknown } | undefined)?.code !== "string";

  return status === 429 || status >= 500;
}

/** The answer's JSON. `undefined`: it is no JSON. */
export function jsonOf({ bytes }: Pick<Answer, "bytes">): unknown {
  return parseJson(new TextDecoder().decode(bytes));
}

function retryAfter(headers: Headers): { readonly retryAfterMs?: number } {
  const seconds = Number(headers.get("Retry-After") ?? Number.NaN);

  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1_000 } : {};
}
