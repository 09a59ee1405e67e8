import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createFlexPage, type FlexPageOptions } from "./flex-page/index.ts";
import { createFunctionsRuntime, type FunctionsRuntime } from "./functions/runtime.ts";
import { createTwilio, type Twilio } from "./twilio/index.ts";
import { CONFIGURATION_ID } from "./twilio/voice/batch-transcriptions.ts";
import { sendTranscriptions } from "./twilio/voice/transcription-webhook.ts";
import { isSignedByTwilio, replayed } from "./twilio/wire/signature.ts";
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
}

/** Serves the local Twilio, the functions and the Flex UI on one port of this machine, for this machine only. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const twilio = options.twilio ?? createTwilio();
  const server = createServer();
  const url = await listen(server, options.port);
  const environment = { ...functionSettings(twilio, url), ...options.environment };
  const [functions, flexPage] = await Promise.all([
    createFunctionsRuntime(environment, url),
    options.flexPage && createFlexPage({ ...options.flexPage, twilio }),
  ]);
  const others = getRequestListener(routesBesideFunctions(twilio, flexPage).fetch);
  attachSockets(server, twilio.sockets);
  sendTranscriptions(twilio, url);

  server.on("request", (request, response) => {
    const { pathname } = new URL(request.url ?? "/", url);
    if (!functions.serves(pathname)) return others(request, response);
    if (!functions.isProtected(pathname)) return functions.handle(request, response);

    return ifSigned(request, response, { url, functions, authToken: twilio.account.authToken });
  });

  return {
    url,
    twilio,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
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

function routesBesideFunctions(twilio: Twilio, flexPage: Hono | undefined): Hono {
  const routes = new Hono();
  routes.route("/", twilio.controls);
  if (flexPage) routes.route("/", flexPage);
  routes.route("/", twilio.app);

  return routes;
}

interface Protection {
  readonly url: string;
  readonly authToken: string;
  readonly functions: FunctionsRuntime;
}

/** Checks signatures of protected functions, as Twilio's cloud does before it runs them. The runtime itself does not. */
async function ifSigned(
  request: IncomingMessage,
  response: ServerResponse,
  needs: Protection,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);

  if (!isSignedByTwilio(request, body.toString("utf8"), `${needs.url}${request.url}`, needs.authToken)) {
    response.writeHead(400, { "Content-Type": "text/plain" }).end("Twilio's signature is missing or wrong");
    return;
  }
  needs.functions.handle(replayed(request, body), response);
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });

  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
