import type { RequestKind } from "../domain/callback-request.ts";
import type { CallRefusal, RequeueFailure } from "../domain/desktop/problem.ts";

/** An event that shows how agents use the plugin. It identifies neither the agent nor the contact. */
export type TelemetryEvent =
  | { readonly kind: "call-placed"; readonly request: RequestKind; readonly attempt: number }
  | { readonly kind: "call-not-placed"; readonly reason: CallRefusal | "unavailable" }
  | { readonly kind: "requeued"; readonly request: RequestKind; readonly attempt: number }
  | { readonly kind: "not-requeued"; readonly reason: RequeueFailure }
  | { readonly kind: "voicemail-played" };

/**
 * Counts how agents use the plugin.
 *
 * Every adapter passes `test/contracts/telemetry.contract.ts`.
 */
export interface Telemetry {
  /** Counts the event, after all earlier ones. Never throws. The caller does not wait for it. */
  track(event: TelemetryEvent): void;
}
