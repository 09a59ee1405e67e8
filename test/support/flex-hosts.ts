import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { attachHosts } from "../../local/flex-page/sockets.ts";
import { createEventBridge, type EventBridge } from "../../local/twilio/flex/event-bridge/index.ts";
import { flexApiRoutes } from "../../local/twilio/flex/page-api/index.ts";
import { createTwilsock, type TwilsockSockets } from "../../local/twilio/flex/twilsock/index.ts";
import { createTwilio, type Twilio } from "../../local/twilio/index.ts";

/** The hosts that Flex talks to, behind real sockets but without the page, for the tests of one file. */
export interface FlexHosts {
  readonly twilio: Twilio;
  readonly bridge: EventBridge;
  readonly twilsock: TwilsockSockets;
  /** `http://…/__twilio` */
  readonly origin: string;
}

export function withFlexHosts(): FlexHosts {
  const twilio = createTwilio();
  const bridge = createEventBridge({ twilio });
  const twilsock = createTwilsock(twilio);
  let server: Server;

  beforeAll(async () => {
    const routes = new Hono();
    routes.route("/__twilio/event-bridge.twilio.com", bridge.routes);
    routes.route("/", flexApiRoutes({ twilio, plugins: async () => [] }));
    routes.route("/", twilio.app);
    server = createServer(getRequestListener(routes.fetch));
    attachHosts(server, [
      { matches: /event-bridge/, accept: (socket, request) => bridge.sockets.accept(socket, request) },
      { matches: /tsock/, accept: (socket) => twilsock.accept(socket) },
    ]);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => twilio.reset());
  afterAll(() => {
    bridge.sockets.dropAll();
    twilsock.dropAll();
    server.close();
    server.closeAllConnections();
  });

  return {
    twilio,
    bridge,
    twilsock,
    get origin() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/__twilio`;
    },
  };
}
