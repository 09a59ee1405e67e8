import type { Hono } from "hono";
import type { Twilio } from "../../index.ts";
import { Calls } from "../../telephony/calls.ts";
import { customerModified } from "../../telephony/participants.ts";
import { bridgeRoutes } from "./bridge.ts";
import { callControls } from "./controls.ts";
import { BridgeRecords } from "./records.ts";
import { BridgeSockets } from "./sockets.ts";

export type { CallOutcome, Dialling } from "../../telephony/calls.ts";

/** TaskRouter as Flex sees it: the same store as the REST API, through one POST and one websocket. */
export interface EventBridge {
  /** Serves `/v1/wschannels`. */
  readonly routes: Hono;
  /** Serves `/__local/outbound`. */
  readonly controls: Hono;
  readonly sockets: BridgeSockets;
  readonly calls: Calls;
}

export interface EventBridgeOptions {
  readonly twilio: Pick<Twilio, "store" | "onReset">;
  /** A Flex UI of this worker has connected, before it hears anything. */
  readonly onConnect?: (workerSid: string) => void;
}

export function createEventBridge({ twilio, onConnect = () => {} }: EventBridgeOptions): EventBridge {
  const { store } = twilio;
  const records = new BridgeRecords(store);
  const calls = new Calls(store);
  const sockets = new BridgeSockets(store, records, onConnect);
  twilio.onReset(() => calls.reset());
  calls.onHoldChange((task) => {
    const modified = customerModified(store, task, calls.isOnHold(task.sid));
    if (modified) sockets.tellHolders(task, "participant.modified", modified);
  });

  return { routes: bridgeRoutes(store, records, calls), controls: callControls(calls), sockets, calls };
}
