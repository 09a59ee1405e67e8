/**
 * Every port in memory, all wired together, for tests and for trying things out.
 *
 * @packageDocumentation
 */
export { CollectedLog, type LogEntry } from "../../adapters/memory/collected-log.ts";
export { ManualClock } from "../../adapters/memory/manual-clock.ts";
export { MemoryAgentNotices } from "../../adapters/memory/memory-agent-notices.ts";
export { MemoryAgentRoster } from "../../adapters/memory/memory-agent-roster.ts";
export { MemoryAgents } from "../../adapters/memory/memory-agents.ts";
export { MemoryAnnouncements } from "../../adapters/memory/memory-announcements.ts";
export { MemoryCallbackList } from "../../adapters/memory/memory-callback-list.ts";
export { MemoryCallbackTasks } from "../../adapters/memory/memory-callback-tasks.ts";
export { MemoryInboundCalls } from "../../adapters/memory/memory-inbound-calls.ts";
export { MemoryLedger, MemoryLedgerBook } from "../../adapters/memory/memory-ledger.ts";
export { MemoryOutboundCalls } from "../../adapters/memory/memory-outbound-calls.ts";
export type { QueuedCallback } from "../../adapters/memory/memory-queue.ts";
export { MemoryQueue, type QueuedWork } from "../../adapters/memory/memory-queue.ts";
export { MemoryRecordings } from "../../adapters/memory/memory-recordings.ts";
export { MemoryTaskHistory } from "../../adapters/memory/memory-task-history.ts";
export { MemoryTelemetry } from "../../adapters/memory/memory-telemetry.ts";
export { MemoryTranscriptions } from "../../adapters/memory/memory-transcriptions.ts";
export { MemoryWaitEstimates } from "../../adapters/memory/memory-wait-estimates.ts";
export { MemoryWaitingCalls } from "../../adapters/memory/memory-waiting-calls.ts";
export { MemoryWorkflows } from "../../adapters/memory/memory-workflows.ts";
export { SeededChance } from "../../adapters/memory/seeded-chance.ts";
export {
  type MemoryCallbacks,
  MemoryCentre,
  type MemoryDesktop,
  type MemoryPolicy,
  type MemoryProcess,
  memoryCallbacks,
  type ProcessOptions,
} from "../memory.ts";
