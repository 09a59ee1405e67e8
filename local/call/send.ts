import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { signatureOf } from "../twilio/wire/signature.ts";

/** The address and account of a running local stack. */
export interface Local {
  readonly base: string;
  readonly accountSid: string;
  readonly authToken: string;
}

const account = z.object({ accountSid: z.string(), authToken: z.string() });

export interface Sent {
  readonly what: string;
  readonly status: number;
  readonly text: string;
}

const LONGEST_START_MS = 180_000;
const LOOKS_AGAIN_AFTER_MS = 500;

/** Waits for a local stack that is starting. */
export async function findLocal(base: string): Promise<Local> {
  for (const started = Date.now(); Date.now() - started < LONGEST_START_MS; ) {
    const answer = await fetch(`${base}/__local/ready`).catch(() => undefined);
    if (answer?.status !== 503) return localAt(base, answer);
    await pause(LOOKS_AGAIN_AFTER_MS);
  }
  throw new Error(`${base} is still starting. Try again later.`);
}

async function localAt(base: string, answer: Response | undefined): Promise<Local> {
  const ready = answer?.ok ? account.safeParse(await answer.json().catch(() => undefined)) : undefined;
  if (!ready?.success) throw new Error(`Nothing answers at ${base}. Start it first: npm start`);

  return { ...ready.data, base };
}

/** Posts a form as Twilio does, with a signature over the address and the fields. */
export async function sendForm(
  { base, authToken }: Local,
  what: string,
  path: string,
  query: Readonly<Record<string, string>>,
  form: Readonly<Record<string, string>>,
): Promise<Sent> {
  const search = new URLSearchParams(query).toString();
  const url = `${base}${path}${search && `?${search}`}`;
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Twilio-Signature": signatureOf(authToken, url, form),
    },
    body: new URLSearchParams(form),
  });

  return { what, status: response.status, text: await response.text() };
}

/**
 * Uses a control of the local Twilio (`/__local/…`), for things that no API of Twilio does.
 *
 * @throws Error when the control answers with an error status
 */
export async function control<Answer>({ base }: Local, path: string, asked: object): Promise<Answer> {
  const response = await fetch(`${base}/__local/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);

  return (await response.json()) as Answer;
}
