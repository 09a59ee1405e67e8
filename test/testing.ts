/**
 * What every adapter must keep, as suites for Vitest, and Twilio on this machine to test against.
 *
 * @packageDocumentation
 */
export * from "./contracts/agents.contract.ts";
export * from "./contracts/callback-tasks.contract.ts";
export * from "./contracts/clock.contract.ts";
export * from "./contracts/ledger.contract.ts";
export * from "./contracts/log.contract.ts";
export type { Gap } from "./contracts/promises.ts";
export * from "./support/requests.ts";
export * from "./support/stand-in.ts";
