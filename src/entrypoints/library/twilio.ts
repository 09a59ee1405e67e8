/**
 * The ports on Twilio: TaskRouter, Sync, Flex tokens, recordings and transcriptions. It needs the package `twilio`.
 *
 * @packageDocumentation
 */
export * from "../../adapters/flex-tokens/flex-token-agents.ts";
export * from "../../adapters/sync/sync-ledger.ts";
export * from "../../adapters/taskrouter/taskrouter-callback-tasks.ts";
export * from "../../adapters/twilio-rest/api-version.ts";
export * from "../../adapters/twilio-rest/connection.ts";
export * from "../../adapters/twilio-rest/connection-fault.ts";
export * from "../../adapters/twilio-rest/transport.ts";
export * from "../../adapters/twilio-rest/twilio-fault.ts";
export * from "../../adapters/twilio-wire/task-attributes.ts";
export * from "../../adapters/voice/batch-transcriptions.ts";
export * from "../../adapters/voice/record-transcriptions.ts";
export * from "../../adapters/voice/twilio-recordings.ts";
export * from "../twilio.ts";
