/**
 * Callbacks and voicemails for your own Flex plugin, and the rules and use cases behind them for another agent desktop. It
 * needs the packages `@twilio/flex-ui` and `react`, which Flex itself provides.
 *
 * @packageDocumentation
 */
import type * as FlexUi from "@twilio/flex-ui";
import { install } from "../../adapters/flex-ui/install.tsx";
import { ConsoleLog } from "../../adapters/system/console-log.ts";
import { SystemClock } from "../../adapters/system/system-clock.ts";

export type { FlexAnalytics } from "../../adapters/flex-ui/flex/flex-telemetry.ts";
export type { PluginHost } from "../../adapters/flex-ui/install.tsx";
export { type CallNotes, type CallNotesNeeds, makeCallNotes } from "../../application/desktop/call-notes.ts";
export {
  type EndRequest,
  type EndRequestNeeds,
  makeEndRequest,
  type NoteEnd,
} from "../../application/desktop/end-request.ts";
export { type DesktopRules, KnownRules } from "../../application/desktop/known-rules.ts";
export { type PanelState, PanelStates } from "../../application/desktop/panel-states.ts";
export { makePlaceCall, type PlaceCall } from "../../application/desktop/place-call.ts";
export { type RecordOnCallback, recordOutcomes } from "../../application/desktop/record-outcomes.ts";
export {
  type FinishTask,
  makeFinish,
  makeRetryLater,
  type Requeue,
  type RetryLater,
  type RetryLaterNeeds,
} from "../../application/desktop/retry-later.ts";
export type { SessionEnded } from "../../application/desktop/session-ended.ts";
export {
  makeVoicemails,
  type TranscriptRead,
  type VoicemailDeleted,
  type VoicemailLoaded,
  type VoicemailService,
  type Voicemails,
} from "../../application/desktop/voicemails.ts";
export {
  type CallBlock,
  type CallButton,
  callButton,
  type TaskBlock,
  taskBlock,
} from "../../domain/desktop/call-button.ts";
export type { CallObstacle } from "../../domain/desktop/call-obstacle.ts";
export { closingsFor } from "../../domain/desktop/closings.ts";
export { type Completion, type CompletionFacts, decideCompletion } from "../../domain/desktop/completion.ts";
export { type Activity, type DesktopCallback, isBackInQueue } from "../../domain/desktop/desktop-callback.ts";
export {
  type CallRefusal,
  mayBeTriedAgain,
  type Problem,
  type RequeueFailure,
  type VoicemailFailure,
  type VoicemailProblem,
} from "../../domain/desktop/problem.ts";
export {
  type RetryBlock,
  type RetryButton,
  type RetryPolicy,
  retryButton,
} from "../../domain/desktop/retry-button.ts";
export type { HoldingRules, RetryChoice } from "../../domain/desktop/retry-choices.ts";
export type { AgentNotice, AgentNotices } from "../../ports/agent-notices.ts";
export type {
  CallOutcome,
  CallPlacement,
  CallToPlace,
  OutboundCalls,
  Stop,
} from "../../ports/outbound-calls.ts";
export type { Telemetry, TelemetryEvent } from "../../ports/telemetry.ts";

/** Adds the panel, the channels and the calls to Flex. Call it in a plugin's `init`. */
export function installCallbacks(flexUi: typeof FlexUi, manager: FlexUi.Manager): void {
  install(flexUi, manager, {
    clock: new SystemClock(),
    log: new ConsoleLog(),
    fetch: globalThis.fetch.bind(globalThis),
    analytics: () => undefined,
  });
}
export type { NoteCall, PlaceCallNeeds } from "../../application/desktop/place-call.ts";
