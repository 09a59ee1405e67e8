import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** Handles the sockets of one of Twilio's hosts. */
export interface SocketHost {
  /** Matches the part of the address after `/__twilio/`. */
  readonly matches: RegExp;
  accept(socket: WebSocket, request: IncomingMessage): void;
}

/** Passes each websocket that the page opens to the host that matches. It ignores other sockets. */
export function attachSockets(server: Server, hosts: readonly SocketHost[]): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const host = hosts.find(({ matches }) => matches.test(request.url ?? ""));
    if (!host) return;
    sockets.handleUpgrade(request, stream, head, (socket) => host.accept(socket, request));
  });
}
