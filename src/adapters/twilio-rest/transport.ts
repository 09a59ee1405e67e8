import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { Readable } from "node:stream";

export interface OutgoingRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer whose body is still arriving. */
export type IncomingAnswer = Readable & Pick<IncomingMessage, "statusCode" | "headers" | "complete">;

export interface Exchange {
  readonly answer: Promise<IncomingAnswer>;
  /** Aborts the request. */
  giveUp(): void;
}

/** Sends a request to Twilio and returns the answer. */
export type Transport = (request: OutgoingRequest) => Exchange;

/** Uses Node's own client over connections that stay open. */
export const socketTransport: Transport = ({ url, method, headers, body }) => {
  const secure = url.protocol === "https:";
  const agent = secure ? agents().https : agents().http;
  const request = (secure ? httpsRequest : httpRequest)(url, { agent, method, headers });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve);
    request.on("error", reject);
  });
  request.end(body);

  return { answer, giveUp: () => void request.destroy() };
};

/** Answers a request: `fetch`, or a handler in the same process. */
export type AnswerRequest = (request: Request) => Response | Promise<Response>;

/** Uses any `fetch` instead of sockets. It reads the whole body before it returns. */
export function fetchTransport(fetch: AnswerRequest): Transport {
  return ({ url, ...asked }) => {
    const abort = new AbortController();
    const request = new Request(url, { ...asked, redirect: "manual", signal: abort.signal });

    return { answer: received(fetch, request), giveUp: () => abort.abort() };
  };
}

async function received(fetch: AnswerRequest, request: Request): Promise<IncomingAnswer> {
  const response = await fetch(request);
  const bytes = Buffer.from(await response.arrayBuffer());
  const body = Readable.from(bytes.length > 0 ? [bytes] : [], { objectMode: false });
  const headers = Object.fromEntries(response.headers);

  return Object.assign(body, { statusCode: response.status, headers, complete: true });
}

/**
 * One pool of connections for the process, because the bundles of several functions may share a process. Twilio closes idle
 * connections after about a minute; we close them earlier.
 */
function agents(): { readonly https: HttpsAgent; readonly http: HttpAgent } {
  const shared = globalThis as { [AGENTS]?: ReturnType<typeof agents> };
  shared[AGENTS] ??= { https: new HttpsAgent(KEEP_ALIVE), http: new HttpAgent(KEEP_ALIVE) };

  return shared[AGENTS];
}

const AGENTS: unique symbol = Symbol.for("flex-callback-voicemail.agents");
const KEEP_ALIVE = { keepAlive: true, maxSockets: 50, timeout: 50_000 };
