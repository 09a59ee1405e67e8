import { type Context, Hono } from "hono";
import type { LocalAccount } from "../account.ts";
import { isoTime, isoTimeOrNull } from "../wire/http/dates.ts";
import { formOf, queryOf } from "../wire/http/exchange.ts";
import { pageOf } from "../wire/http/paging.ts";
import type { Params } from "../wire/http/params.ts";
import { type DocumentFields, revisionOf, type SyncDocument } from "./documents.ts";
import type { SyncService, SyncServices } from "./services.ts";

const SERVICES = "https://sync.twilio.com/v1/Services";

/** sync.twilio.com */
export function syncRoutes(account: LocalAccount, services: SyncServices): Hono {
  const routes = new Hono();
  const serviceOf = (c: Context): SyncService => services.service(c.req.param("service") ?? "");
  const answer = (c: Context, document: SyncDocument, status: 200 | 201 = 200) =>
    c.json(documentView(account, serviceOf(c), document), status, { ETag: revisionOf(document) });

  routes.get("/v1/Services", (c) => {
    const { items, meta } = pageOf(services.list(), "services", SERVICES, queryOf(c));

    return c.json({ services: items.map((service) => serviceView(account, service)), meta });
  });
  routes.post("/v1/Services", async (c) => {
    const form = await formOf(c);

    return c.json(serviceView(account, services.create(form.text("FriendlyName") ?? "")), 201);
  });
  routes.get("/v1/Services/:service", (c) => c.json(serviceView(account, serviceOf(c))));

  routes.delete("/v1/Services/:service", (c) => {
    services.remove(c.req.param("service"));

    return c.body(null, 204);
  });

  routes.get("/v1/Services/:service/Documents", (c) => {
    const service = serviceOf(c);
    const address = `${SERVICES}/${service.sid}/Documents`;
    const { items, meta } = pageOf(service.documents.list(), "documents", address, queryOf(c));

    return c.json({ documents: items.map((document) => documentView(account, service, document)), meta });
  });

  routes.post("/v1/Services/:service/Documents", async (c) => {
    const form = await formOf(c);

    return answer(c, serviceOf(c).documents.create(form.text("UniqueName") ?? null, fieldsOf(form)), 201);
  });

  routes.get("/v1/Services/:service/Documents/:sid", (c) =>
    answer(c, serviceOf(c).documents.find(c.req.param("sid"))),
  );

  routes.post("/v1/Services/:service/Documents/:sid", async (c) => {
    const form = await formOf(c);
    const { documents } = serviceOf(c);

    return answer(c, documents.update(c.req.param("sid"), fieldsOf(form), c.req.header("if-match")));
  });

  routes.delete("/v1/Services/:service/Documents/:sid", (c) => {
    serviceOf(c).documents.remove(c.req.param("sid"));

    return c.body(null, 204);
  });

  return routes;
}

function fieldsOf(form: Params): DocumentFields {
  const ttl = form.text("Ttl");

  return { data: form.text("Data"), ttl: ttl === undefined || ttl === "" ? undefined : Number(ttl) };
}

function documentView(
  account: LocalAccount,
  service: SyncService,
  document: SyncDocument,
): Readonly<Record<string, unknown>> {
  const url = `${SERVICES}/${service.sid}/Documents/${document.sid}`;

  return {
    sid: document.sid,
    unique_name: document.uniqueName,
    account_sid: account.accountSid,
    service_sid: service.sid,
    url,
    links: { permissions: `${url}/Permissions` },
    revision: revisionOf(document),
    data: document.data,
    date_expires: isoTimeOrNull(document.dateExpires),
    date_created: isoTime(document.dateCreated),
    date_updated: isoTime(document.dateUpdated),
    created_by: "system",
  };
}

function serviceView(account: LocalAccount, service: SyncService): Readonly<Record<string, unknown>> {
  const url = `${SERVICES}/${service.sid}`;

  return {
    sid: service.sid,
    unique_name: service.uniqueName,
    account_sid: account.accountSid,
    friendly_name: service.friendlyName,
    date_created: isoTime(service.dateCreated),
    date_updated: isoTime(service.dateCreated),
    url,
    webhook_url: null,
    webhooks_from_rest_enabled: false,
    reachability_webhooks_enabled: false,
    acl_enabled: false,
    reachability_debouncing_enabled: false,
    reachability_debouncing_window: 5000,
    links: Object.fromEntries(
      ["Documents", "Lists", "Maps", "Streams"].map((name) => [name.toLowerCase(), `${url}/${name}`]),
    ),
  };
}
