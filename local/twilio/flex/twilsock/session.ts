import { z } from "zod";
import { newSid } from "../../sids.ts";
import type { TokenHolder } from "../../token-holders.ts";
import { type FrameHeader, readFrame, writeFrame } from "./frames.ts";

/** A request that Flex sends through the socket to one of Twilio's hosts. */
export interface UpstreamRequest {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly caller: TokenHolder;
  /** Sends this socket's client a message, until the socket closes. */
  readonly notify: (messageType: string, payload: unknown) => void;
  /** The socket's subscriptions, each with the function that ends it. All end when the socket closes. */
  readonly subscriptions: Map<string, () => void>;
}

export interface UpstreamAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Upstream = (request: UpstreamRequest) => UpstreamAnswer;

export interface SessionNeeds {
  readonly send: (frame: Buffer) => void;
  readonly holderOf: (token: string) => TokenHolder | undefined;
  readonly upstream: Upstream;
}

const initHeader = z.object({ token: z.string() });
const httpHeader = z.object({
  http_request: z.object({
    host: z.string(),
    path: z.string(),
    method: z.string(),
    params: z.record(z.string(), z.unknown()).nullish(),
  }),
});

const OK = { code: 200, status: "OK" } as const;

/** One Twilsock connection. The client identifies itself, then sends requests upstream and receives messages. */
export class TwilsockSession {
  readonly #needs: SessionNeeds;
  readonly #subscriptions = new Map<string, () => void>();
  #caller: TokenHolder | undefined;

  constructor(needs: SessionNeeds) {
    this.#needs = needs;
  }

  receive(data: Buffer): void {
    const frame = readFrame(data);
    if (!frame) return;
    const { header, payload } = frame;
    switch (header.method) {
      case "init":
        this.#init(header);
        return;
      case "message":
        this.#forward(header, payload);
        return;
      case "reply":
      case "close":
        return;
      default:
        this.#reply(header, {});
    }
  }

  close(): void {
    for (const end of this.#subscriptions.values()) end();
    this.#subscriptions.clear();
  }

  #init(header: FrameHeader): void {
    const parsed = initHeader.safeParse(header);
    this.#caller = parsed.success ? this.#needs.holderOf(parsed.data.token) : undefined;
    if (!this.#caller) {
      this.#reply(header, { status: { code: 401, status: "UNAUTHORIZED", errorCode: 20101 } });
      return;
    }
    this.#reply(header, {
      capabilities: ["client_update"],
      continuation_token: newSid("CT"),
      continuation_token_status: { reissued: true },
      offline_storage: {},
      init_registrations: [],
    });
  }

  #forward(header: FrameHeader, payload: string): void {
    const parsed = httpHeader.safeParse(header);
    if (!parsed.success || !this.#caller) {
      this.#reply(header, { status: { code: 400, status: "BAD_REQUEST" } });
      return;
    }
    const { params, ...request } = parsed.data.http_request;
    const answer = this.#needs.upstream({
      ...request,
      params: params ?? {},
      body: payload === "" ? undefined : JSON.parse(payload),
      caller: this.#caller,
      notify: (messageType, message) => this.#notify(messageType, message),
      subscriptions: this.#subscriptions,
    });
    const httpStatus = { code: answer.status, status: answer.status < 300 ? "OK" : "ERROR" };
    this.#reply(header, { http_header: {}, http_status: httpStatus }, answer.body);
  }

  #notify(messageType: string, payload: unknown): void {
    const header = { method: "notification", id: newSid("TM"), message_type: messageType };
    this.#needs.send(writeFrame(header, payload));
  }

  #reply(to: FrameHeader, header: FrameHeader, payload?: unknown): void {
    this.#needs.send(writeFrame({ method: "reply", id: to.id, status: OK, ...header }, payload));
  }
}
