import type { Snapshot } from "../snapshot.ts";

const CONNECTS_AGAIN_AFTER_MS = 1_000;

interface Ears {
  readonly told: (snapshot: Snapshot) => void;
  /** The local Twilio cannot be reached, or can again. */
  readonly reached: (isReached: boolean) => void;
}

/** Follows a number's telephone, also after a restart of the local Twilio. The answer puts it away. */
export function follow(number: string, { told, reached }: Ears): () => void {
  let socket: WebSocket | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  connect();

  return () => {
    isOver = true;
    clearTimeout(again);
    socket?.close();
  };

  function connect(): void {
    const query = new URLSearchParams({ number });
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/__local/phone/line?${query}`);
    socket.addEventListener("open", () => reached(true));
    socket.addEventListener("message", ({ data }) => told(JSON.parse(String(data))));
    socket.addEventListener("close", () => {
      if (isOver) return;
      reached(false);
      again = setTimeout(connect, CONNECTS_AGAIN_AFTER_MS);
    });
  }
}

/**
 * Uses a control of the local Twilio.
 *
 * @throws {Error} with what to tell the person who pressed the button
 */
export async function control(name: string, body: object = {}): Promise<void> {
  const answer = await fetch(`/__local/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error("The local Twilio does not answer. Is npm start still running?");
  });
  if (answer.ok) return;
  const told = await answer.json().catch(() => ({}));
  throw new Error([told.errors ?? told.message ?? `It answered ${answer.status}`].flat().join(". "));
}
