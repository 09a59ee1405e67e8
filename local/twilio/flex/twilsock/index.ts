import type { WebSocket } from "ws";
import type { Twilio } from "../../index.ts";
import { tokenHolders } from "../../token-holders.ts";
import { TwilsockSession, type Upstream } from "./session.ts";
import { notFound, SyncHost } from "./sync-host.ts";

/** wss://tsock….twilio.com/v3/wsconnect: one socket for everything that Sync and Conversations have to say. */
export class TwilsockSockets {
  readonly #twilio: Pick<Twilio, "account">;
  readonly #upstream: Upstream;
  readonly #sockets = new Set<WebSocket>();

  constructor(twilio: Pick<Twilio, "account">, upstream: Upstream) {
    this.#twilio = twilio;
    this.#upstream = upstream;
  }

  accept(socket: WebSocket): void {
    const holders = tokenHolders(this.#twilio.account);
    const session = new TwilsockSession({
      send: (frame) => {
        if (socket.readyState === socket.OPEN) socket.send(frame);
      },
      holderOf: (token) => holders.get(token),
      upstream: this.#upstream,
    });
    this.#sockets.add(socket);
    socket.on("message", (data: Buffer) => session.receive(data));
    socket.on("close", () => {
      this.#sockets.delete(socket);
      session.close();
    });
  }

  dropAll(): number {
    const dropped = this.#sockets.size;
    for (const socket of this.#sockets) socket.terminate();

    return dropped;
  }
}

export function createTwilsock(twilio: Pick<Twilio, "account" | "store">): TwilsockSockets {
  const sync = new SyncHost(twilio.store);

  return new TwilsockSockets(twilio, (request) => {
    if (request.host.startsWith("cds.")) return sync.answer(request);
    return NOTHING_TO_SAY.has(request.host) ? { status: 200, body: {} } : notFound();
  });
}

/** Telemetry wants no answer, and Conversations has nothing to configure: there are no conversations here. */
const NOTHING_TO_SAY = new Set(["flex-sdk.twilio.com", "aim.us1.twilio.com"]);
