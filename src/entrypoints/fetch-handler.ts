import { type Answer, refusal } from "../adapters/functions/answer.ts";
import {
  eventOf,
  FetchResponse,
  type ReceivedRequest,
  received,
} from "../adapters/functions/fetch-request.ts";
import { respond } from "../adapters/functions/handler.ts";
import { allowedOrigin } from "../adapters/functions/origins.ts";
import { isSignedByTwilio } from "../adapters/functions/twilio-signature.ts";
import {
  type EventFunction,
  eventPath,
  type FlexFunction,
  flexPath,
  type StudioFunction,
  studioPath,
} from "../adapters/twilio-wire/paths.ts";
import { EVENT_HANDLERS, FLEX_HANDLERS, STUDIO_HANDLERS } from "./functions/list.ts";
import type { FunctionContext, FunctionHandler, Served } from "./functions/serve.ts";
import { Misconfigured, readSettings } from "./functions/settings.ts";
import type { Bindings } from "./functions/tokens.ts";

export interface FetchHandlerOptions {
  /**
   * The origin under which Twilio reaches this server, such as `https://example.com`, if a proxy is in front of it. Twilio's
   * signature covers the address that Twilio called.
   */
  readonly publicOrigin?: string;
  /** The part of this server's paths before `/callback/…`, such as `/twilio`. */
  readonly basePath?: string;
  /** Replaces our own adapters, for example the queue, the ledger or the log. */
  readonly bindings?: Bindings;
}

export type FetchHandler = (request: Request) => Promise<Response>;

/**
 * Makes a handler for any server that uses `Request` and `Response`. It serves the functions at the same paths as Twilio.
 *
 * @param environment the settings of the functions, such as `process.env`
 * @throws {Misconfigured} with the name of every setting that is missing or wrong
 */
export function fetchHandler(environment: FunctionContext, options: FetchHandlerOptions = {}): FetchHandler {
  const authToken = authTokenOf(environment);
  const serve = servedOnce(environment, options.bindings);

  return async (request) => {
    const { pathname, origin, search } = new URL(request.url);
    const found = functionAt(pathname, options.basePath);
    if (!found) return plain(refusal(404, "no-such-function", "There is no such function here."));
    if (!METHODS.includes(request.method))
      return plain(refusal(405, "method-not-allowed", "Use GET or POST."));

    const served = serve(found.handler);
    if (request.method === "OPTIONS") return preflight(request, served.origins ?? []);

    // A wrong public origin is refused for every call, and only the log can say so.
    const address = `${options.publicOrigin ?? origin}${pathname}`;
    const refuse = (answer: Answer, code: string) => {
      served.log.warn("request.refused", { address, code });
      return plain(answer);
    };
    const asked = await received(request);
    if (!asked) return refuse(TOO_LARGE, "too-large");
    if (found.isProtected && !isSignedByTwilio(asked, `${address}${search}`, authToken))
      return refuse(NOT_SIGNED, "not-signed");

    return answered(asked, served);
  };
}

const METHODS = ["GET", "POST", "OPTIONS"];

const NOT_SIGNED = refusal(
  403,
  "not-signed",
  "Only Twilio may call this: its signature is missing or wrong.",
);

const TOO_LARGE = refusal(413, "too-large", "The request is too large: 1 MB and 1,000 parameters at most.");

function authTokenOf(environment: FunctionContext): string {
  const { AUTH_TOKEN } = readSettings(environment);
  if (AUTH_TOKEN === undefined) {
    throw new Misconfigured("AUTH_TOKEN is not set: without it Twilio's signatures cannot be checked");
  }

  return AUTH_TOKEN;
}

/** Wires each function at its first call. */
function servedOnce(environment: FunctionContext, bindings?: Bindings): (handler: FunctionHandler) => Served {
  const known = new Map<FunctionHandler, Served>();

  return (handler) => {
    const served = known.get(handler) ?? handler.servedIn(environment, bindings);
    known.set(handler, served);

    return served;
  };
}

interface ServedFunction {
  readonly handler: FunctionHandler;
  readonly isProtected: boolean;
}

const functionsByPath: ReadonlyMap<string, ServedFunction> = new Map<string, ServedFunction>([
  ...Object.entries(STUDIO_HANDLERS).map(
    ([name, handler]) => [studioPath(name as StudioFunction), { handler, isProtected: true }] as const,
  ),
  ...Object.entries(EVENT_HANDLERS).map(
    ([name, handler]) => [eventPath(name as EventFunction), { handler, isProtected: true }] as const,
  ),
  ...Object.entries(FLEX_HANDLERS).map(
    ([name, handler]) => [flexPath(name as FlexFunction), { handler, isProtected: false }] as const,
  ),
]);

function functionAt(pathname: string, basePath = ""): ServedFunction | undefined {
  return pathname.startsWith(basePath) ? functionsByPath.get(pathname.slice(basePath.length)) : undefined;
}

async function answered(asked: ReceivedRequest, served: Served): Promise<Response> {
  const response = new FetchResponse();
  await respond(eventOf(asked), () => undefined, { ...served, newResponse: () => response });

  return response.toResponse();
}

/** https://developer.mozilla.org/en-US/docs/Glossary/Preflight_request */
function preflight({ headers }: Request, allowed: readonly string[]): Response {
  const origin = allowedOrigin(headers.get("origin"), allowed);
  const permission = origin !== undefined && {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, Range",
    "Access-Control-Max-Age": "600",
  };

  return new Response(null, { status: 204, headers: { Vary: "Origin", ...permission } });
}

function plain({ status, body }: Answer): Response {
  return Response.json(body, { status });
}
