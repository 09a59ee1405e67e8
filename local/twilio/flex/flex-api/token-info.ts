import { Hono } from "hono";
import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import { notFound, Refusal } from "../../refusal.ts";
import { fixedSid } from "../../sids.ts";
import { tokenHolders } from "../../token-holders.ts";
import { isoTime } from "../../wire/http/dates.ts";

const TOKEN_LIFETIME_MS = 7 * 24 * 3_600_000;

/** Flex asks here whether its own token is still valid, and whose it is. */
export function tokenInfoRoutes(account: LocalAccount, clock: AdvanceableClock): Hono {
  const routes = new Hono();
  const holders = tokenHolders(account);

  routes.post("/:account/Tokens/Info", async (c) => {
    if (c.req.param("account") !== account.accountSid) return notFound(c.req.path).toResponse();
    const token = new URLSearchParams(await c.req.text()).get("Token") ?? "";
    const holder = holders.get(token);
    if (!holder) return refusalOf(token, account.tokens.expired).toResponse();

    return c.json({
      valid: true,
      identity: holder.identity,
      realm_user_id: holder.identity,
      roles: holder.roles,
      worker_sid: holder.workerSid,
      flex_user_sid: fixedSid("FU", holder.identity),
      expiration: isoTime(clock.time() + TOKEN_LIFETIME_MS),
    });
  });

  return routes;
}

/** When Flex finds one of these codes in an answer, it logs in again. The rest is unverified. */
function refusalOf(token: string, expired: string): Refusal {
  return token === expired
    ? new Refusal(401, 20104, "Access Token expired or expiration date invalid")
    : new Refusal(401, 20003, "Authenticate");
}
