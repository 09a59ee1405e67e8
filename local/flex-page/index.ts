import { Hono } from "hono";
import { pageApiRoutes } from "../twilio/flex/page-api/routes.ts";
import type { Twilio } from "../twilio/index.ts";
import type { SocketHost } from "../twilio/wire/sockets.ts";
import { Followers } from "./followers.ts";
import { hostBundle } from "./host-bundle.ts";
import { pageRoutes } from "./page-routes.ts";
import { pageScripts } from "./page-scripts.ts";
import { pluginOf } from "./plugin.ts";
import { firstSignIn } from "./sign-in.ts";

export interface FlexPageOptions {
  readonly twilio: Twilio;
  /** Path of the built plugin. Absent: Flex without a plugin. The file is read again at each load of the page. */
  readonly pluginFile?: string;
  /** Address of the page that Flex shows in its CRM panel. Absent: none. */
  readonly besideFlex?: string;
  /** Receives progress messages while the Flex UI is built for the first time. */
  readonly progress?: (line: string) => void;
}

/** The genuine Flex UI for agents and supervisors of the made-up account. */
export interface FlexPage {
  /** The page at `/`, its scripts, and the Twilio hosts that only the page uses. Mount them before the local Twilio's. */
  readonly routes: Hono;
  /** Where open pages follow a reset and the clock. */
  readonly sockets: readonly SocketHost[];
}

export async function createFlexPage({
  twilio,
  pluginFile,
  besideFlex,
  progress = () => {},
}: FlexPageOptions): Promise<FlexPage> {
  const [bundle, scripts] = await Promise.all([hostBundle({ progress }), pageScripts()]);
  const plugin = pluginOf(pluginFile);
  twilio.eventBridge.onConnect(firstSignIn(twilio));

  const followers = new Followers(twilio);

  const routes = new Hono();
  routes.route(
    "/",
    pageRoutes({ twilio, state: () => followers.state, bundle, scripts, plugin, besideFlex }),
  );
  routes.route(
    "/",
    pageApiRoutes(() => plugin.list()),
  );

  return { routes, sockets: [followers] };
}
