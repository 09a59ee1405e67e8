/**
 * What every adapter must keep, as suites for Vitest, and Twilio on this machine to test against.
 *
 * @packageDocumentation
 */
export * from "../local/start-twilio.ts";
export * from "./contracts/agent-notices.contract.ts";
export * from "./contracts/agents.contract.ts";
export * from "./contracts/callback-tasks.contract.ts";
export * from "./contracts/chance.contract.ts";
export * from "./contracts/clock.contract.ts";
export * from "./contracts/ledger.contract.ts";
export * from "./contracts/log.contract.ts";
export * from "./contracts/outbound-calls.contract.ts";
export type { Gap } from "./contracts/promises.ts";
export * from "./contracts/recordings.contract.ts";
export * from "./contracts/telemetry.contract.ts";
export * from "./contracts/transcriptions.contract.ts";
export * from "./support/requests.ts";
