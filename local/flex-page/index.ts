import type { Server } from "node:http";
import { Hono } from "hono";
import { z } from "zod";
import { createEventBridge } from "../twilio/flex/event-bridge/index.ts";
import { flexApiRoutes } from "../twilio/flex/page-api/index.ts";
import { createTwilsock } from "../twilio/flex/twilsock/index.ts";
import type { Twilio } from "../twilio/index.ts";
import { hostBundle } from "./host-bundle.ts";
import { pageRoutes } from "./page-routes.ts";
import { pageScripts } from "./page-scripts.ts";
import { pluginOf } from "./plugin.ts";
import { firstSignIn } from "./sign-in.ts";
import { attachHosts } from "./sockets.ts";

export interface DeskOptions {
  readonly twilio: Twilio;
  /** The built plugin; without one the desk is plain Flex. Read again whenever the page is loaded. */
  readonly pluginFile?: string;
  /** Where the plugin finds its functions: by default on the server that serves the page. */
  readonly functionsDomain?: string;
  /** Told what takes long: building the Flex UI, once. */
  readonly progress?: (line: string) => void;
}

const dropRequest = z.strictObject({ drop: z.literal(true) });

/** The genuine Flex UI for agents and supervisors of the made-up account. */
export interface Desk {
  /** The page at `/`, its scripts, and the Twilio hosts that only Flex talks to. Mount it before Twilio's own. */
  readonly routes: Hono;
  /** Serves `/__local/outbound` and `/__local/sockets`. */
  readonly controls: Hono;
  /** Serves Flex's websockets: the event bridge and Twilsock. */
  attachSockets(server: Server): void;
}

export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { twilio, pluginFile, functionsDomain, progress = () => {} } = options;
  const [bundle, scripts] = await Promise.all([hostBundle({ progress }), pageScripts()]);
  const plugin = pluginOf(pluginFile);
  const bridge = createEventBridge({ twilio, onConnect: firstSignIn(twilio) });
  const twilsock = createTwilsock(twilio);

  const routes = new Hono();
  routes.route("/", pageRoutes({ account: twilio.account, bundle, scripts, plugin }));
  routes.route("/__twilio/event-bridge.twilio.com", bridge.routes);
  routes.route("/", flexApiRoutes({ twilio, plugins: () => plugin.list(), functionsDomain }));

  const controls = new Hono();
  controls.route("/", bridge.controls);
  controls.post("/__local/sockets", async (c) => {
    const asked = dropRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return c.json({ errors: ['the body must be {"drop": true}'] }, 400);

    return c.json({ dropped: bridge.sockets.dropAll() + twilsock.dropAll() });
  });

  return {
    routes,
    controls,
    attachSockets: (server) =>
      attachHosts(server, [
        {
          matches: /^\/__twilio\/event-bridge\./,
          accept: (socket, request) => bridge.sockets.accept(socket, request),
        },
        { matches: /^\/__twilio\/tsock\./, accept: (socket) => twilsock.accept(socket) },
      ]),
  };
}
