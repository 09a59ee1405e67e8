import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import type { Twilio } from "../twilio/index.ts";
import type { SocketHost } from "../twilio/wire/sockets.ts";
import { FOLLOW_PATH, type LocalState } from "./settings.ts";

/** Tells open pages which account they show and what time it is there, so that they follow a reset and the clock. */
export class Followers implements SocketHost {
  readonly matches = new RegExp(`^${FOLLOW_PATH}$`);
  readonly #twilio: Pick<Twilio, "clock" | "onReset">;
  readonly #sockets = new Set<WebSocket>();
  #account = randomUUID();

  constructor(twilio: Pick<Twilio, "clock" | "onReset">) {
    this.#twilio = twilio;
    twilio.onReset(() => {
      this.#account = randomUUID();
      this.#tellAll();
    });
    twilio.clock.onAdvance?.(() => this.#tellAll());
  }

  get state(): LocalState {
    return { account: this.#account, clockAheadMs: this.#twilio.clock.time() - Date.now() };
  }

  accept(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    this.#tell(socket);
  }

  #tellAll(): void {
    for (const socket of this.#sockets) this.#tell(socket);
  }

  #tell(socket: WebSocket): void {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(this.state));
  }
}
