import { Hono } from "hono";
import { TWILIO_PREFIX } from "../../wire/http/exchange.ts";
import { assetsFlexRoutes, fontRoutes, mediaRoutes } from "./assets.ts";
import { session } from "./features.ts";

/** Lists the plugins that Flex is to load. */
export type ListPlugins = () => Promise<readonly unknown[]>;

/** The hosts that only the Flex UI itself talks to, under `/__twilio/<host>/`: session, status and assets. */
export function pageApiRoutes(plugins: ListPlugins): Hono {
  const routes = new Hono();
  const serve = (host: string, hostRoutes: Hono) => {
    routes.route(`${TWILIO_PREFIX}${host}`, hostRoutes);
  };
  serve("flex.twilio.com", flexHost(plugins));
  serve("status.twilio.com", statusHost());
  serve("assets.flex.twilio.com", assetsFlexRoutes());
  serve("assets.twilio.com", fontRoutes());
  serve("media.twiliocdn.com", mediaRoutes());

  return routes;
}

/** Without a session Flex shows its banner for degraded service. */
function flexHost(plugins: ListPlugins): Hono {
  const routes = new Hono();
  routes.get("/api/v1/Session", (c) => c.json(session()));
  routes.get("/plugins", async (c) => c.json(await plugins()));

  return routes;
}

function statusHost(): Hono {
  const routes = new Hono();
  routes.get("/api/v2/summary.json", (c) =>
    c.json({ components: [{ name: "FLEX", status: "operational" }], incidents: [] }),
  );

  return routes;
}
