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

/** A task holds 4096 characters; the longest transcript is a fraction of this. Twilio's own runtime takes less. */
const MOST_BYTES = 1_048_576;
const MOST_PARAMETERS = 1_000;

/** `undefined`: the request is larger than any that has a meaning. No more of it is read than tells so. */
export async function received(request: Request): Promise<ReceivedRequest | undefined> {
  const { method, headers } = request;
  const url = new URL(request.url);
  if (Number(headers.get("content-length") ?? 0) > MOST_BYTES) return undefined;
  const body = await bodyOf(request);
  if (body === undefined) return undefined;
  const parameters = parametersIn(url.search) + (isForm(headers) ? parametersIn(body) : 0);
  if (parameters > MOST_PARAMETERS) return undefined;

  return { method, headers, url, body };
}

async function bodyOf({ body }: Request): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (bytes > MOST_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }

  return text + decoder.decode();
}

function parametersIn(text: string): number {
  let found = 0;
  for (let at = text.indexOf("&"); at !== -1 && found <= MOST_PARAMETERS; at = text.indexOf("&", at + 1))
    found++;

  return found;
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
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of form) {
    const known = fields.get(name);
    fields.set(name, known === undefined ? value : [known, value].flat());
  }

  return Object.fromEntries(fields);
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

/**
 * The fields of a JSON body; those of a list are its numbers, as in Twilio's own runtime. Another body has none, and the
 * answer names the missing parameters.
 */
function jsonFields(headers: Headers, body: string): Record<string, unknown> {
  if (mediaType(headers) !== "application/json") return {};
  const value = parseJson(body);

  return isJsonObject(value) || Array.isArray(value) ? { ...value } : {};
}
