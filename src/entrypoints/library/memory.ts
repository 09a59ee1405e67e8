/**
 * Every port in memory, all wired together, for tests and for trying things out.
 *
 * @packageDocumentation
 */
export * from "../../adapters/memory/collected-log.ts";
export * from "../../adapters/memory/manual-clock.ts";
export * from "../../adapters/memory/memory-agent-notices.ts";
export * from "../../adapters/memory/memory-agents.ts";
export * from "../../adapters/memory/memory-callback-tasks.ts";
export * from "../../adapters/memory/memory-ledger.ts";
export * from "../../adapters/memory/memory-outbound-calls.ts";
export * from "../../adapters/memory/memory-queue.ts";
export * from "../../adapters/memory/memory-recordings.ts";
export * from "../../adapters/memory/memory-telemetry.ts";
export * from "../../adapters/memory/memory-transcriptions.ts";
export * from "../../adapters/memory/seeded-chance.ts";
export * from "../memory.ts";
