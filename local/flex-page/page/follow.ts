import { FOLLOW_PATH, type LocalState } from "../settings.ts";

const CONNECTS_AGAIN_AFTER_MS = 1_000;

/** Tells what the server says of the local Twilio, now and whenever it changes, also after a restart. */
export function follow(told: (state: LocalState) => void): void {
  const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}${FOLLOW_PATH}`);
  socket.addEventListener("message", ({ data }) => told(JSON.parse(String(data))));
  socket.addEventListener("close", () => setTimeout(() => follow(told), CONNECTS_AGAIN_AFTER_MS));
}
