import { type Context, Hono } from "hono";
import { badRequest } from "../refusal.ts";
import { formOf, queryOf } from "../wire/http/exchange.ts";
import { pageOf } from "../wire/http/paging.ts";
import type { Params } from "../wire/http/params.ts";
import type { Build, Environment, FileKind, FileVersion, Service } from "./records.ts";
import { inService, recordOf, type ServerlessStore } from "./store.ts";

/** serverless.twilio.com: https://www.twilio.com/docs/serverless/api */
export function serverlessRoutes(store: ServerlessStore): Hono {
  const routes = new Hono();
  serviceRoutes(routes, store);
  environmentRoutes(routes, store);
  fileRoutes(routes, store, "Functions");
  fileRoutes(routes, store, "Assets");
  buildRoutes(routes, store);

  return routes;
}

function serviceRoutes(routes: Hono, store: ServerlessStore): void {
  const base = "https://serverless.twilio.com/v1/Services";
  routes.get("/v1/Services", (c) => c.json(page(c, [...store.services.values()], "services", base)));
  routes.post("/v1/Services", async (c) => {
    const form = await formOf(c);
    const service = store.createService({
      unique_name: form.required("UniqueName"),
      friendly_name: form.required("FriendlyName"),
      include_credentials: form.boolean("IncludeCredentials") ?? true,
      ui_editable: form.boolean("UiEditable") ?? false,
    });

    return c.json(service, 201);
  });
  routes.get("/v1/Services/:service", (c) => c.json(store.service(c.req.param("service"))));
  routes.delete("/v1/Services/:service", (c) => {
    store.removeService(store.service(c.req.param("service")));
    return c.body(null, 204);
  });
}

function environmentRoutes(routes: Hono, store: ServerlessStore): void {
  const place = "/v1/Services/:service/Environments";
  const serviceOf = (c: Context) => store.service(c.req.param("service") ?? "");
  const environmentOf = (c: Context): Environment =>
    recordOf(store.environments, serviceOf(c), c.req.param("environment") ?? "", "Environments");

  routes.get(place, (c) => {
    const service = serviceOf(c);
    const all = inService(store.environments, service);
    return c.json(page(c, all, "environments", `${service.url}/Environments`));
  });
  routes.post(place, async (c) => {
    const form = await formOf(c);
    const suffix = form.text("DomainSuffix") ?? null;
    return c.json(store.createEnvironment(serviceOf(c), form.required("UniqueName"), suffix), 201);
  });
  routes.get(`${place}/:environment`, (c) => c.json(environmentOf(c)));
  routes.delete(`${place}/:environment`, (c) => {
    store.removeEnvironment(environmentOf(c));
    return c.body(null, 204);
  });

  routes.get(`${place}/:environment/Variables`, (c) => {
    const environment = environmentOf(c);
    const all = store.variablesOf(environment);
    return c.json(page(c, all, "variables", `${environment.url}/Variables`));
  });
  routes.post(`${place}/:environment/Variables`, async (c) => {
    const form = await formOf(c);
    return c.json(store.createVariable(environmentOf(c), form.required("Key"), form.required("Value")), 201);
  });
  routes.post(`${place}/:environment/Variables/:sid`, async (c) => {
    const form = await formOf(c);
    const variable = recordOf(store.variables, serviceOf(c), c.req.param("sid"), "Variables");
    const [key, value] = [form.text("Key"), form.text("Value")];
    return c.json(
      store.changeVariable(variable, {
        ...(key !== undefined && { key }),
        ...(value !== undefined && { value }),
      }),
    );
  });

  routes.delete(`${place}/:environment/Variables/:sid`, (c) => {
    const variable = recordOf(store.variables, serviceOf(c), c.req.param("sid"), "Variables");
    store.variables.delete(variable.sid);
    return c.body(null, 204);
  });

  routes.get(`${place}/:environment/Deployments`, (c) => {
    const environment = environmentOf(c);
    const all = inService(store.deployments, serviceOf(c)).filter(
      (each) => each.environment_sid === environment.sid,
    );
    return c.json(page(c, all, "deployments", `${environment.url}/Deployments`));
  });
  routes.post(`${place}/:environment/Deployments`, async (c) => {
    const form = await formOf(c);
    const build = recordOf(store.builds, serviceOf(c), form.required("BuildSid"), "Builds");
    return c.json(store.deploy(environmentOf(c), build), 201);
  });
}

