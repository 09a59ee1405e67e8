import { Hono } from "hono";
import { z } from "zod";
import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { badRequest, notFound } from "../refusal.ts";
import { type TokenHolder, tokenHolders } from "../token-holders.ts";
import { isoTime } from "../wire/http/dates.ts";

const TOKEN_LIFETIME_MS = 3_600_000;
const body = z.object({ token: z.string() });

/** iam.twilio.com, which validates Flex tokens. The answers come from the tests of Twilio's own token validator. */
export function iamRoutes(account: LocalAccount, clock: AdvanceableClock): Hono {
  const routes = new Hono();
  const holders = tokenHolders(account);

  routes.post("/v1/Accounts/:account/Tokens/validate", async (c) => {
    const accountSid = c.req.param("account");
    if (accountSid !== account.accountSid) throw notFound(`/Accounts/${accountSid}/Tokens/validate`);
    const sent = body.safeParse(await c.req.json().catch(() => undefined));
    if (!sent.success) throw badRequest("Token is required");
    const holder = holders.get(sent.data.token);

    return c.json(holder ? valid(holder, clock.time()) : INVALID);
  });

  return routes;
}

/**
 * The answer for forged and expired tokens alike. The code was seen for a forged token; the status 200 and the rest are
 * unverified. https://www.twilio.com/docs/api/errors/20101
 */
const INVALID = {
  valid: false,
  code: 20101,
  message: "Invalid Access Token",
  expiration: null,
  realm_user_id: null,
  identity: null,
  roles: null,
  worker_sid: null,
};

/** The answer for a valid token. Made-up tokens never expire when the clock moves; only `tokens.expired` always has. */
function valid(holder: TokenHolder, now: number): Readonly<Record<string, unknown>> {
  return {
    valid: true,
    code: 0,
    message: null,
    expiration: isoTime(now + TOKEN_LIFETIME_MS),
    realm_user_id: holder.identity,
    identity: holder.identity,
    roles: holder.roles,
    worker_sid: holder.workerSid,
  };
}
