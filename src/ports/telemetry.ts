import type { RequestKind } from "../domain/callback-request.ts";
import type { RequeueFailure } from "./agent-notices.ts";
import type { CallRefusal } from "./outbound-calls.ts";

/** How the plugin is used. Nothing in it tells who called or who was called. */
export type TelemetryEvent =
  | { readonly kind: "call-placed"; readonly request: RequestKind; readonly attempt: number }
  | { readonly kind: "call-not-placed"; readonly reason: CallRefusal | "unavailable" }
  | { readonly kind: "requeued"; readonly request: RequestKind; readonly attempt: number }
  | { readonly kind: "not-requeued"; readonly reason: RequeueFailure }
  | { readonly kind: "voicemail-played" };

/**
 * Counts how the plugin is used.
 *
 * Every adapter passes `test/contracts/telemetry.contract.ts`.
 */
export interface Telemetry {
  /** Counts the event, in the order in which events are told. Never throws and is never waited for. */
  track(event: TelemetryEvent): void;
}
