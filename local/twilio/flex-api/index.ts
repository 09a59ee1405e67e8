import { Hono } from "hono";
import { TWILIO_PREFIX } from "../http/exchange.ts";
import type { Twilio } from "../index.ts";
import { assetsFlexRoutes, fontRoutes, mediaRoutes } from "./assets.ts";
import { configuration } from "./configuration.ts";
import { session } from "./features.ts";
import { tokenInfoRoutes } from "./token-info.ts";

export interface FlexApiOptions {
  readonly twilio: Pick<Twilio, "account" | "clock">;
  /** What Flex's plugin service lists. */
  readonly plugins: () => Promise<readonly unknown[]>;
  /** Where the plugin finds its functions: by default on the server that was asked. */
  readonly functionsDomain?: string | undefined;
}

/** The hosts that only Flex itself talks to, under `/__twilio/<host>/`: control plane, status and assets. */
export function flexApiRoutes(options: FlexApiOptions): Hono {
  const routes = new Hono();
  const serve = (host: string, hostRoutes: Hono) => {
    routes.route(`${TWILIO_PREFIX}${host}`, hostRoutes);
  };
  serve("flex-api.twilio.com", flexApi(options));
  serve("flex.twilio.com", flexHost(options));
  serve("status.twilio.com", statusHost());
  serve("assets.flex.twilio.com", assetsFlexRoutes());
  serve("assets.twilio.com", fontRoutes());
  serve("media.twiliocdn.com", mediaRoutes());

  return routes;
}

function flexApi({ twilio, functionsDomain }: FlexApiOptions): Hono {
  const routes = new Hono();
  const configured = (address: string) =>
    configuration(twilio.account, functionsDomain ?? new URL(address).origin);

  routes.get("/v1/Configuration", (c) => c.json(configured(c.req.url)));
  routes.get("/v1/Configuration/Public", (c) => c.json(configured(c.req.url)));
  routes.route("/v1/Accounts", tokenInfoRoutes(twilio));
  // Unverified word; anything but the one for provisioned keeps Flex's e-mail away.
  routes.get("/v1/account/provision/status", (c) => c.json({ status: "not_provisioned" }));

  return routes;
}

/** Without a session Flex shows its banner for degraded service. */
function flexHost({ plugins }: FlexApiOptions): Hono {
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
