import { Hono } from "hono";
import type { LocalAccount } from "../account.ts";
import { badRequest, notFound } from "../refusal.ts";
import { isoTime } from "../wire/http/dates.ts";
import { formOf, queryOf } from "../wire/http/exchange.ts";
import { pageOf } from "../wire/http/paging.ts";
import { Params } from "../wire/http/params.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Sink, Sinks, Subscription } from "./sinks.ts";
import { EVENT_TYPES, LATEST_VERSION, TASKROUTER_SCHEMA } from "./types.ts";

const BASE = "https://events.twilio.com/v1";
/** No page says when a type came into being. */
const TYPE_CREATED = "2020-08-13T13:28:20Z";

/** events.twilio.com: https://www.twilio.com/docs/events */
export function eventStreamsRoutes(account: LocalAccount, sinks: Sinks, deliveries: Deliveries): Hono {
  return new Hono()
    .route("/v1/Sinks", sinkRoutes(sinks, deliveries))
    .route("/v1/Subscriptions", subscriptionRoutes(account, sinks))
    .route("/v1/Types", typeRoutes());
}

function sinkRoutes(sinks: Sinks, deliveries: Deliveries): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const params = new Params(query);
    const inUse = params.boolean("InUse");
    const status = params.text("Status");
    const selected = sinks
      .sinks()
      .filter(
        ({ sid }) =>
          (inUse === undefined || inUse === sinks.isInUse(sid)) &&
          (status === undefined || status === "active"),
      );
    const { items, meta } = pageOf(selected, "sinks", `${BASE}/Sinks`, query);

    return c.json({ sinks: items.map(sinkView), meta });
  });

  routes.post("/", async (c) => {
    const form = await formOf(c);
    const description = form.required("Description");
    const configuration = form.required("SinkConfiguration");
    if (form.required("SinkType") !== "webhook") throw badRequest("SinkType is not available here");

    return c.json(sinkView(sinks.createSink(description, configuration)), 201);
  });

  routes.get("/:sid", (c) => c.json(sinkView(sinks.sink(c.req.param("sid")))));

  routes.post("/:sid", async (c) => {
    const description = (await formOf(c)).required("Description");

    return c.json(sinkView(sinks.describeSink(c.req.param("sid"), description)));
  });

  routes.delete("/:sid", (c) => {
    sinks.removeSink(c.req.param("sid"));

    return c.body(null, 204);
  });

  routes.post("/:sid/Test", (c) => {
    deliveries.test(sinks.sink(c.req.param("sid")));

    return c.json({ result: "submitted" }, 201);
  });

  /** Any id counts as valid: only the receiver knows whether the test event came. */
  routes.post("/:sid/Validate", async (c) => {
    const form = await formOf(c);
    sinks.sink(c.req.param("sid"));
    if (!form.text("TestId")) throw badRequest("Missing required parameter TestId");

    return c.json({ result: "valid" }, 201);
  });

  return routes;
}

