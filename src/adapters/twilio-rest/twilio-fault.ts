import { parseJson } from "../../domain/json.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import type { TwilioResponse } from "./connection.ts";
import { ConnectionFault } from "./connection-fault.ts";

/** The meaning of an error of the SDK or of the connection below it. */
export type TwilioFault =
  | { readonly kind: "not-found" }
  /** Another process has changed the resource since we read it. */
  | { readonly kind: "conflict" }
  /** Twilio understood the request and refused it. */
  | { readonly kind: "refused"; readonly status: number; readonly code?: number; readonly message: string }
  /** Twilio turned the request away; it had no effect. */
  | { readonly kind: "busy"; readonly status: number }
  /** There was no answer, or an unreadable one. The request may have taken effect, or may still do so. */
  | { readonly kind: "lost"; readonly mayStillHappen: boolean }
  /** The request did not reach Twilio and had no effect. */
  | { readonly kind: "unreachable" };

/**
 * Classifies the SDK's three families of errors and the connection's own: `RestException` (`{status, code, message}`),
 * `TwilioServiceException` (RFC 9457) and axios' errors (`{isAxiosError, code}`). `undefined`: the error does not come from
 * Twilio.
 */
export function twilioFault(error: unknown): TwilioFault | undefined {
  if (error instanceof ConnectionFault) return faultOfConnection(error);
  if (!(error instanceof Error)) return undefined;
  if ("isAxiosError" in error) return faultOfConnection(ConnectionFault.of(error));
  // The SDK could not parse a 200 or 201, such as a page of a proxy. The answer does not say what happened.
  if (error instanceof SyntaxError) return { kind: "lost", mayStillHappen: false };

  const { status, code, detail } = error as Error & { status?: unknown; code?: unknown; detail?: unknown };
  if (typeof status !== "number") return undefined;

  return faultOfStatus(
    status,
    code,
    typeof detail === "string" ? detail : error.message || "no reason given",
  );
}

/** The error that the SDK would throw for a refusing answer, for requests without the SDK. */
export function refusalOf({ statusCode, body }: Pick<TwilioResponse, "statusCode" | "body">): Error {
  const { message, code, detail } = refusalBody(body);

  return Object.assign(new Error(typeof message === "string" ? message : `Twilio answered ${statusCode}`), {
    status: statusCode,
    code,
    detail,
  });
}

function refusalBody(body: string): { message?: unknown; code?: unknown; detail?: unknown } {
  return Object(parseJson(body));
}

function faultOfConnection(fault: ConnectionFault): TwilioFault {
  return fault.reached ? { kind: "lost", mayStillHappen: fault.timedOut } : { kind: "unreachable" };
}

function faultOfStatus(status: number, code: unknown, message: string): TwilioFault {
  if (status === 404) return { kind: "not-found" };
  if (status === 412 || status === 409) return { kind: "conflict" };
  if (status === 429 || status === 503) return { kind: "busy", status };
  if (status >= 500) return { kind: "lost", mayStillHappen: false };

  return { kind: "refused", status, message, ...(typeof code === "number" && { code }) };
}

/**
 * The fault that a port throws for an error that the adapter cannot repair.
 *
 * @param what the failed action, for the message
 */
export function asPortFault(error: unknown, what: string): Error {
  const fault = twilioFault(error);
  switch (fault?.kind) {
    case undefined:
      return error instanceof Error ? error : new Error(String(error));
    case "refused":
      return new Rejected(`${what}: ${fault.message}`, {
        cause: error,
        status: fault.status,
        ...(fault.code !== undefined && { code: fault.code }),
      });
    case "not-found":
      return new Rejected(`${what}: Twilio does not know it`, { cause: error, status: 404 });
    case "conflict":
      return new Unavailable(`${what}: it is being changed by others`, {
        cause: error,
        retryAfterSeconds: 1,
      });
    case "busy":
      return new Unavailable(`${what}: Twilio is busy`, { cause: error, retryAfterSeconds: 2 });
    case "lost":
    case "unreachable":
      return new Unavailable(`${what}: Twilio did not answer`, { cause: error, retryAfterSeconds: 5 });
  }
}
