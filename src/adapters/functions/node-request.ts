/** A request of `node:http`, or of what Express, Fastify and Next make of one. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** The whole path, where `url` has lost the part that a router took. Express sets it. */
  readonly originalUrl?: string | undefined;
  /** `http` or `https`, as far as the server knows. Express sets it, and heeds its `trust proxy`. */
  readonly protocol?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** True once somebody has read the body. */
  readonly readableEnded?: boolean | undefined;
  /** The body as it came, where a parser kept it. */
  readonly rawBody?: Uint8Array | string | undefined;
}

export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string | string[]>): unknown;
  end(body?: Uint8Array): unknown;
}

/** The request for a `fetch` handler; undefined if somebody else has read its body before. */
export async function requestOf(incoming: NodeRequest): Promise<Request | undefined> {
  const body = await bodyOf(incoming);
  if (body === undefined) return undefined;

  const { method = "GET", headers, protocol = "http" } = incoming;
  const address = `${protocol}://${headers.host ?? "localhost"}${incoming.originalUrl ?? incoming.url ?? "/"}`;

  return new Request(address, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((item) => [name, item] as [string, string]),
    ),
    body: ["GET", "HEAD"].includes(method) || body.length === 0 ? null : body,
  });
}

export async function sendTo(outgoing: NodeResponse, response: Response): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(new Uint8Array(await response.arrayBuffer()));
}

async function bodyOf(incoming: NodeRequest): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { rawBody } = incoming;
  if (rawBody !== undefined) return bytesOf([rawBody]);
  if (incoming.readableEnded) return undefined;

  const chunks: (Uint8Array | string)[] = [];
  for await (const chunk of incoming) chunks.push(chunk);

  return bytesOf(chunks);
}

function bytesOf(chunks: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as Uint8Array))));
}
