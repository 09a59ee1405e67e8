import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { type Context, Hono } from "hono";
import type { LocalAccount, Twilio } from "../twilio/index.ts";
import { fixedSid } from "../twilio/sids.ts";
import { tokenHolders } from "../twilio/token-holders.ts";
import type { HostBundle } from "./host-bundle.ts";
import { pageHtml } from "./page-html.ts";
import type { PageScript, pageScripts } from "./page-scripts.ts";
import { type PagePlugin, PLUGIN_PATH } from "./plugin.ts";
import type { LocalState, Login, PageSettings } from "./settings.ts";

interface PageNeeds {
  readonly twilio: Pick<Twilio, "account" | "clock">;
  /** What an open page follows, as it is now. */
  readonly state: () => LocalState;
  readonly bundle: HostBundle;
  readonly scripts: Awaited<ReturnType<typeof pageScripts>>;
  readonly plugin: PagePlugin;
  readonly besideFlex?: string | undefined;
}

/** Flex changes the address to these, so a reload must find the page there. */
const FLEX_ADDRESSES = ["/", "/agent-desktop/*", "/teams/*", "/queues-stats/*"];
const SCRIPTS = "/__page/scripts/";
/** Longer than any working day. Flex would renew a token shortly before it expires, and our made-up ones cannot be renewed. */
const LOGIN_LASTS_MS = 7 * 24 * 3_600_000;

export function pageRoutes({ twilio, state, bundle, scripts, plugin, besideFlex }: PageNeeds): Hono {
  const routes = new Hono();
  const addressOf = ({ name, version }: Pick<PageScript, "name" | "version">) =>
    `${SCRIPTS}${version}/${name}.js`;
  const host = { name: "flex-host", version: bundle.version };

  for (const address of FLEX_ADDRESSES) {
    routes.get(address, (c) => {
      const page = {
        hostScript: addressOf(host),
        shimScript: addressOf(scripts.shim),
        bootScript: addressOf(scripts.boot),
        settings: {
          state: state(),
          ...settingsFor(twilio.account, twilio.clock.time()),
          ...(besideFlex !== undefined && { besideFlex }),
        },
      };
      return c.html(pageHtml(page), 200, { "cache-control": "no-store" });
    });
  }
  routes.get(addressOf(host), (c) => hostScript(c, bundle));
  for (const script of Object.values(scripts)) {
    routes.get(addressOf(script), (c) => c.body(script.content, 200, scriptHeaders));
  }
  routes.get(`${PLUGIN_PATH}:file`, (c) => plugin.read(c.req.param("file")) ?? c.notFound());

  return routes;
}

/** A script's address contains its version, so the browser may keep the script for ever. */
const scriptHeaders = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "public, max-age=31536000, immutable",
};

function hostScript(c: Context, bundle: HostBundle): Response {
  const compressed = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  const file = createReadStream(compressed ? bundle.gzipFile : bundle.file);

  return new Response(Readable.toWeb(file) as ReadableStream, {
    headers: {
      ...scriptHeaders,
      vary: "accept-encoding",
      ...(compressed ? { "content-encoding": "gzip" } : {}),
    },
  });
}

function settingsFor(account: LocalAccount, now: number): Omit<PageSettings, "state"> {
  const holders = tokenHolders(account);
  const expiration = new Date(now + LOGIN_LASTS_MS).toISOString();
  const loginWith = (token: string): Login => {
    const { identity = "", roles = [] } = holders.get(token) ?? {};
    return { token, identity, roles, flexUserSid: fixedSid("FU", identity), expiration };
  };
  const { agent, agent2, supervisor, admin } = account.tokens;

  return {
    accountSid: account.accountSid,
    logins: {
      agent: loginWith(agent),
      agent2: loginWith(agent2),
      supervisor: loginWith(supervisor),
      admin: loginWith(admin),
    },
  };
}
