import { type Context, Hono } from "hono";
import type { Twilio } from "../../index.ts";
import { TWILIO_PREFIX } from "../../wire/http/exchange.ts";
import { assetsFlexRoutes, fontRoutes, mediaRoutes } from "./assets.ts";
import { configurationFor } from "./configuration.ts";
import { session } from "./features.ts";
import { tokenInfoRoutes } from "./token-info.ts";

export interface FlexApiOptions {
  readonly twilio: Pick<Twilio, "account" | "clock" | "flexConfiguration">;
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
  const configuration = (c: Context) =>
    c.json(configurationFor(twilio, functionsDomain ?? new URL(c.req.url).origin));

  routes.get("/v1/Configuration", (c, next) => (isRestRequest(c) ? next() : configuration(c)));
  routes.get("/v1/Configuration/Public", configuration);
  routes.route("/v1/Accounts", tokenInfoRoutes(twilio));
  routes.get("/v1/Instances/:instance/Teams/Context", (c) => c.json({ team_setup_complete: false }));
  // Unverified word; anything but the one for provisioned keeps Flex's e-mail away.
  routes.get("/v1/account/provision/status", (c) => c.json({ status: "not_provisioned" }));

  return routes;
}

/** Those who set up the account come with its SID and token: REST answers them. */
function isRestRequest(c: Context): boolean {
  const [scheme, credentials = ""] = (c.req.header("authorization") ?? "").split(" ");

  return scheme === "Basic" && Buffer.from(credentials, "base64").toString("latin1").startsWith("AC");
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
