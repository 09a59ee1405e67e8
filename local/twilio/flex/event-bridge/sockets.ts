import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { WorkspaceEvent } from "../../taskrouter/store/events.ts";
import type { Task } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import { tokenHolders } from "../../token-holders.ts";
import type { SocketHost } from "../../wire/sockets.ts";
import type { BridgeRecord, BridgeRecords } from "./records.ts";

/** The client gives up a socket after 30 seconds of silence. This is real time, because browsers have no other. */
const HEARTBEAT_MS = 10_000;
/** After this time the client asks for a new token. Made-up tokens do not expire. */
const TOKEN_LIFETIME_MS = 7 * 24 * 3_600_000;

/**
 * Twilio answers the request that causes an event before it tells of the event, and clients rely on it. Real time,
 * as the answer takes; how long it is at Twilio is unverified.
 */
const EVENT_DELAY_MS = 100;

/** RFC 6455. Unverified: that the event bridge closes a socket with it. */
const POLICY_VIOLATION = 1008;

/** wss://event-bridge.twilio.com/v1/wschannels sends each worker the events about them and their tasks. */
export class BridgeSockets implements SocketHost {
  readonly matches = /^\/__twilio\/event-bridge\./;
  readonly #store: Store;
  readonly #records: BridgeRecords;
  readonly #sockets = new Map<WebSocket, string>();
  readonly #connectListeners: ((workerSid: string) => void)[] = [];

  constructor(store: Store, records: BridgeRecords) {
    this.#store = store;
    this.#records = records;
    store.subscribe((event) => this.#tell(event));
  }

  accept(socket: WebSocket, request: IncomingMessage): void {
    const token = new URL(request.url ?? "", "http://localhost").searchParams.get("token") ?? "";
    const workerSid = tokenHolders(this.#store.state.account).get(token)?.workerSid;
    if (!workerSid) {
      socket.close(POLICY_VIOLATION, "The token is not that of a worker");
      return;
    }
    for (const listener of this.#connectListeners) listener(workerSid);
    this.#sockets.set(socket, workerSid);
    const heartbeat = setInterval(() => socket.send(" "), HEARTBEAT_MS);
    heartbeat.unref();
    socket.on("close", () => {
      clearInterval(heartbeat);
      this.#sockets.delete(socket);
    });
    this.#send(socket, "init", this.#initialPayload(workerSid));
  }

  /** Calls `listener` when a worker's Flex UI has connected, before it receives any event. */
  onConnect(listener: (workerSid: string) => void): void {
    this.#connectListeners.push(listener);
  }

  /** Closes all sockets, as if the network were lost, and returns their number. Clients connect again by themselves. */
  dropAll(): number {
    const dropped = this.#sockets.size;
    for (const socket of this.#sockets.keys()) socket.terminate();

    return dropped;
  }

  /** Sends the workers who hold the task an event that does not come from TaskRouter. */
  tellHolders(task: Task, eventType: string, payload: BridgeRecord): void {
    const holders = this.#holdersOf(task);
    for (const [socket, workerSid] of this.#sockets) {
      if (holders.includes(workerSid)) this.#sendSoon(socket, eventType, payload);
    }
  }

  #initialPayload(workerSid: string): BridgeRecord {
    const { accountSid, workspaceSid } = this.#store.state.account;

    return {
      account_sid: accountSid,
      workspace_sid: workspaceSid,
      channel_id: workerSid,
      token_lifetime: TOKEN_LIFETIME_MS,
    };
  }

  #tell(event: WorkspaceEvent): void {
    const addressed = this.#addressedTo(event);
    if (!addressed) return;
    for (const [socket, workerSid] of this.#sockets) {
      if (addressed.workers.includes(workerSid)) this.#sendSoon(socket, event.kind, addressed.payload);
    }
  }

  #addressedTo(event: WorkspaceEvent): { workers: readonly string[]; payload: BridgeRecord } | undefined {
    switch (event.kind) {
      case "task.created":
      case "task-queue.entered":
      case "task.deleted":
      case "task.system-deleted":
        return undefined;
      case "task.updated":
      case "task.canceled":
      case "task.wrapup":
      case "task.completed":
        return { workers: this.#holdersOf(event.task), payload: this.#records.task(event.task) };
      case "worker.activity.update":
      case "worker.attributes.update":
        return { workers: [event.worker.sid], payload: this.#records.worker(event.worker) };
      case "worker.capacity.update":
      case "worker.channel.availability.update":
        return { workers: [event.worker.sid], payload: this.#records.workerChannel(event.channel) };
      case "reservation.created":
      case "reservation.accepted":
      case "reservation.rejected":
      case "reservation.timeout":
      case "reservation.canceled":
      case "reservation.rescinded":
      case "reservation.wrapup":
      case "reservation.completed":
        return {
          workers: [event.worker.sid],
          payload: this.#records.reservation(event.reservation, event.task),
        };
    }
  }

  /** The workers who hold the task, or have just finished it. */
  #holdersOf(task: Task): readonly string[] {
    return this.#store.state
      .reservationsOf(task.sid)
      .filter(({ status }) => status !== "rejected" && status !== "timeout" && status !== "rescinded")
      .map(({ workerSid }) => workerSid);
  }

  #sendSoon(socket: WebSocket, eventType: string, payload: BridgeRecord): void {
    setTimeout(() => this.#send(socket, eventType, payload), EVENT_DELAY_MS).unref();
  }

  #send(socket: WebSocket, eventType: string, payload: BridgeRecord): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ event_type: eventType, payload }));
  }
}
