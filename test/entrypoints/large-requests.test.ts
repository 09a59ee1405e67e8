import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flexPath, studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import { anId } from "../support/requests.ts";

const handler = fetchHandler({
  ACCOUNT_SID: anId("AC"),
  AUTH_TOKEN: "0".repeat(32),
  TWILIO_FLEX_WORKSPACE_SID: anId("WS"),
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: anId("WW"),
  TWILIO_API_ORIGIN: "http://127.0.0.1:9",
});
/** What the last answer took of the processor, with what the client beside it took in the meantime. */
let busyMs = 0;
const server = createServer(async (incoming, outgoing) => {
  const before = process.cpuUsage();
  const answer = await handler(
    new Request(`http://localhost${incoming.url}`, {
      method: "POST",
      headers: incoming.headers as Record<string, string>,
      body: Readable.toWeb(incoming) as ReadableStream,
      duplex: "half",
    } as RequestInit),
  );
  const { user, system } = process.cpuUsage(before);
  busyMs = (user + system) / 1_000;
  outgoing.writeHead(answer.status, { connection: "close" }).end(await answer.text());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The first request wires the functions.
  for (const path of [flexPath("create-callback"), studioPath("create-callback")])
    await post(path, "a=1", true);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a request that is too large", () => {
  const parameters = (count: number) => Array.from({ length: count }, (_, n) => `p${n}=1`).join("&");
  const sizes = [
    ["20,000 parameters", parameters(20_000)],
    ["100,000 parameters", parameters(100_000)],
    ["100,000 times the same parameter", "a=1&".repeat(100_000)],
    ["10 MB in one parameter", `message=${"m".repeat(10_000_000)}`],
    ["10 MB of JSON", `{"message":"${"m".repeat(10_000_000)}"}`],
  ] as const;

  it.each(
    sizes.flatMap(([what, body]) =>
      [flexPath("create-callback"), studioPath("create-callback")].flatMap((path) => [
        [what, path, "with its length", body, true] as const,
        [what, path, "in pieces", body, false] as const,
      ]),
    ),
  )("%s to %s, sent %s, is answered 413 before it costs anything", async (_, path, __, body, hasLength) => {
    const { status, text } = await post(path, body, hasLength);

    expect(status).toBe(413);
    expect(JSON.parse(text)).toMatchObject({ success: false, code: "too-large" });
    expect(busyMs).toBeLessThan(hasLength ? 50 : 250);
  });

  it("is told from one that is merely long", async () => {
    const { status } = await post(
      flexPath("create-callback"),
      `${parameters(900)}&message=${"m".repeat(500_000)}`,
      true,
    );

    expect(status).toBe(403);
  });
});

function post(path: string, body: string, hasLength: boolean): Promise<{ status: number; text: string }> {
  const { port } = server.address() as AddressInfo;

  return new Promise((resolve, reject) => {
    const headers = {
      "Content-Type": body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
      ...(hasLength && { "Content-Length": Buffer.byteLength(body) }),
    };
    const sent = httpRequest({ port, path, method: "POST", headers }, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        sent.destroy();
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
