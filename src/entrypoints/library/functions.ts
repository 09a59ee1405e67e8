/**
 * The Twilio Functions for your own server: one `fetch` handler for all, or the answer of each. It needs the package
 * `twilio`.
 *
 * @packageDocumentation
 */
export type { Answer, RefusalDetails } from "../../adapters/functions/answer.ts";
export type { AnswerToAgent } from "../../adapters/functions/flex-request.ts";
export type { NodeRequest, NodeResponse } from "../../adapters/functions/node-request.ts";
export type { FunctionEvent } from "../../adapters/functions/parameters.ts";
export { fetchTransport } from "../../adapters/twilio-rest/transport.ts";
export { type FetchHandler, type FetchHandlerOptions, fetchHandler } from "../fetch-handler.ts";
export type { FunctionContext } from "../functions/serve.ts";
export {
  type Credentials,
  Misconfigured,
  readSettings,
  SETTINGS,
  type Settings,
} from "../functions/settings.ts";
export type { Bindings } from "../functions/tokens.ts";
export { type NodeHandler, nodeHandler } from "../node-handler.ts";
