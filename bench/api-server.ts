// The API that both handlers call. It runs in a process of its own, so that its work does not count as theirs. Its answers
// are ready-made: time to make them would count on both sides, and make the two look more alike.
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from "node:net";
import { DOCUMENT, NO_TASKS, TASK } from "./canned-answers.ts";

/** The benchmark sends these to this process. */
export type ServerOrder =
  | {
      readonly kind: "listen";
      readonly key: string;
      readonly cert: string;
      readonly roundTripsMs: readonly number[];
    }
  | { readonly kind: "count" };

/** What has arrived since the last count. */
export interface Counted {
  readonly calls: number;
  readonly tlsConnections: number;
}

export type ServerReport =
  /** One port for each requested round trip, in the same order. */
  | { readonly kind: "listening"; readonly ports: readonly number[] }
  | ({ readonly kind: "counted" } & Counted);

let calls = 0;
let tlsConnections = 0;

process.on("message", async (order: ServerOrder) => {
  switch (order.kind) {
    case "listen":
      return report({ kind: "listening", ports: await serve(order) });
    case "count":
      report({ kind: "counted", calls, tlsConnections });
      [calls, tlsConnections] = [0, 0];
  }
});
process.on("disconnect", () => process.exit());

async function serve({
  key,
  cert,
  roundTripsMs,
}: ServerOrder & { kind: "listen" }): Promise<readonly number[]> {
  const api = createServer({ key, cert, keepAliveTimeout: 120_000 }, answer);
  api.on("secureConnection", () => {
    tlsConnections += 1;
  });
  const port = await listen(api);

  return Promise.all(roundTripsMs.map((ms) => (ms === 0 ? port : listen(fartherAway(port, ms)))));
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  calls += 1;
  request.resume();
  request.on("end", () => {
    const body = bodyOf(request);
    response.writeHead(request.method === "POST" ? 201 : 200, {
      "Content-Type": "application/json",
      ETag: '"0"',
    });
    response.end(body);
  });
}

function bodyOf({ method, url = "" }: IncomingMessage): string {
  if (url.startsWith("/sync.twilio.com/")) return DOCUMENT;

  return method === "GET" && /\/Tasks(\?|$)/.test(url) ? NO_TASKS : TASK;
}

/**
 * A proxy that makes the server look distant. It delays each direction by half a round trip, so that a TLS handshake takes
 * as many round trips as over a network. The kernel does the handshake of TCP itself in no time, so the first bytes wait
 * for one round trip more.
 */
function fartherAway(port: number, roundTripMs: number): Server {
  return createTcpServer({ noDelay: true }, (client) => {
    const server = connect({ port, host: "127.0.0.1", noDelay: true });
    const connectedAt = performance.now() + roundTripMs;
    delayed(client, server, () => Math.max(0, connectedAt - performance.now()) + roundTripMs / 2);
    delayed(server, client, () => roundTripMs / 2);
  });
}

function delayed(from: Socket, to: Socket, delayMs: () => number): void {
  from.on("data", (bytes) => setTimeout(() => to.write(bytes), delayMs()));
  from.on("close", () => setTimeout(() => to.destroy(), delayMs()));
  from.on("error", () => to.destroy());
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function report(report: ServerReport): void {
  process.send?.(report);
}
