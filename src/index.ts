/**
 * Callbacks and voicemails: the rules, what they need from outside, and the use cases. No Twilio, no I/O, no
 * built-in of any runtime.
 *
 * @packageDocumentation
 */
export * from "./adapters/system/console-log.ts";
export * from "./adapters/system/no-ledger.ts";
export * from "./adapters/system/system-chance.ts";
export * from "./adapters/system/system-clock.ts";
export * from "./application/add-transcript.ts";
export * from "./application/close-callback.ts";
export * from "./application/delete-voicemail.ts";
export * from "./application/leave-voicemail.ts";
export * from "./application/once/create-once.ts";
export * from "./application/once/needs.ts";
export * from "./application/once/write-to-request.ts";
export * from "./application/play-voicemail.ts";
export * from "./application/purge-voicemails.ts";
export * from "./application/read-transcript.ts";
export * from "./application/record-attempt.ts";
export * from "./application/request-callback.ts";
export * from "./application/requeue-callback.ts";
export * from "./domain/index.ts";
export * from "./ports/agents.ts";
export * from "./ports/callback-tasks.ts";
export * from "./ports/chance.ts";
export * from "./ports/clock.ts";
export * from "./ports/faults.ts";
export * from "./ports/ledger.ts";
export * from "./ports/log.ts";
export * from "./ports/recordings.ts";
export * from "./ports/transcriptions.ts";
