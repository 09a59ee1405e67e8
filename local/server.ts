import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createFlexPage, type FlexPage, type FlexPageOptions } from "./flex-page/index.ts";
import { DeployedFunctions } from "./functions/deployed.ts";
import { functionListener } from "./functions/requests.ts";
import { createFunctionsRuntime } from "./functions/runtime.ts";
import { createPhone } from "./phone/index.ts";
import { answerStarting } from "./starting.ts";
import { tellFunctions } from "./task-events.ts";
import { createTwilio, type Twilio } from "./twilio/index.ts";
import { CONFIGURATION_ID } from "./twilio/voice/batch-transcriptions.ts";
import { sendTranscriptions } from "./twilio/voice/transcription-webhook.ts";
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
  /** Event Streams tells the functions what becomes of tasks. */
  readonly hearsOfTasks?: boolean;
}

/** Serves the local Twilio, the functions and the Flex UI on one port of this machine, for this machine only. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  let url = "";
  const deployed = new DeployedFunctions({ twilio: () => twilio, given: () => givenByTheCloud(twilio, url) });
  const twilio: Twilio = options.twilio ?? createTwilio({ runFunction: deployed.run });
  let answer: RequestListener = answerStarting;
  const server = createServer((request, response) => answer(request, response));
  const closeServer = closerOf(server);
  const close = async () => {
    await closeServer();
    await deployed.close();
  };
  url = await listen(server, options.port);
  try {
    const phone = createPhone(twilio);
    const { flexPage, listener } = await prepared(twilio, url, options, phone.routes);
    attachSockets(server, [...twilio.sockets, ...phone.sockets, ...(flexPage?.sockets ?? [])]);
    answer = listener;
  } catch (cause) {
    await close();
    throw cause;
  }
  sendTranscriptions(twilio, url);
  if (options.hearsOfTasks) {
    tellFunctions(twilio, url);
    twilio.onReset(() => tellFunctions(twilio, url));
  }

  return { url, twilio, close };
}

async function prepared(
  twilio: Twilio,
  url: string,
  options: LocalStackOptions,
  phoneRoutes: Hono,
): Promise<{ readonly flexPage: FlexPage | undefined; readonly listener: RequestListener }> {
  await options.prepare?.(url);
  const [functions, flexPage] = await Promise.all([
    createFunctionsRuntime({ ...functionSettings(twilio, url), ...options.environment }, url),
    options.flexPage && createFlexPage({ ...options.flexPage, twilio }),
  ]);
  const others = getRequestListener(routesBesideFunctions(twilio, phoneRoutes, flexPage).fetch);
  const run = functionListener({ twilio, functions, url });

  return {
    flexPage,
    listener: (request, response) =>
      functions.serves(new URL(request.url ?? "/", url).pathname)
        ? run(request, response)
        : others(request, response),
  };
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
export function functionSettings(twilio: Twilio, url: string): Record<string, string> {
  const { account } = twilio;

  return {
    ...givenByTheCloud(twilio, url),
    TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
    TWILIO_SYNC_SERVICE_SID: account.syncServiceSid,
    VOICEMAIL_TRANSCRIPTION_CONFIGURATION: CONFIGURATION_ID,
  };
}

/** The cloud adds the credentials. The origin stands for its network. */
function givenByTheCloud({ account }: Twilio, url: string): Record<string, string> {
  return {
    ACCOUNT_SID: account.accountSid,
    AUTH_TOKEN: account.authToken,
    TWILIO_API_ORIGIN: `${url}/__twilio`,
  };
}

function routesBesideFunctions(twilio: Twilio, phoneRoutes: Hono, flexPage: FlexPage | undefined): Hono {
  const routes = new Hono();
  routes.route("/", phoneRoutes);
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
