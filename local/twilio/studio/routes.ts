import { Hono } from "hono";
import { badRequest } from "../refusal.ts";
import { formOf, queryOf } from "../wire/http/exchange.ts";
import { pageOf } from "../wire/http/paging.ts";
import type { Params } from "../wire/http/params.ts";
import { type StudioFlows, validDefinition } from "./flows.ts";

const ADDRESS = "https://studio.twilio.com/v2/Flows";

/** studio.twilio.com */
export function studioRoutes(flows: StudioFlows): Hono {
  const routes = new Hono();

  routes.get("/v2/Flows", (c) => {
    // "Flow definitions are null in the Flows List Resource."
    const listed = flows.list().map((flow) => ({ ...flow, definition: null }));
    const { items, meta } = pageOf(listed, "flows", ADDRESS, queryOf(c));
    return c.json({ flows: items, meta });
  });
  routes.post("/v2/Flows", async (c) => {
    const form = await formOf(c);
    const flow = flows.create({
      friendlyName: form.required("FriendlyName"),
      definition: form.required("Definition"),
      status: statusOf(form),
      commitMessage: form.text("CommitMessage"),
    });
    return c.json(flow, 201);
  });
  routes.post("/v2/Flows/Validate", async (c) => {
    const form = await formOf(c);
    form.required("FriendlyName");
    statusOf(form);
    validDefinition(form.required("Definition"));
    return c.json({ valid: true });
  });
  routes.get("/v2/Flows/:sid", (c) => c.json(flows.flow(c.req.param("sid"))));
  routes.post("/v2/Flows/:sid", async (c) => {
    const form = await formOf(c);
    const flow = flows.update(c.req.param("sid"), {
      friendlyName: form.text("FriendlyName"),
      definition: form.text("Definition"),
      status: statusOf(form),
      commitMessage: form.text("CommitMessage"),
    });
    return c.json(flow);
  });
  routes.delete("/v2/Flows/:sid", (c) => {
    flows.remove(c.req.param("sid"));
    return c.body(null, 204);
  });

  return routes;
}

function statusOf(form: Params): "draft" | "published" {
  const status = form.oneOf("Status", ["draft", "published"]);
  if (status === undefined) throw badRequest("Status field is required");

  return status;
}
