import { Hono } from "hono";
import { z } from "zod";
import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { badRequest, notFound } from "../refusal.ts";
import { type TokenHolder, tokenHolders } from "../token-holders.ts";
import { isoTime } from "../wire/http/dates.ts";

const TOKEN_LIFETIME_MS = 3_600_000;
const body = z.object({ token: z.string() });

/** iam.twilio.com: who holds a Flex token. The answers are those of Twilio's own token validator's tests. */
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
 * Forged and expired tokens get the same answer: the code is the one seen for a forged token, 200 and the rest
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

/** The made-up tokens do not run out as the clock is advanced, only `tokens.expired` is out of date, always. */
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
