import { z } from "zod";
import type { Sent } from "./send.ts";

const made = z.object({
  taskSid: z.string(),
  duplicate: z.boolean().optional(),
  transcript: z.string().optional(),
});

/** What became of a request, as a sentence; an answer of another form is shown as it came. */
export function inWords({ what, status, text }: Sent): string {
  const answer = made.safeParse(jsonIn(text)).data;
  if (status !== 200 || !answer) return `${what}: ${status} ${text}`;
  const { taskSid, duplicate, transcript } = answer;
  if (!duplicate) return `${what}: task ${taskSid} waits for an agent.`;

  return transcript === undefined
    ? `${what}: this contact is waiting already, and joined task ${taskSid}: they are called once.`
    : `${what}: it belongs to task ${taskSid} (transcript: ${transcript}).`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
