/**
 * Sends every request for Twilio to the local Twilio, whatever in the process makes it:
 *
 *     LOCAL_TWILIO=http://localhost:3000 node --require flex-callback-voicemail/local/redirect program.js
 *
 * @packageDocumentation
 */
import http from "node:http";
import https, { type RequestOptions } from "node:https";
import { syncBuiltinESMExports } from "node:module";
import { urlToHttpOptions } from "node:url";

type Listener = (answer: http.IncomingMessage) => void;
type Requested = [string | URL | RequestOptions, ...unknown[]];

const local = new URL(process.env.LOCAL_TWILIO ?? "http://localhost:3000");
const TWILIO = /(^|\.)(twilio\.com|twil\.io)$/i;

/** Those parts of a request for HTTPS that name the host, or how to reach it. */
const OF_TWILIO = [
  "agent",
  "createConnection",
  "defaultPort",
  "host",
  "hostname",
  "port",
  "protocol",
  "servername",
] as const satisfies readonly (keyof RequestOptions)[];

const { request } = https;
https.request = ((...args: Requested) =>
  toLocal(args) ?? request(...(args as Parameters<typeof request>))) as typeof request;
https.get = ((...args: Requested) => {
  const made = https.request(...(args as Parameters<typeof request>));
  made.end();
  return made;
}) as typeof https.get;
syncBuiltinESMExports();

const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const asked = new Request(input, init);
  const url = new URL(asked.url);
  return fetch(
    TWILIO.test(url.hostname)
      ? new Request(addressOf(url.hostname, url.pathname + url.search), asked)
      : asked,
  );
};

/** As `https.request` takes them: an address, options, or both, and a listener for the answer. */
function toLocal(args: Requested): http.ClientRequest | undefined {
  const [first, second] = args;
  const isAddress = typeof first === "string" || first instanceof URL;
  const given = isAddress ? { ...urlToHttpOptions(new URL(first)), ...(second as RequestOptions) } : first;
  const host = given.hostname ?? given.host ?? "";
  if (!TWILIO.test(host)) return undefined;
  const { pathname, search } = addressOf(host, given.path ?? "/");
  const options: RequestOptions = { ...given, path: pathname + search };
  for (const name of OF_TWILIO) delete options[name];
  const listener = args.find((each) => typeof each === "function") as Listener | undefined;

  return http.request(local, options, listener);
}

function addressOf(host: string, path: string): URL {
  return new URL(`/__twilio/${host}${path}`, local);
}
