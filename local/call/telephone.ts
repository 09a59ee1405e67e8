import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { control, type Local } from "./send.ts";

export interface Dialled {
  readonly entry: "queue" | "before-queue";
  readonly from: string;
  readonly to: string;
  readonly language: string;
}

const heard = z.object({
  state: z.enum(["ended", "with-agent", "recording", "listening", "busy"]),
  heard: z.array(z.object({ kind: z.string(), text: z.string() })),
});

type Heard = z.infer<typeof heard>;

const ASKS_EVERY_MS = 300;

/** A telephone in the terminal: shows what the caller hears, and sends the lines that are typed as keys or words. */
export async function telephone(
  local: Local,
  dialled: Dialled,
  show: (line: string) => void,
  input: Readable = process.stdin,
): Promise<void> {
  const { callSid } = await control<{ callSid: string }>(local, "phones", dialled);
  const typed: string[] = [];
  const lines = createInterface({ input });
  lines.on("line", (line) => typed.push(line.trim()));
  const hangUp = () => void typed.unshift("h");
  process.once("SIGINT", hangUp);
  show("You are on the telephone. Type keys (*, 1, 4155550111#), words for a message, or h to hang up.");

  try {
    for (let known = 0; ; ) {
      const { state, heard: more } = await listen(local, callSid, known);
      known += more.length;
      for (const each of more) show(inWords(each));
      if (state === "ended") return;
      const next = typed[0];
      if (next !== undefined && isTaken(next, state)) {
        typed.shift();
        await send(local, callSid, next);
      }
      await pause(ASKS_EVERY_MS);
    }
  } finally {
    lines.close();
    process.off("SIGINT", hangUp);
  }
}

/** Keys that nobody listens for would be lost: they are kept until somebody does. */
function isTaken(line: string, state: Heard["state"]): boolean {
  return /^h(ang up)?$/i.test(line) || state === "recording" || (state === "listening" && isKeys(line));
}

async function send(local: Local, callSid: string, line: string): Promise<void> {
  if (/^h(ang up)?$/i.test(line)) await control(local, `phones/${callSid}/hang-up`, {});
  else if (isKeys(line)) await control(local, `phones/${callSid}/keys`, { keys: line });
  else if (line !== "") await control(local, `phones/${callSid}/words`, { words: line });
}

function isKeys(line: string): boolean {
  return /^[0-9*#]+$/.test(line);
}

async function listen({ base }: Local, callSid: string, after: number): Promise<Heard> {
  const response = await fetch(`${base}/__local/phones/${callSid}?after=${after}`);
  if (!response.ok) throw new Error(`The telephone answered ${response.status}: ${await response.text()}`);

  return heard.parse(await response.json());
}

function inWords({ kind, text }: Heard["heard"][number]): string {
  switch (kind) {
    case "said":
      return `  ${text}`;
    case "played":
      return "  (music)";
    case "beep":
      return "  (beep)";
    case "bridged":
      return "  (An agent answers.)";
    case "recorded":
      return `  (Recorded: ${text})`;
    case "refused":
      return `  (Twilio cannot carry this out. ${text})`;
    default:
      return "  (The call has ended.)";
  }
}
