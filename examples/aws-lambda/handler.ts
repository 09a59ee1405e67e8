// The functions behind a Lambda function URL or an API Gateway HTTP API.
import { fetchHandler } from "flex-callback-voicemail/functions";

/** The parts of payload format 2.0 that we use. https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly domainName: string; readonly http: { readonly method: string } };
}

export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const callbacks = fetchHandler(process.env);

export async function handler(event: HttpEvent): Promise<HttpResult> {
  const response = await callbacks(requestOf(event));

  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()).toString("base64"),
    isBase64Encoded: true,
  };
}

/** Twilio signs the text of the body and the query, so this passes both on unparsed. */
function requestOf({
  requestContext,
  rawPath,
  rawQueryString,
  headers,
  body,
  isBase64Encoded,
}: HttpEvent): Request {
  const query = rawQueryString && `?${rawQueryString}`;

  return new Request(`https://${requestContext.domainName}${rawPath}${query}`, {
    method: requestContext.http.method,
    headers,
    ...(body !== undefined && { body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8") }),
  });
}
