import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Span } from "../../ports/recordings.ts";
import { ConnectionFault } from "./connection-fault.ts";
import { collectSpan, type PartialContent, rangeHeader, totalOf } from "./partial-content.ts";
import { decideRetry, type Failure } from "./retry.ts";
import { type IncomingAnswer, type OutgoingRequest, socketTransport, type Transport } from "./transport.ts";

export interface ConnectionSettings {
  readonly accountSid: string;
  /** The account SID and its auth token, or an API key and its secret. */
  readonly username: string;
  readonly password: string;
  /** Where Twilio's hosts are found instead, each as the first part of the path. For a stand-in. */
  readonly origin?: string;
}

/** The part of the SDK's request options that is used: the SDK's `Domain` and `Version` pass it through. */
export interface TwilioRequest {
  readonly method?: string;
  readonly uri?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly params?: object;
  readonly data?: object;
  /** Goes to somebody else than Twilio: our credentials stay here. */
  readonly anonymous?: boolean;
  /** A question that is asked by POST: it may be repeated. */
  readonly readsOnly?: boolean;
}

export interface TwilioResponse {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface TwilioFile extends TwilioResponse, PartialContent {}

export interface Patience {
  /** Milliseconds that all tries together may take; asked at each try. */
  readonly timeLeft: () => number;
  /** Longest that one try may take, in milliseconds. */
  readonly longestTry?: number;
  /** Tries in all. */
  readonly tries?: number;
  /** No try begins later than so many milliseconds after the request was asked for. */
  readonly tryWithin?: number;
}

export interface ConnectionNeeds {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Sockets, unless it is said otherwise. */
  readonly transport?: Transport;
}

/**
 * One kept-alive connection to Twilio, in place of the SDK's client: the SDK's resources (`Version`) ask through
 * it, and nothing of the SDK is loaded that a request does not need.
 *
 * What is safe to repeat is tried again while time allows: what was refused as too much (429), what did not reach
 * Twilio, what only reads.
 */
export class TwilioConnection {
  readonly accountSid: string;
  readonly #settings: ConnectionSettings;
  readonly #patience: Patience;
  readonly #needs: ConnectionNeeds;
  /** What goes with every request. */
  readonly #sent: { readonly origin: string | undefined; readonly authorization: string };

  constructor(settings: ConnectionSettings, patience: Patience, needs: ConnectionNeeds) {
    this.accountSid = settings.accountSid;
    this.#settings = settings;
    this.#patience = patience;
    this.#needs = needs;
    const { origin, username, password } = settings;
    const credentials = Buffer.from(`${username}:${password}`).toString("base64");
    this.#sent = { origin, authorization: `Basic ${credentials}` };
  }

  /** The same connection, for callers who would rather go on without an answer than wait. */
  lessPatient(patience: Omit<Patience, "timeLeft">): TwilioConnection {
    return new TwilioConnection(this.#settings, { ...this.#patience, ...patience }, this.#needs);
  }

  /** @throws {ConnectionFault} when no answer came; every answer that came is returned, refusals too */
  request(asked: TwilioRequest): Promise<TwilioResponse> {
    return this.#ask(asked, async (message) => saying(await collect(message)));
  }

  /**
   * Part of a file. Of an answer that brings no file, the text is in `body` as usual.
   *
   * @throws {ConnectionFault} as `request` does
   */
  download(asked: TwilioRequest, span: Span): Promise<TwilioFile> {
    const headers = { Accept: "*/*", ...asked.headers, Range: rangeHeader(span) };

    return this.#ask({ ...asked, headers }, (message) => collectFile(message, span));
  }

  async #ask<R extends TwilioResponse>(asked: TwilioRequest, collectAnswer: Collect<R>): Promise<R> {
    const { tries = 6, tryWithin = Number.POSITIVE_INFINITY } = this.#patience;
    const { clock, chance } = this.#needs;
    const began = clock.now().getTime();

    for (let tried = 1; ; tried++) {
      const outcome = await this.#tryOnce(asked, collectAnswer);
      const again = decideRetry(
        { ...outcome, changes: changesSomething(asked) },
        {
          tried,
          tries,
          timeLeft: this.#patience.timeLeft(),
          beginWithin: began + tryWithin - clock.now().getTime(),
          chance: chance.fraction(),
        },
      );
      if (again.kind === "again") await clock.pause(again.afterMs);
      else if (outcome.kind === "answer") return outcome.response;
      else throw outcome.fault;
    }
  }

