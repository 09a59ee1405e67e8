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
export { install } from "../../adapters/flex-ui/install.tsx";
export * from "../../application/desktop/end-request.ts";
export * from "../../application/desktop/known-rules.ts";
export * from "../../application/desktop/panel-states.ts";
export * from "../../application/desktop/place-call.ts";
export * from "../../application/desktop/record-outcomes.ts";
export * from "../../application/desktop/retry-later.ts";
export * from "../../application/desktop/session-ended.ts";
export * from "../../application/desktop/voicemails.ts";
export * from "../../domain/desktop/call-button.ts";
export * from "../../domain/desktop/call-obstacle.ts";
export * from "../../domain/desktop/closings.ts";
export * from "../../domain/desktop/completion.ts";
export * from "../../domain/desktop/desktop-callback.ts";
export * from "../../domain/desktop/problem.ts";
export * from "../../domain/desktop/retry-button.ts";
export * from "../../ports/agent-notices.ts";
export * from "../../ports/outbound-calls.ts";
export * from "../../ports/telemetry.ts";

/** Adds the panel, the channels and the calls to Flex. Call it in a plugin's `init`. */
export function installCallbacks(flexUi: typeof FlexUi, manager: FlexUi.Manager): void {
  install(flexUi, manager, {
    clock: new SystemClock(),
    log: new ConsoleLog(),
    fetch: globalThis.fetch.bind(globalThis),
    analytics: () => undefined,
  });
}