function fileRoutes(routes: Hono, store: ServerlessStore, kind: FileKind): void {
  const place = `/v1/Services/:service/${kind}`;
  const key = kind.toLowerCase();

  routes.get(place, (c) => {
    const service = store.service(c.req.param("service") ?? "");
    return c.json(page(c, inService(store.files[kind], service), key, `${service.url}/${kind}`));
  });
  routes.post(place, async (c) => {
    const form = await formOf(c);
    const service = store.service(c.req.param("service") ?? "");
    return c.json(store.createFile(service, kind, form.required("FriendlyName")), 201);
  });
  routes.get(`${place}/:sid`, (c) => {
    const service = store.service(c.req.param("service") ?? "");
    return c.json(recordOf(store.files[kind], service, c.req.param("sid") ?? "", kind));
  });
  routes.delete(`${place}/:sid`, (c) => {
    const service = store.service(c.req.param("service") ?? "");
    store.files[kind].delete(recordOf(store.files[kind], service, c.req.param("sid") ?? "", kind).sid);
    return c.body(null, 204);
  });
}

function buildRoutes(routes: Hono, store: ServerlessStore): void {
  const place = "/v1/Services/:service/Builds";
  const serviceOf = (c: Context): Service => store.service(c.req.param("service") ?? "");
  const buildOf = (c: Context): Build =>
    recordOf(store.builds, serviceOf(c), c.req.param("sid") ?? "", "Builds");

  routes.get(place, (c) => {
    const service = serviceOf(c);
    const all = inService(store.builds, service).map(buildView);
    return c.json(page(c, all, "builds", `${service.url}/Builds`));
  });
  routes.post(place, async (c) => {
    const form = await formOf(c);
    const build = store.createBuild(serviceOf(c), {
      functionVersions: form.list("FunctionVersions"),
      assetVersions: form.list("AssetVersions"),
      dependencies: dependenciesOf(form),
      runtime: form.text("Runtime") ?? "node22",
    });

    return c.json(buildView(build), 201);
  });
  routes.get(`${place}/:sid`, (c) => c.json(buildView(buildOf(c))));
  routes.get(`${place}/:sid/Status`, (c) => {
    const { sid, account_sid, service_sid, status, url } = buildOf(c);
    return c.json({ sid, account_sid, service_sid, status, url: `${url}/Status` });
  });
}

/** Reads a JSON list. Twilio's own client puts quotation marks around the whole list. */
function dependenciesOf(form: Params): readonly unknown[] {
  const text = form.text("Dependencies") ?? "[]";
  try {
    const dependencies: unknown = JSON.parse(text.replace(/^"(.*)"$/s, "$1"));
    if (Array.isArray(dependencies)) return dependencies;
  } catch {
    // Text that is no JSON is refused below, like everything else that is no list.
  }
  throw badRequest("Dependencies is not valid");
}

function buildView(build: Build): Omit<Build, "function_versions" | "asset_versions"> {
  const versions = {
    function_versions: build.function_versions.map(versionView),
    asset_versions: build.asset_versions.map(versionView),
  };

  return { ...build, ...versions };
}

/** Twilio's answer to an upload, which does not contain the content. */
export function versionView(version: FileVersion): Readonly<Record<string, unknown>> {
  const { sid, account_sid, service_sid, kind, fileSid, path, visibility, date_created, url } = version;
  const own =
    kind === "Functions"
      ? { function_sid: fileSid, links: { function_version_content: `${url}/Content` } }
      : { asset_sid: fileSid };

  return { sid, account_sid, service_sid, path, visibility, date_created, url, ...own };
}

function page<T extends { readonly sid: string }>(
  c: Context,
  all: readonly T[],
  key: string,
  address: string,
): Readonly<Record<string, unknown>> {
  const { items, meta } = pageOf(all, key, address, queryOf(c));

  return { [key]: items, meta };
}
