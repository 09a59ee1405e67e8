/**
 * The Twilio Functions for your own server: one `fetch` handler for all, or the answer of each. It needs the package
 * `twilio`.
 *
 * @packageDocumentation
 */
export * from "../../adapters/functions/answer.ts";
export * from "../../adapters/functions/close-callback.ts";
export * from "../../adapters/functions/create-callback.ts";
export * from "../../adapters/functions/delete-voicemail.ts";
export * from "../../adapters/functions/faults.ts";
export * from "../../adapters/functions/fetch-voicemail.ts";
export * from "../../adapters/functions/flex-request.ts";
export * from "../../adapters/functions/flex-settings.ts";
export type { NodeRequest, NodeResponse } from "../../adapters/functions/node-request.ts";
export type { FunctionEvent } from "../../adapters/functions/parameters.ts";
export * from "../../adapters/functions/read-transcript.ts";
export * from "../../adapters/functions/record-attempt.ts";
export * from "../../adapters/functions/recording-status.ts";
export * from "../../adapters/functions/requeue-callback.ts";
export * from "../../adapters/functions/transcription-status.ts";
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
