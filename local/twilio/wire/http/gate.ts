import type { Context, MiddlewareHandler } from "hono";
import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import { errorBody, notServed, unauthorized } from "../../refusal.ts";
import { type Contract, isLeftOut, type WireRequest } from "../contract.ts";
import { wireAnswer, wireRequest } from "./exchange.ts";
import type { Fault, Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";

export interface GateNeeds {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly contract: Contract;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Whether the request needs no credentials. */
  readonly isPublic?: (request: WireRequest) => boolean;
}

/** The connection broke, so the client never learns whether its request took effect. */
export class ConnectionReset extends Error {
  override readonly name = "ConnectionReset";
  readonly code = "ECONNRESET";

  constructor() {
    super("socket hang up");
  }
}

const TWILIO_CODES: Readonly<Record<number, number>> = { 400: 20001, 401: 20003, 403: 20403, 404: 20404 };

/** Every request passes this: it checks the contract, faults and credentials, and then the contract of the answer. */
export function gate(needs: GateNeeds): MiddlewareHandler {
  return async (c, next) => {
    const request = await wireRequest(c);
    needs.contract.checkRequest(request);
    const fault = needs.faults.take(request);
    if (fault?.latencyMs) await needs.clock.pause(fault.latencyMs);
    if (fault?.reset === "before") return reset(c);

    const spoiled = fault && fault.reset === undefined ? spoiledAnswer(fault) : undefined;
    if (spoiled) {
      needs.requests.add(request, spoiled.status);
      return spoiled;
    }
    if (!needs.isPublic?.(request) && !isAuthorized(request, needs.account))
      c.res = unauthorized().toResponse();
    else if (isLeftOut(request)) c.res = notServed(request.method, request.host, request.path).toResponse();
    else await next();

    needs.contract.checkAnswer(request, await wireAnswer(c.res));
    needs.requests.add(request, c.res.status);
    if (fault?.reset === "after") return reset(c);
  };
}

/** The answer of a fault. Without a status it is a 500 if the fault has a body, and else there is none. */
export function spoiledAnswer(fault: Fault): Response | undefined {
  if (fault.status === undefined && fault.raw === undefined) return undefined;
  const status = fault.status ?? 500;
  const code = TWILIO_CODES[status] ?? 20000 + status;
  const body = fault.raw ?? JSON.stringify(errorBody(status, code, `Fault on demand: ${status}`));
  const contentType = fault.contentType ?? (fault.raw === undefined ? "application/json" : "text/html");

  return new Response(status === 204 || status === 304 ? null : body, {
    status,
    headers: { "content-type": contentType, ...fault.headers },
  });
}

/** The contents of `c.env` in Hono's Node server. */
interface NodeBindings {
  readonly incoming?: { readonly socket: { destroy(): void } };
}

/** Destroys the socket, and tells the server that there is nothing left to send. */
function reset(c: Context): Response {
  const bindings: NodeBindings | undefined = c.env;
  if (!bindings?.incoming) throw new ConnectionReset();
  bindings.incoming.socket.destroy();

  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}

function isAuthorized(request: WireRequest, account: LocalAccount): boolean {
  const { accountSid, authToken, apiKey } = account;
  const accepted = [`${accountSid}:${authToken}`, `${apiKey.sid}:${apiKey.secret}`].map(
    (credentials) => `Basic ${Buffer.from(credentials).toString("base64")}`,
  );

  return accepted.includes(request.headers.get("authorization") ?? "");
}
