import type { Hono } from "hono";
import type { Store } from "../../taskrouter/store/store.ts";
import type { Calls } from "../../telephony/calls.ts";
import { customerModified } from "./participants.ts";
import { BridgeRecords } from "./records.ts";
import { bridgeRoutes } from "./routes.ts";
import { BridgeSockets } from "./sockets.ts";

/** TaskRouter for the Flex UI, through one POST and one websocket. It uses the same store as the REST API. */
export interface EventBridge {
  /** Serves `/v1/wschannels`. */
  readonly routes: Hono;
  readonly sockets: BridgeSockets;
}

export function createEventBridge(store: Store, calls: Calls): EventBridge {
  const records = new BridgeRecords(store);
  const sockets = new BridgeSockets(store, records);
  calls.onHoldChange((task) => {
    const modified = customerModified(store, task, calls.isOnHold(task.sid));
    if (modified) sockets.tellHolders(task, "participant.modified", modified);
  });

  return { routes: bridgeRoutes(store, records, calls), sockets };
}