function subscriptionRoutes(account: LocalAccount, sinks: Sinks): Hono {
  const routes = new Hono();
  const view = (subscription: Subscription) => subscriptionView(account, subscription);
  const eventView = (sid: string, type: string) => ({
    account_sid: account.accountSid,
    type,
    schema_version: sinks.subscribedVersion(sid, type),
    subscription_sid: sid,
    url: `${BASE}/Subscriptions/${sid}/SubscribedEvents/${type}`,
  });

  routes.get("/", (c) => {
    const query = queryOf(c);
    const sinkSid = new Params(query).text("SinkSid");
    const selected = sinks
      .subscriptions()
      .filter((each) => sinkSid === undefined || each.sinkSid === sinkSid);
    const { items, meta } = pageOf(selected, "subscriptions", `${BASE}/Subscriptions`, query);

    return c.json({ subscriptions: items.map(view), meta });
  });

  routes.post("/", async (c) => {
    const form = await formOf(c);
    const types = form.all("Types");
    if (types.length === 0) throw badRequest("Missing required parameter Types");
    const created = sinks.createSubscription(form.required("Description"), form.required("SinkSid"), types);

    return c.json(view(created), 201);
  });

  routes.get("/:sid", (c) => c.json(view(sinks.subscription(c.req.param("sid")))));

  routes.post("/:sid", async (c) => {
    const { sid } = sinks.subscription(c.req.param("sid"));
    const description = (await formOf(c)).text("Description");

    return c.json(
      view(
        description === undefined ? sinks.subscription(sid) : sinks.describeSubscription(sid, description),
      ),
    );
  });

  routes.delete("/:sid", (c) => {
    sinks.removeSubscription(c.req.param("sid"));

    return c.body(null, 204);
  });

  routes.get("/:sid/SubscribedEvents", (c) => {
    const query = queryOf(c);
    const { sid, types } = sinks.subscription(c.req.param("sid"));
    const all = [...types.keys()].map((type) => ({ sid: type }));
    const { items, meta } = pageOf(all, "types", `${BASE}/Subscriptions/${sid}/SubscribedEvents`, query);

    return c.json({ types: items.map((item) => eventView(sid, item.sid)), meta });
  });

  routes.post("/:sid/SubscribedEvents", async (c) => {
    const { sid } = sinks.subscription(c.req.param("sid"));
    const form = await formOf(c);
    const type = form.required("Type");
    sinks.subscribe(sid, type, form.integer("SchemaVersion"));

    return c.json(eventView(sid, type), 201);
  });

  routes.get("/:sid/SubscribedEvents/:type", (c) =>
    c.json(eventView(c.req.param("sid"), c.req.param("type"))),
  );

  routes.post("/:sid/SubscribedEvents/:type", async (c) => {
    const { sid, type } = c.req.param();
    sinks.subscribe(
      sid,
      type,
      (await formOf(c)).integer("SchemaVersion") ?? sinks.subscribedVersion(sid, type),
    );

    return c.json(eventView(sid, type));
  });

  routes.delete("/:sid/SubscribedEvents/:type", (c) => {
    sinks.unsubscribe(c.req.param("sid"), c.req.param("type"));

    return c.body(null, 204);
  });

  return routes;
}

function typeRoutes(): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const schema = new Params(query).text("SchemaId");
    const all = EVENT_TYPES.filter((type) => schema === undefined || schema === schemaOf(type));
    const { items, meta } = pageOf(
      all.map((sid) => ({ sid })),
      "types",
      `${BASE}/Types`,
      query,
    );

    return c.json({ types: items.map(({ sid }) => typeView(sid)), meta });
  });

  routes.get("/:type", (c) => {
    const type = c.req.param("type");
    if (!EVENT_TYPES.includes(type)) throw notFound(`/Types/${type}`);

    return c.json(typeView(type));
  });

  return routes;
}

function sinkView({ sid, description, configuration, dateCreated, dateUpdated }: Sink) {
  const url = `${BASE}/Sinks/${sid}`;

  return {
    sid,
    description,
    sink_configuration: configuration,
    sink_type: "webhook",
    status: "active",
    date_created: isoTime(dateCreated),
    date_updated: isoTime(dateUpdated),
    url,
    links: { sink_test: `${url}/Test`, sink_validate: `${url}/Validate` },
  };
}

function subscriptionView(account: LocalAccount, subscription: Subscription) {
  const { sid, description, sinkSid, dateCreated, dateUpdated } = subscription;
  const url = `${BASE}/Subscriptions/${sid}`;

  return {
    account_sid: account.accountSid,
    sid,
    description,
    sink_sid: sinkSid,
    date_created: isoTime(dateCreated),
    date_updated: isoTime(dateUpdated),
    url,
    links: { subscribed_events: `${url}/SubscribedEvents` },
  };
}

function typeView(type: string) {
  const schema = schemaOf(type);

  return {
    type,
    schema_id: schema,
    date_created: TYPE_CREATED,
    date_updated: TYPE_CREATED,
    description: type,
    status: "available",
    documentation_url: "https://www.twilio.com/docs/events/event-types",
    url: `${BASE}/Types/${type}`,
    links: { schema: `${BASE}/Schemas/${schema}/Versions/${LATEST_VERSION}` },
  };
}

function schemaOf(type: string): string {
  return type.startsWith("com.twilio.taskrouter.") ? TASKROUTER_SCHEMA : "Other";
}
