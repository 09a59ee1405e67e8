import { z } from "zod";

/** A fault on demand, for the next `times` requests that match. */
export interface Fault {
  readonly method?: string | undefined;
  /** Such as `taskrouter.twilio.com`; `functions` for those of the local stack. */
  readonly host?: string | undefined;
  /** Matches paths that contain this text. */
  readonly path?: string | undefined;
  /** Default: 1. */
  readonly times?: number | undefined;
  readonly status?: number | undefined;
  /** The body of the answer. Absent: Twilio's error body for the status. */
  readonly raw?: string | undefined;
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly latencyMs?: number | undefined;
  /** The connection is destroyed: "before" the operation, or "after" it took effect. */
  readonly reset?: "before" | "after" | undefined;
}

const NOTHING_GOES_WRONG = "must name what goes wrong: status, raw, latencyMs or reset";

export const faultSchema = z
  .strictObject({
    method: z.string().optional(),
    host: z.string().optional(),
    path: z.string().optional(),
    times: z.int().min(1).max(10_000).optional(),
    status: z.int().min(200).max(599).optional(),
    raw: z.string().optional(),
    contentType: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    latencyMs: z.int().min(0).max(120_000).optional(),
    reset: z.enum(["before", "after"]).optional(),
  })
  .refine(
    (fault) => [fault.status, fault.raw, fault.latencyMs, fault.reset].some((what) => what !== undefined),
    {
      error: NOTHING_GOES_WRONG,
    },
  );

/** By this name a fault meets requests to the functions, beside those to Twilio's hosts. */
export const FUNCTIONS_HOST = "functions";

interface RequestMark {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** The pending faults. A request meets at most one of them, the oldest that matches. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault: faultSchema.parse(fault), left: fault.times ?? 1 });
  }

  /** Faults that still wait for a request. */
  get pending(): readonly Fault[] {
    return this.#waiting.map(({ fault }) => fault);
  }

  take(request: RequestMark): Fault | undefined {
    const index = this.#waiting.findIndex(({ fault }) => matches(fault, request));
    const found = this.#waiting[index];
    if (!found) return undefined;

    found.left -= 1;
    if (found.left === 0) this.#waiting.splice(index, 1);
    return found.fault;
  }

  clear(): void {
    this.#waiting.length = 0;
  }
}

/** A fault that names neither host nor path is meant for Twilio: functions have paths of their own. */
function namesHost(fault: Fault, host: string): boolean {
  if (fault.host !== undefined) return fault.host === host;

  return host !== FUNCTIONS_HOST || fault.path !== undefined;
}

function matches(fault: Fault, request: RequestMark): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === request.method) &&
    namesHost(fault, request.host) &&
    (fault.path === undefined || request.path.includes(fault.path))
  );
}
