import type { Log } from "../../../ports/log.ts";
import type { Telemetry, TelemetryEvent } from "../../../ports/telemetry.ts";

/** The analytics of the Flex UI, in the form of `@twilio/flex-ui-telemetry`. */
export interface FlexAnalytics {
  track(event: string, properties: Record<string, unknown>): void;
}

/** Counts with Flex's own analytics. Only Twilio's hosted Flex has them; elsewhere nothing is counted. */
export class FlexUiTelemetry implements Telemetry {
  readonly #connect: () => FlexAnalytics | undefined;
  readonly #log: Log;
  #analytics: FlexAnalytics | undefined;

  /** @param connect called at each event until it returns the analytics, because Flex loads them late */
  constructor(connect: () => FlexAnalytics | undefined, log: Log) {
    this.#connect = connect;
    this.#log = log;
  }

  track({ kind, ...properties }: TelemetryEvent): void {
    try {
      this.#analytics ??= this.#connect();
      this.#analytics?.track(NAMES[kind], properties);
    } catch (error) {
      this.#log.warn("panel.usage-not-counted", { kind }, error);
    }
  }
}

const NAMES: Record<TelemetryEvent["kind"], string> = {
  "call-placed": "Callback Started",
  "call-not-placed": "Callback Not Started",
  requeued: "Callback Requeued",
  "not-requeued": "Callback Not Requeued",
  "voicemail-played": "Voicemail played",
};
