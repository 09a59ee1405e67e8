import { refusal } from "../adapters/functions/answer.ts";
import {
  type NodeRequest,
  type NodeResponse,
  requestOf,
  sendTo,
} from "../adapters/functions/node-request.ts";
import { type FetchHandlerOptions, fetchHandler } from "./fetch-handler.ts";
import type { FunctionContext } from "./functions/serve.ts";

export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

/**
 * Makes a handler for servers that call theirs with `(req, res)`: `node:http`, Express, Fastify. It serves the functions
 * at the same paths as Twilio, and must see each request before anything reads its body.
 *
 * @param environment the settings of the functions, such as `process.env`
 * @throws {Misconfigured} with the name of every setting that is missing or wrong
 */
export function nodeHandler(environment: FunctionContext, options: FetchHandlerOptions = {}): NodeHandler {
  const handle = fetchHandler(environment, options);

  return async (incoming, outgoing) => {
    const request = await requestOf(incoming);

    await sendTo(outgoing, request ? await handle(request) : bodyWasRead());
  };
}

function bodyWasRead(): Response {
  const { status, body } = refusal(
    500,
    "body-parsed",
    "Something read the body before: put this handler in front of the body parser, or keep the body as rawBody.",
  );

  return Response.json(body, { status });
}