  async #tryOnce<R extends TwilioResponse>(
    asked: TwilioRequest,
    collectAnswer: Collect<R>,
  ): Promise<Tried<R>> {
    const { timeLeft, longestTry = Number.POSITIVE_INFINITY } = this.#patience;
    try {
      const timeoutMs = Math.min(timeLeft(), longestTry);
      const response = await send(outgoing(asked, this.#sent), timeoutMs, collectAnswer, this.#needs);

      return { kind: "answer", response };
    } catch (error) {
      if (error instanceof ConnectionFault) return { kind: "no-answer", fault: error };
      throw error;
    }
  }
}

type Collect<R> = (message: IncomingAnswer) => Promise<R>;

type Tried<R extends TwilioResponse> =
  | (Failure & { readonly kind: "no-answer" })
  | { readonly kind: "answer"; readonly response: R };

/** Reading changes nothing, nor does an update that names the version it is for: a repeat is refused. */
function changesSomething({ method = "get", headers, readsOnly = false }: TwilioRequest): boolean {
  return method.toLowerCase() === "post" && headers?.["If-Match"] === undefined && !readsOnly;
}

function outgoing(
  { method = "get", uri = "", headers = {}, params, data, anonymous = false }: TwilioRequest,
  { origin, authorization }: { readonly origin: string | undefined; readonly authorization: string },
): OutgoingRequest {
  const body = data && (headers["Content-Type"] === "application/json" ? JSON.stringify(data) : formOf(data));

  return {
    url: located(uri, params, origin),
    method: method.toUpperCase(),
    headers: {
      Accept: "application/json",
      ...(headers as Record<string, string>),
      ...(!anonymous && { Authorization: authorization }),
      ...(body && { "Content-Length": String(Buffer.byteLength(body)) }),
    },
    ...(body && { body }),
  };
}

async function send<R>(
  request: OutgoingRequest,
  timeoutMs: number,
  collectAnswer: Collect<R>,
  { clock, transport = socketTransport }: ConnectionNeeds,
): Promise<R> {
  if (timeoutMs <= 0) throw new ConnectionFault("No time left to ask Twilio", { reached: false });

  return new Promise((resolve, reject) => {
    const { answer, giveUp } = transport(request);
    const callOff = clock.after(timeoutMs, () => {
      reject(new ConnectionFault("Twilio did not answer in time", { reached: true, timedOut: true }));
      giveUp();
    });
    answer
      .then(collectAnswer)
      .finally(callOff)
      .then(resolve, (cause: Error) => {
        reject(cause instanceof ConnectionFault ? cause : ConnectionFault.of(cause));
      });
  });
}

function located(uri: string, params: object | undefined, origin: string | undefined): URL {
  const query = formOf(params ?? {});
  const real = query === "" ? uri : `${uri}${uri.includes("?") ? "&" : "?"}${query}`;

  return new URL(origin === undefined ? real : real.replace("https:/", origin));
}

/** Twilio's forms: repeated names for lists, nothing for what is not given. */
function formOf(data: object): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(data)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) form.append(name, String(item));
    }
  }

  return form.toString();
}

/** By events: an async iterator takes more of the processor, and this is done at every request. */
function collect(response: IncomingAnswer): Promise<TwilioResponse> {
  response.setEncoding("utf8");
  let body = "";

  return new Promise((resolve, reject) => {
    response.on("data", (chunk: string) => {
      body += chunk;
    });
    response.on("end", () =>
      resolve({ statusCode: response.statusCode ?? 0, body, headers: response.headers }),
    );
    response.on("error", reject);
  });
}

/**
 * A success whose body is no object, such as `null`, `{}` or a page that something put in between, does not tell what
 * became of the request: it is as good as no answer.
 */
function saying(response: TwilioResponse): TwilioResponse {
  const isSuccess = response.statusCode === 200 || response.statusCode === 201;
  if (isSuccess && !/^\s*\{\s*"/.test(response.body))
    throw new ConnectionFault("Twilio's answer says nothing", { reached: true });

  return response;
}

async function collectFile(message: IncomingAnswer, span: Span): Promise<TwilioFile> {
  const { statusCode = 0, headers } = message;
  if (statusCode === 200 || statusCode === 206) {
    return { statusCode, headers, body: "", ...(await collectSpan(message, span)) };
  }
  const total = statusCode === 416 ? totalOf(message) : undefined;

  return { ...(await collect(message)), bytes: Buffer.alloc(0), ...(total !== undefined && { total }) };
}
