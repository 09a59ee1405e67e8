import { type Context, Hono } from "hono";
import type { LocalAccount } from "../account.ts";
import { isJsonSignedByTwilio } from "../wire/signature.ts";
import type { Build, Environment, FileVersion } from "./records.ts";
import type { ServerlessStore } from "./store.ts";

export type RunFunction = (
  environment: Environment,
  build: Build,
  variables: Readonly<Record<string, string>>,
  request: Request,
) => Promise<Response>;

/**
 * The domains of deployed services (`*.twil.io`). As in the cloud, requests without a signature get no protected files. The
 * status of that refusal is unverified for assets. Of signed requests only those with a body of JSON come here.
 */
export function domainRoutes(
  store: ServerlessStore,
  { authToken }: LocalAccount,
  run: RunFunction | undefined,
): Hono {
  const routes = new Hono();

  routes.all("/:domain{[^/]+\\.twil\\.io}/*", async (c) => {
    const environment = environmentAt(store, c.req.param("domain"));
    const build = store.builds.get(environment?.build_sid ?? "");
    const { pathname, search } = new URL(c.req.url);
    const path = pathname.split(`/${environment?.domain_name}`)[1];
    const files = [...(build?.function_versions ?? []), ...(build?.asset_versions ?? [])];
    const file = files.find((each) => each.path === path);
    if (!environment || !build || !file || file.visibility === "private") return c.text("Not found", 404);
    const address = `https://${environment.domain_name}${path}${search}`;
    if (file.visibility === "protected" && !(await isJsonSignedByTwilio(c.req.raw, address, authToken)))
      return c.text("Forbidden", file.kind === "Functions" ? 400 : 403);
    if (file.kind === "Assets") return asset(c, file);

    const variables = store.variablesOf(environment).map(({ key, value }) => [key, value]);
    return run
      ? run(environment, build, Object.fromEntries(variables), c.req.raw)
      : c.text("Deployed, but nothing here runs it", 501);
  });

  return routes;
}

function environmentAt(store: ServerlessStore, domain: string): Environment | undefined {
  return [...store.environments.values()].find(({ domain_name }) => domain_name === domain);
}

function asset(c: Context, { content, contentType }: FileVersion): Response {
  return c.body(new Uint8Array(content), 200, { "content-type": contentType });
}
