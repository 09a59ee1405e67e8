import { Hono } from "hono";
import { z } from "zod";
import type { Calls } from "../../telephony/calls.ts";

const dialling = z.strictObject({
  outcome: z.enum(["answered", "no-answer", "busy", "failed", "invalid", "blocked"]),
  afterSeconds: z.number().min(0).max(3600).optional(),
});

const DEFAULT_RING_SECONDS = 1;

/** `/__local/outbound`: how the calls that agents place turn out, and that whoever was called hangs up. */
export function callControls(calls: Calls): Hono {
  const routes = new Hono();

  routes.post("/__local/outbound", async (c) => {
    const asked = dialling.safeParse(await c.req.json().catch(() => "not JSON"));
    if (!asked.success) return c.json({ errors: asked.error.issues.map(({ message }) => message) }, 400);
    const { outcome, afterSeconds = DEFAULT_RING_SECONDS } = asked.data;
    calls.dialling = { outcome, afterSeconds };

    return c.json(calls.dialling);
  });

  routes.post("/__local/outbound/hang-up", (c) => c.json({ ended: calls.hangUp().map(({ sid }) => sid) }));

  return routes;
}
