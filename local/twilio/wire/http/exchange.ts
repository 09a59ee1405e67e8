import type { Context } from "hono";
import type { WireAnswer, WireRequest } from "../contract.ts";
import { Params } from "./params.ts";

export const TWILIO_PREFIX = "/__twilio/";

/** The request as Twilio's own host would receive it. Hono keeps the body, so it can be read again. */
export async function wireRequest(c: Context): Promise<WireRequest> {
  const url = new URL(c.req.url);
  const [host = "", ...path] = url.pathname.slice(TWILIO_PREFIX.length).split("/");

  return {
    method: c.req.method,
    host,
    path: `/${path.join("/")}`,
    query: url.searchParams,
    headers: c.req.raw.headers,
    body: c.req.method === "GET" ? "" : new TextDecoder().decode(await c.req.arrayBuffer()),
  };
}

export async function wireAnswer(response: Response): Promise<WireAnswer> {
  const isAudio = response.headers.get("content-type")?.startsWith("audio/");

  return {
    status: response.status,
    headers: response.headers,
    body: isAudio ? "" : await response.clone().text(),
  };
}

export async function formOf(c: Context): Promise<Params> {
  return new Params(new URLSearchParams(await c.req.text()));
}

export function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams;
}
