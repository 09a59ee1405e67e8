// The functions on your own server. The check of Twilio's signature needs the raw request.
import { serve } from "@hono/node-server";
import { fetchHandler } from "flex-callback-voicemail/functions";
import { Hono } from "hono";

const callbacks = fetchHandler(process.env);

export const app = new Hono();
app.all("/callback/*", (c) => callbacks(c.req.raw));

if (process.env.PORT) serve({ fetch: app.fetch, port: Number(process.env.PORT) });
