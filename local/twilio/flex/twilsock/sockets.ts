import type { WebSocket } from "ws";
import type { LocalAccount } from "../../account.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import { tokenHolders } from "../../token-holders.ts";
import type { SocketHost } from "../../wire/sockets.ts";
import { TwilsockSession, type Upstream } from "./session.ts";
import { notFound, SyncHost } from "./sync-host.ts";

/** wss://tsock….twilio.com/v3/wsconnect: one socket for all messages of Sync and Conversations. */
export class TwilsockSockets implements SocketHost {
  readonly matches = /^\/__twilio\/tsock\./;
  readonly #account: LocalAccount;
  readonly #upstream: Upstream;
  readonly #sockets = new Set<WebSocket>();

  constructor(account: LocalAccount, upstream: Upstream) {
    this.#account = account;
    this.#upstream = upstream;
  }

  accept(socket: WebSocket): void {
    const holders = tokenHolders(this.#account);
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

export function createTwilsock(store: Store): TwilsockSockets {
  const sync = new SyncHost(store);

  return new TwilsockSockets(store.state.account, (request) => {
    if (request.host.startsWith("cds.")) return sync.answer(request);
    return NOTHING_TO_SAY.has(request.host) ? { status: 200, body: {} } : notFound();
  });
}

/** These hosts get an empty answer: telemetry needs none, and there are no conversations here. */
const NOTHING_TO_SAY = new Set(["flex-sdk.twilio.com", "aim.us1.twilio.com"]);
