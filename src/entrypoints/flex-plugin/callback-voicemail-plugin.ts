import { FlexPlugin } from "@twilio/flex-plugin";
import type * as FlexUi from "@twilio/flex-ui";
import telemetry from "@twilio/flex-ui-telemetry";
import type { FlexAnalytics } from "../../adapters/flex-ui/flex/flex-telemetry.ts";
import { install } from "../../adapters/flex-ui/install.tsx";
import { ConsoleLog } from "../../adapters/system/console-log.ts";
import { SystemClock } from "../../adapters/system/system-clock.ts";

const NAME = "flex-callback-voicemail";

/** The Flex plugin: callbacks and voicemails for agents. */
export class CallbackVoicemailPlugin extends FlexPlugin {
  constructor() {
    super(NAME);
  }

  override init(flex: typeof FlexUi, manager: FlexUi.Manager): void {
    install(flex, manager, {
      clock: new SystemClock(),
      log: new ConsoleLog(),
      fetch: globalThis.fetch.bind(globalThis),
      analytics,
    });
  }
}

/** The frame by which Twilio's hosted Flex counts usage. Other pages have none. */
function analytics(): FlexAnalytics | undefined {
  return document.querySelector("#segment-analytics") === null
    ? undefined
    : new FlexTelemetry({ pluginName: NAME });
}

/** For some bundlers the default import of a CommonJS module is its exports, for others its default export. */
const FlexTelemetry = "default" in telemetry ? telemetry.default : telemetry;
