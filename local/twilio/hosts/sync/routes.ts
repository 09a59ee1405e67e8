import { Hono } from "hono";
import type { LocalAccount } from "../../account.ts";
import { isoTime, isoTimeOrNull } from "../../http/dates.ts";
import { formOf, queryOf } from "../../http/exchange.ts";
import { pageOf } from "../../http/paging.ts";
import type { Params } from "../../http/params.ts";
import {
  type DocumentFields,
  requireService,
  revisionOf,
  type SyncDocument,
  type SyncDocuments,
} from "./documents.ts";

/** sync.twilio.com */
export function syncRoutes(account: LocalAccount, documents: SyncDocuments): Hono {
  const routes = new Hono();
  const service = `https://sync.twilio.com/v1/Services/${account.syncServiceSid}`;
  const view = (document: SyncDocument) => documentView(account, service, document);

  routes.use("/v1/Services/:service/*", async (c, next) => {
    requireService(account, c.req.param("service"));
    await next();
  });
  routes.get("/v1/Services/:service", (c) => c.json(serviceView(account, service)));

  routes.get("/v1/Services/:service/Documents", (c) => {
    const { items, meta } = pageOf(documents.list(), "documents", `${service}/Documents`, queryOf(c));

    return c.json({ documents: items.map(view), meta });
  });

  routes.post("/v1/Services/:service/Documents", async (c) => {
    const form = await formOf(c);
    const document = documents.create(form.text("UniqueName") ?? null, fieldsOf(form));

    return c.json(view(document), 201, { ETag: revisionOf(document) });
  });

  routes.get("/v1/Services/:service/Documents/:sid", (c) => {
    const document = documents.find(c.req.param("sid"));

    return c.json(view(document), 200, { ETag: revisionOf(document) });
  });

  routes.post("/v1/Services/:service/Documents/:sid", async (c) => {
    const form = await formOf(c);
    const document = documents.update(c.req.param("sid"), fieldsOf(form), c.req.header("if-match"));

    return c.json(view(document), 200, { ETag: revisionOf(document) });
  });

  routes.delete("/v1/Services/:service/Documents/:sid", (c) => {
    documents.remove(c.req.param("sid"));

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
  service: string,
  document: SyncDocument,
): Readonly<Record<string, unknown>> {
  const url = `${service}/Documents/${document.sid}`;

  return {
    sid: document.sid,
    unique_name: document.uniqueName,
    account_sid: account.accountSid,
    service_sid: account.syncServiceSid,
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

function serviceView(account: LocalAccount, url: string): Readonly<Record<string, unknown>> {
  return {
    sid: account.syncServiceSid,
    unique_name: "default",
    account_sid: account.accountSid,
    friendly_name: "Default Service",
    date_created: "2024-01-01T00:00:00Z",
    date_updated: "2024-01-01T00:00:00Z",
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
