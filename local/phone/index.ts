import { Hono } from "hono";
import { pageBundle } from "../page-bundle.ts";
import type { Twilio } from "../twilio/index.ts";
import type { SocketHost } from "../twilio/wire/sockets.ts";
import { LineSockets } from "./line-sockets.ts";
import { phoneHtml } from "./phone-html.ts";

/** The page of the telephone, and of what can be done to the world around it. */
export const PHONE_PATH = "/__local/phone";

interface Phone {
  readonly routes: Hono;
  readonly sockets: readonly SocketHost[];
}

export function createPhone(twilio: Twilio): Phone {
  const routes = new Hono();
  let script: Promise<string> | undefined;

  routes.get(PHONE_PATH, (c) => c.html(phoneHtml(), 200, { "cache-control": "no-store" }));
  routes.get(`${PHONE_PATH}/script.js`, async (c) => {
    // Bundled when somebody opens the page for the first time.
    script ??= pageBundle(new URL("page/phone.ts", import.meta.url));

    return c.body(await script, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-store",
    });
  });

  return { routes, sockets: [new LineSockets(twilio)] };
}
