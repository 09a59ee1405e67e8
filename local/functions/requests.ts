import { type IncomingMessage, type RequestListener, ServerResponse } from "node:http";
import type { Twilio } from "../twilio/index.ts";
import { FUNCTIONS_HOST } from "../twilio/wire/http/faults.ts";
import { spoiledAnswer } from "../twilio/wire/http/gate.ts";
import { isSignedByTwilio, replayed } from "../twilio/wire/signature.ts";
import type { FunctionsRuntime } from "./runtime.ts";

interface Needs {
  readonly twilio: Pick<Twilio, "account" | "clock" | "faults">;
  readonly functions: FunctionsRuntime;
  readonly url: string;
}

/** Functions as the cloud runs them: what is protected only for Twilio, and what `/__local/faults` spoils badly. */
export function functionListener({ twilio, functions, url }: Needs): RequestListener {
  const run = (request: IncomingMessage, response: ServerResponse) =>
    functions.isProtected(pathOf(request))
      ? ifSigned(request, response, url, twilio.account.authToken, functions)
      : functions.handle(request, response);

  return async (request, response) => {
    const mark = { method: request.method ?? "", host: FUNCTIONS_HOST, path: pathOf(request) };
    const fault = request.method === "OPTIONS" ? undefined : twilio.faults.take(mark);
    if (fault?.latencyMs) await twilio.clock.pause(fault.latencyMs);
    if (fault?.reset === "before") return void request.socket.destroy();
    if (fault?.reset === "after") return run(request, neverSent(request));
    const spoiled = fault && spoiledAnswer(fault);
    if (spoiled) {
      response.writeHead(spoiled.status, Object.fromEntries(spoiled.headers)).end(await spoiled.text());
      return;
    }
    run(request, response);
  };
}

/** Checks signatures of protected functions, as Twilio's cloud does before it runs them. The runtime itself does not. */
async function ifSigned(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  authToken: string,
  functions: FunctionsRuntime,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);

  if (!isSignedByTwilio(request, body.toString("utf8"), `${url}${request.url}`, authToken)) {
    response.writeHead(400, { "Content-Type": "text/plain" }).end("Twilio's signature is missing or wrong");
    return;
  }
  functions.handle(replayed(request, body), response);
}

/** Takes the answer of a function that ran, and loses the connection in its place. */
function neverSent(request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request);
  response.end = () => {
    request.socket.destroy();
    return response;
  };

  return response;
}

function pathOf(request: IncomingMessage): string {
  return new URL(request.url ?? "/", "http://localhost").pathname;
}
