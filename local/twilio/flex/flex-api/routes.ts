import { type Context, Hono, type MiddlewareHandler } from "hono";
import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import type { FlexConfiguration } from "./configuration.ts";
import { configurationForFlex } from "./configuration-for-flex.ts";
import type { PluginService } from "./plugin-service.ts";
import { restRoutes } from "./rest.ts";
import { tokenInfoRoutes } from "./token-info.ts";

export interface FlexApiNeeds {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly configuration: FlexConfiguration;
  readonly plugins: PluginService;
  /** Runs first for every REST request. */
  readonly gate: MiddlewareHandler;
}

/** flex-api.twilio.com. The Flex UI reads its configuration and identity here; REST sets up the account. */
export function flexApiRoutes({ account, clock, configuration, plugins, gate }: FlexApiNeeds): Hono {
  const routes = new Hono();
  const forFlex = (c: Context) => c.json(configurationForFlex(configuration, new URL(c.req.url).origin));

  // No OpenAPI file declares the requests of the Flex UI, so they pass no gate.
  routes.get("/v1/Configuration/Public", forFlex);
  routes.route("/v1/Accounts", tokenInfoRoutes(account, clock));
  routes.get("/v1/Instances/:instance/Teams/Context", (c) => c.json({ team_setup_complete: false }));
  // The word is unverified. Any word other than the one for provisioned keeps Flex from showing e-mail.
  routes.get("/v1/account/provision/status", (c) => c.json({ status: "not_provisioned" }));
  routes.get("/v1/Configuration", async (c, next) => (isFromFlex(c) ? forFlex(c) : next()));

  routes.use("*", gate);
  routes.route("/", restRoutes(configuration, plugins));

  return routes;
}

/** The Flex UI brings a token; those who set up the account bring its SID or a key's. */
function isFromFlex(c: Context): boolean {
  const [scheme, credentials = ""] = (c.req.header("authorization") ?? "").split(" ");
  const user = Buffer.from(credentials, "base64").toString("latin1");

  return !(scheme === "Basic" && /^(AC|SK)/.test(user));
}
