import { type Context, Hono } from "hono";
import { z } from "zod";
import { Refusal } from "../refusal.ts";
import type { Control } from "./control.ts";
import { indexPage } from "./index-page.ts";

/** Serves each control at its own path below `/__local/`, and a list of all at `/__local`. */
export function controlRoutes(controls: readonly Control[]): Hono {
  const routes = new Hono();
  for (const control of controls) routes.on(control.method, control.path, (c) => control.handle(c));
  routes.onError((error) => {
    if (!(error instanceof Refusal)) throw error;

    return error.toResponse();
  });
  routes.get("/__local", (c) => (wantsJson(c) ? c.json(listOf(controls)) : c.html(indexPage(controls))));

  return routes;
}

/** Whether a program asks: a browser would accept HTML. */
function wantsJson(c: Context): boolean {
  const accepted = c.req.header("accept") ?? "";

  return accepted.includes("application/json") && !accepted.includes("text/html");
}

function listOf(controls: readonly Control[]): object {
  return {
    controls: controls.map(({ method, path, does, body, example }) => ({
      method,
      path,
      does,
      ...(body && { body: z.toJSONSchema(body, { io: "input" }), example }),
    })),
  };
}
