import type { RequestClient } from "twilio";
import type { Twilio } from "./index.ts";
import { TWILIO_PREFIX } from "./wire/http/exchange.ts";

type RequestOptions = Parameters<RequestClient["request"]>[0];

interface SdkAnswer {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** axios sends this type with every POST, with or without a body. */
const FORM = "application/x-www-form-urlencoded";

export interface InProcessRequest {
  request(options: RequestOptions): Promise<SdkAnswer>;
}

/**
 * Lets Twilio's SDK use the stand-in without a socket: for `twilio(sid, token, { httpClient })` and for the SDK's own
 * `Domain` and `Version` classes. It writes the same bytes as the SDK's RequestClient. Requests without credentials get those
 * of the made-up account.
 */
export function inProcessRequest(twilio: Pick<Twilio, "app" | "account">): InProcessRequest {
  return {
    request: async (options) => {
      const response = await twilio.app.fetch(requestFrom(options, twilio.account));
      return {
        statusCode: response.status,
        body: bodyFrom(await response.text()),
        headers: Object.fromEntries(response.headers),
      };
    },
  };
}

function requestFrom(options: RequestOptions, account: Twilio["account"]): Request {
  const url = new URL(options.uri);
  const query = serialized(options.params);
  const search = [url.search.slice(1), query].filter((part) => part !== "").join("&");
  const headers = new Headers(options.headers as Record<string, string> | undefined);
  headers.set("authorization", authorization(options, account));
  const body = bodyOf(options, headers);
  if (options.method === "post" && !headers.has("content-type")) headers.set("content-type", FORM);

  return new Request(
    `http://localhost${TWILIO_PREFIX}${url.host}${url.pathname}${search === "" ? "" : `?${search}`}`,
    {
      method: options.method.toUpperCase(),
      headers,
      ...(body === undefined ? {} : { body }),
    },
  );
}

function authorization(options: RequestOptions, account: Twilio["account"]): string {
  const given = new Headers(options.headers as Record<string, string> | undefined).get("authorization");
  if (given) return given;
  const user = options.username ?? account.accountSid;
  const password = options.password ?? account.authToken;

  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** Writes the data in the form of the content type. Like the SDK's client, it sends no data without a content type. */
function bodyOf(options: RequestOptions, headers: Headers): string | undefined {
  if (options.data === undefined) return undefined;
  switch (headers.get("content-type")) {
    case "application/json":
      return JSON.stringify(options.data);
    case FORM:
      return serialized(options.data as object);
    default:
      return undefined;
  }
}

/** Like `qs.stringify(…, { arrayFormat: "repeat" })`: it repeats keys, writes a blank as `%20`, and skips undefined. */
function serialized(values: object | undefined): string {
  return Object.entries(values ?? {})
    .flatMap(([key, value]) => pairsOf(key, value))
    .map(([key, value]) => `${encoded(key)}=${encoded(value)}`)
    .join("&");
}

function pairsOf(key: string, value: unknown): readonly (readonly [string, string])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => pairsOf(key, item));
  if (value instanceof Date) return [[key, value.toISOString()]];
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, item]) => pairsOf(`${key}[${name}]`, item));
  }

  return [[key, value === null ? "" : String(value)]];
}

/** Encodes as qs does (RFC 3986), including `!'()*`, which `encodeURIComponent` does not encode. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** axios returns parsed JSON, or the text if it is no JSON. */
function bodyFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
