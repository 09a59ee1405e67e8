import { Hono } from "hono";
import type { LocalAccount } from "../account.ts";
import { notFound } from "../refusal.ts";
import type { Executions } from "./executions.ts";

/** webhooks.twilio.com: where the calls of a flow ask what to do. */
export function flowWebhookRoutes({ accountSid }: LocalAccount, executions: Executions): Hono {
  const routes = new Hono();

  routes.on(["GET", "POST"], "/v1/Accounts/:account/Flows/:flow", async (c) => {
    if (c.req.param("account") !== accountSid) throw notFound(`/Accounts/${c.req.param("account")}`);
    const { FlowEvent, ...query } = c.req.query();
    const form = new URLSearchParams(c.req.method === "POST" ? await c.req.text() : "");
    const twiml = await executions.answer(c.req.param("flow"), FlowEvent, {
      ...query,
      ...Object.fromEntries(form),
    });

    return c.body(twiml, 200, { "Content-Type": "text/xml" });
  });

  return routes;
}
