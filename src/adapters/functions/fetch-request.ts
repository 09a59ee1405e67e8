import { isJsonObject, parseJson } from "../../domain/json.ts";
import type { RuntimeResponse } from "./handler.ts";
import type { FunctionEvent } from "./parameters.ts";

/** A request as it arrived. The body is text, because the signature covers the text. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

export async function received(request: Request): Promise<ReceivedRequest> {
  const { method, headers } = request;

  return { method, headers, url: new URL(request.url), body: await request.text() };
}

/** Merges query parameters and body as Twilio's own runtime does, but ignores a parameter named `request`. */
export function eventOf({ url, headers, body }: ReceivedRequest): FunctionEvent {
  return {
    ...fieldsOf(url.searchParams),
    ...(isForm(headers) ? fieldsOf(new URLSearchParams(body)) : jsonFields(headers, body)),
    request: { headers: Object.fromEntries(headers) },
  };
}

export function isForm(headers: Headers): boolean {
  return mediaType(headers) === "application/x-www-form-urlencoded";
}

/** The fields of a form. A repeated field has a list. */
export function fieldsOf(form: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const [first = "", ...more] = form.getAll(name);
      return [name, more.length === 0 ? first : [first, ...more]];
    }),
  );
}

/** Replaces the runtime's `Twilio.Response` outside Twilio. */
export class FetchResponse implements RuntimeResponse {
  #status = 200;
  #body: object | string = "";
  readonly #headers = new Headers();

  setStatusCode(status: number): void {
    this.#status = status;
  }

  setBody(body: object | string): void {
    this.#body = body;
  }

  appendHeader(name: string, value: string): void {
    this.#headers.append(name, value);
  }

  toResponse(): Response {
    const body = this.#body;
    const ready = typeof body === "string" || body instanceof Uint8Array;

    return new Response(ready ? (body as BodyInit) : JSON.stringify(body), {
      status: this.#status,
      headers: this.#headers,
    });
  }
}

function mediaType(headers: Headers): string | undefined {
  return headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
}

/** The fields of a JSON body. A body that is no JSON object has none, and the answer names the missing parameters. */
function jsonFields(headers: Headers, body: string): Record<string, unknown> {
  if (mediaType(headers) !== "application/json") return {};
  const value = parseJson(body);

  return isJsonObject(value) ? value : {};
}
