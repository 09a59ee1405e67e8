import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createFlexPage, type FlexPage, type FlexPageOptions } from "./flex-page/index.ts";
import { functionListener } from "./functions/requests.ts";
import { createFunctionsRuntime } from "./functions/runtime.ts";
import { answerStarting } from "./starting.ts";
import { createTwilio, type Twilio } from "./twilio/index.ts";
import type { RunFunction } from "./twilio/serverless/domains.ts";
import { CONFIGURATION_ID } from "./twilio/voice/batch-transcriptions.ts";
import { sendTranscriptions } from "./twilio/voice/transcription-webhook.ts";
import { signatureOf } from "./twilio/wire/signature.ts";
import { attachSockets } from "./twilio/wire/sockets.ts";

export interface LocalStack {
  readonly url: string;
  readonly twilio: Twilio;
  close(): Promise<void>;
}

export interface LocalStackOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly twilio?: Twilio;
  /** Settings of the functions, in addition to those of the made-up account. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Absent: no Flex UI. Its first build takes a while. */
  readonly flexPage?: Omit<FlexPageOptions, "twilio">;
  /** Done once the port is taken: what asks meanwhile is answered 503, "starting". */
  readonly prepare?: (url: string) => Promise<unknown>;
}

/** Serves the local Twilio, the functions and the Flex UI on one port of this machine, for this machine only. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  let url = "";
  const runFunction: RunFunction = (_environment, _build, _variables, request) =>
    runHere(request, url, twilio.account.authToken);
  const twilio: Twilio = options.twilio ?? createTwilio({ runFunction });
  let answer: RequestListener = answerStarting;
  const server = createServer((request, response) => answer(request, response));
  const close = closerOf(server);
  url = await listen(server, options.port);
  try {
    const { flexPage, listener } = await prepared(twilio, url, options);
    attachSockets(server, [...twilio.sockets, ...(flexPage?.sockets ?? [])]);
    answer = listener;
  } catch (cause) {
    await close();
    throw cause;
  }
  sendTranscriptions(twilio, url);

  return { url, twilio, close };
}

async function prepared(
  twilio: Twilio,
  url: string,
  options: LocalStackOptions,
): Promise<{ readonly flexPage: FlexPage | undefined; readonly listener: RequestListener }> {
  await options.prepare?.(url);
  const [functions, flexPage] = await Promise.all([
    createFunctionsRuntime({ ...functionSettings(twilio, url), ...options.environment }, url),
    options.flexPage && createFlexPage({ ...options.flexPage, twilio }),
  ]);
  const others = getRequestListener(routesBesideFunctions(twilio, flexPage).fetch);
  const run = functionListener({ twilio, functions, url });

  return {
    flexPage,
    listener: (request, response) =>
      functions.serves(new URL(request.url ?? "/", url).pathname)
        ? run(request, response)
        : others(request, response),
  };
}

/**
 * A request to the domain of a deployed service. The functions of this machine answer it, with their own settings: what
 * was uploaded does not run.
 */
async function runHere(request: Request, url: string, authToken: string): Promise<Response> {
  const { pathname, search, searchParams } = new URL(request.url);
  const address = `${url}${pathname.replace(/^.*\.twil\.io/, "")}${search}`;
  const { method } = request;
  const headers = new Headers(request.headers);
  // The signature of the deployed address was checked; this address has another.
  if (searchParams.has("bodySHA256")) headers.set("X-Twilio-Signature", signatureOf(authToken, address, {}));
  const body = method === "GET" || method === "HEAD" ? null : await request.arrayBuffer();

  return fetch(address, { method, headers, body });
}

/** Ends every connection, also those that have become websockets: `closeAllConnections` leaves those alone. */
function closerOf(server: Server): () => Promise<void> {
  const connections = new Set<Socket>();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.on("close", () => connections.delete(socket));
  });

  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of connections) socket.destroy();
    });
}

/** The environment of the functions, as a deployment to this account would have it. */
export function functionSettings({ account }: Twilio, url: string): Record<string, string> {
  return {
    ACCOUNT_SID: account.accountSid,
    AUTH_TOKEN: account.authToken,
    TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
    TWILIO_SYNC_SERVICE_SID: account.syncServiceSid,
    VOICEMAIL_TRANSCRIPTION_CONFIGURATION: CONFIGURATION_ID,
    TWILIO_API_ORIGIN: `${url}/__twilio`,
  };
}

function routesBesideFunctions(twilio: Twilio, flexPage: FlexPage | undefined): Hono {
  const routes = new Hono();
  routes.route("/", twilio.controls);
  if (flexPage) routes.route("/", flexPage.routes);
  routes.route("/", twilio.app);

  return routes;
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });

  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
