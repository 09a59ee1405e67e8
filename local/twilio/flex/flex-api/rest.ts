import { type Context, Hono } from "hono";
import { badRequest } from "../../refusal.ts";
import { formOf, queryOf } from "../../wire/http/exchange.ts";
import { pageOf } from "../../wire/http/paging.ts";
import type { Params } from "../../wire/http/params.ts";
import type { FlexConfiguration } from "./configuration.ts";
import type { ConfiguredPlugin, PluginConfiguration, PluginService } from "./plugin-service.ts";

const BASE = "https://flex-api.twilio.com/v1/PluginService";

/** The part of flex-api.twilio.com that sets up an account. */
export function restRoutes(configuration: FlexConfiguration, service: PluginService): Hono {
  const routes = new Hono();
  routes.get("/v1/Configuration", (c) => c.json(configuration.read()));
  routes.post("/v1/Configuration", async (c) =>
    c.json(configuration.change(await changesIn(c, configuration))),
  );
  pluginRoutes(routes, service);
  configurationRoutes(routes, service);
  releaseRoutes(routes, service);

  return routes;
}

/**
 * Reads JSON, as documented, or a form with texts and lists of texts, as Twilio's plugin scripts send it
 * (@twilio/flex-plugin-scripts 7.1.2). It accepts no objects in a form: how a form would contain one is unverified.
 */
async function changesIn(c: Context, configuration: FlexConfiguration): Promise<unknown> {
  if (!c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    return c.req.json().catch(() => undefined);
  }
  const form = new URLSearchParams(await c.req.text());
  const known = configuration.read();
  const valueIn = (name: string): unknown => {
    if (Array.isArray(known[name])) return form.getAll(name);
    if (typeof known[name] === "string") return form.get(name);
    throw badRequest(`${name} cannot be set by a form`);
  };

  return Object.fromEntries([...new Set(form.keys())].map((name) => [name, valueIn(name)]));
}

function pluginRoutes(routes: Hono, service: PluginService): void {
  const place = "/v1/PluginService/Plugins";

  routes.get(place, (c) =>
    c.json(page(c, [...service.plugins.values()].reverse(), "plugins", `${BASE}/Plugins`)),
  );
  routes.post(place, async (c) => {
    const form = await formOf(c);
    const name = form.required("UniqueName");
    const plugin = service.createPlugin(
      name,
      form.text("FriendlyName") ?? name,
      form.text("Description") ?? "",
    );
    return c.json(plugin, 201);
  });
  routes.get(`${place}/:plugin`, (c) => c.json(service.plugin(c.req.param("plugin"))));

  routes.get(`${place}/:plugin/Versions`, (c) => {
    const plugin = service.plugin(c.req.param("plugin"));
    return c.json(page(c, service.versionsOf(plugin), "plugin_versions", `${plugin.url}/Versions`));
  });
  routes.post(`${place}/:plugin/Versions`, async (c) => {
    const form = await formOf(c);
    const version = service.createVersion(service.plugin(c.req.param("plugin")), {
      version: form.required("Version"),
      plugin_url: form.required("PluginUrl"),
      changelog: form.text("Changelog") ?? "",
      private: form.boolean("Private") ?? false,
    });
    return c.json(version, 201);
  });
  routes.get(`${place}/:plugin/Versions/:sid`, (c) =>
    c.json(service.version(service.plugin(c.req.param("plugin")), c.req.param("sid"))),
  );
}

function configurationRoutes(routes: Hono, service: PluginService): void {
  const place = "/v1/PluginService/Configurations";

  routes.get(place, (c) => {
    const all = [...service.configurations.values()].reverse().map(configurationView);
    return c.json(page(c, all, "configurations", `${BASE}/Configurations`));
  });
  routes.post(place, async (c) => {
    const form = await formOf(c);
    const created = service.createConfiguration({
      name: form.required("Name"),
      description: form.text("Description") ?? "",
      plugins: pluginsOf(form),
    });
    return c.json(configurationView(created), 201);
  });
  routes.get(`${place}/:sid`, (c) => c.json(configurationView(service.configuration(c.req.param("sid")))));
  routes.get(`${place}/:sid/Plugins`, (c) => {
    const configuration = service.configuration(c.req.param("sid"));
    const all = configuration.plugins.map((each) => configuredView(service, configuration, each));
    return c.json(page(c, all, "plugins", `${configuration.url}/Plugins`, ({ plugin_sid }) => plugin_sid));
  });
}

function releaseRoutes(routes: Hono, service: PluginService): void {
  const place = "/v1/PluginService/Releases";

  routes.get(place, (c) =>
    c.json(page(c, [...service.releases.values()].reverse(), "releases", `${BASE}/Releases`)),
  );
  routes.post(place, async (c) => {
    const form = await formOf(c);
    return c.json(service.createRelease(form.required("ConfigurationId")), 201);
  });
  routes.get(`${place}/:sid`, (c) => c.json(service.release(c.req.param("sid"))));
}

function configurationView({
  plugins: _,
  ...view
}: PluginConfiguration): Omit<PluginConfiguration, "plugins"> {
  return view;
}

function configuredView(
  service: PluginService,
  configuration: PluginConfiguration,
  { plugin_version, phase }: ConfiguredPlugin,
) {
  const version = service.versions.get(plugin_version);
  const plugin = service.plugin(version?.plugin_sid ?? "");

  return {
    account_sid: configuration.account_sid,
    configuration_sid: configuration.sid,
    plugin_sid: plugin.sid,
    plugin_version_sid: plugin_version,
    phase,
    plugin_url: version?.plugin_url,
    unique_name: plugin.unique_name,
    friendly_name: plugin.friendly_name,
    description: plugin.description,
    plugin_archived: plugin.archived,
    version: version?.version,
    changelog: version?.changelog,
    plugin_version_archived: version?.archived,
    private: version?.private,
    date_created: version?.date_created,
    url: `${configuration.url}/Plugins/${plugin.sid}`,
  };
}

/** `Plugins={"plugin_version":"FV…","phase":3}`, once for each plugin. Without a phase it is 3, Flex's last. */
function pluginsOf(form: Params): readonly ConfiguredPlugin[] {
  return form.all("Plugins").map((text) => {
    const { plugin_version, phase = 3 } = jsonObject(text);
    if (typeof plugin_version !== "string" || typeof phase !== "number")
      throw badRequest("Plugins is not valid");

    return { plugin_version, phase };
  });
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Text that is no JSON is refused below, like everything else that is no object.
  }
  throw badRequest("Plugins is not valid");
}

function page<T extends object>(
  c: Context,
  all: readonly T[],
  key: string,
  address: string,
  sidOf: (record: T) => string = (record) => (record as { sid: string }).sid,
): Readonly<Record<string, unknown>> {
  const paged = pageOf(
    all.map((record) => ({ sid: sidOf(record), record })),
    key,
    address,
    queryOf(c),
  );

  return { [key]: paged.items.map(({ record }) => record), meta: paged.meta };
}
