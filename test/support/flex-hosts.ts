import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { pageApiRoutes } from "../../local/twilio/flex/page-api/routes.ts";
import { createTwilio, type Twilio } from "../../local/twilio/index.ts";
import { attachSockets } from "../../local/twilio/wire/sockets.ts";

/** The hosts that Flex talks to, behind real sockets but without the page, for the tests of one file. */
export interface FlexHosts {
  readonly twilio: Twilio;
  /** `http://…/__twilio` */
  readonly origin: string;
}

export function withFlexHosts(): FlexHosts {
  const twilio = createTwilio();
  let server: Server;

  beforeAll(async () => {
    const routes = new Hono();
    routes.route(
      "/",
      pageApiRoutes(async () => []),
    );
    routes.route("/", twilio.app);
    server = createServer(getRequestListener(routes.fetch));
    attachSockets(server, twilio.sockets);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => twilio.reset());
  afterAll(() => {
    twilio.eventBridge.dropAll();
    twilio.twilsock.dropAll();
    server.close();
    server.closeAllConnections();
  });

  return {
    twilio,
    get origin() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/__twilio`;
    },
  };
}
