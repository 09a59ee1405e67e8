import { Hono } from "hono";
import { pageApiRoutes } from "../twilio/flex/page-api/routes.ts";
import type { Twilio } from "../twilio/index.ts";
import { hostBundle } from "./host-bundle.ts";
import { pageRoutes } from "./page-routes.ts";
import { pageScripts } from "./page-scripts.ts";
import { pluginOf } from "./plugin.ts";
import { firstSignIn } from "./sign-in.ts";

export interface FlexPageOptions {
  readonly twilio: Twilio;
  /** The built plugin; without one the page is plain Flex. Read again whenever the page is loaded. */
  readonly pluginFile?: string;
  /** Told what takes long: building the Flex UI, once. */
  readonly progress?: (line: string) => void;
}

/**
 * The genuine Flex UI for agents and supervisors of the made-up account: the page at `/`, its scripts, and the
 * Twilio hosts that only the page talks to. Mount it before Twilio's own.
 */
export async function createFlexPage({
  twilio,
  pluginFile,
  progress = () => {},
}: FlexPageOptions): Promise<Hono> {
  const [bundle, scripts] = await Promise.all([hostBundle({ progress }), pageScripts()]);
  const plugin = pluginOf(pluginFile);
  twilio.eventBridge.onConnect(firstSignIn(twilio));

  const routes = new Hono();
  routes.route("/", pageRoutes({ account: twilio.account, bundle, scripts, plugin }));
  routes.route(
    "/",
    pageApiRoutes(() => plugin.list()),
  );

  return routes;
}
