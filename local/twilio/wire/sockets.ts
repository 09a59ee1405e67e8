import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** Handles the sockets of one of Twilio's hosts. */
export interface SocketHost {
  /** Matches the part of the address after `/__twilio/`. */
  readonly matches: RegExp;
  accept(socket: WebSocket, request: IncomingMessage): void;
}

/** Passes each websocket that the page opens to the host that matches. It refuses other sockets. */
export function attachSockets(server: Server, hosts: readonly SocketHost[]): void {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const host = hosts.find(({ matches }) => matches.test(request.url ?? ""));
    if (!host) return void stream.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
    sockets.handleUpgrade(request, stream, head, (socket) => host.accept(socket, request));
  });
}
