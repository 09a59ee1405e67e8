import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { Twilio } from "../twilio/index.ts";
import type { SocketHost } from "../twilio/wire/sockets.ts";
import { snapshotFor } from "./snapshot.ts";

/** Where an open page hears what its telephone does; as long as it listens, that telephone can be called. */
const LINE_PATH = "/__local/phone/line";

/** So late, at most, is a page told. */
const LOOKS_EVERY_MS = 150;

export class LineSockets implements SocketHost {
  readonly matches = new RegExp(`^${LINE_PATH}\\?`);
  readonly #twilio: Twilio;

  constructor(twilio: Twilio) {
    this.#twilio = twilio;
  }

  accept(socket: WebSocket, request: IncomingMessage): void {
    const number = new URL(request.url ?? "/", "http://localhost").searchParams.get("number") ?? "";
    let told = "";
    const tell = () => {
      if (socket.readyState !== socket.OPEN) return;
      const { now, ...rest } = snapshotFor(number, this.#twilio);
      // Time goes on by itself at the page; a leap does not.
      const news = JSON.stringify({ ahead: Math.round((now - Date.now()) / 1_000), ...rest });
      if (news === told) return;
      told = news;
      socket.send(JSON.stringify({ now, ...rest }));
    };
    const putAway = this.#twilio.handsets.takeUp(number);
    const looks = setInterval(tell, LOOKS_EVERY_MS);
    looks.unref();
    socket.on("close", () => {
      putAway();
      clearInterval(looks);
    });
    tell();
  }
}
