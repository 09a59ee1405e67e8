import { afterEach, beforeEach, expect } from "vitest";
import type { LocalAccount } from "../../../local/twilio/index.ts";
import type { Answered, Sent } from "../../support/functions.ts";

/** Twilio cuts Functions off after 10 seconds; ours answer within 9, and half of one is the machine's. */
const ANSWER_WITHIN_MS = 9_500;

/** What every answer keeps to, whatever went wrong. */
export function expectLawful(answered: Answered, account: LocalAccount): void {
  expect(answered.afterMs).toBeLessThan(ANSWER_WITHIN_MS);
  expect(revealedIn(answered.text, secretsOf(account))).toEqual([]);
  // TwiML was checked when it came: an error would throw a waiting call out of its queue.
  if (answered.headers.get("content-type")?.includes("text/xml")) return;
  expect(answered.headers.get("content-type")).toContain("application/json");
  expect(answered.body.success).toBe(answered.status === 200);
  if (answered.status !== 200) expect(answered.body.message).toMatch(/\S/);
}

export interface CollectedLogs {
  readonly lines: readonly string[];
}

/** What the functions logged during the test that runs. */
export function withCollectedLogs(): CollectedLogs {
  const lines: string[] = [];
  let stop: () => void;

  beforeEach(() => {
    lines.length = 0;
    stop = collectLogs(lines);
  });
  afterEach(() => stop());

  return { lines };
}

/** From now until the answer is called, what is said on the console goes into the lines instead. */
export function collectLogs(lines: string[]): () => void {
  const original = { ...console };
  for (const method of ["debug", "log", "info", "warn", "error"] as const) {
    console[method] = (...said: unknown[]) => void lines.push(said.map(String).join(" "));
  }

  return () => void Object.assign(console, original);
}

/** A log names tasks and workflows, and nothing else that was sent; nor any secret of the account. */
export function expectDiscreet(lines: readonly string[], sent: Sent, account: LocalAccount): void {
  expect(revealedIn(lines.join("\n"), [...secretsOf(account), ...confidencesIn(sent)])).toEqual([]);
}

/** Which of these stand in the text, and whether a stack does. */
export function revealedIn(text: string, confidences: readonly string[]): readonly string[] {
  const stack = /\n\s+at |\\n\s+at |node_modules|\bdist\/functions|file:\/\//.exec(text)?.[0];

  return [...confidences.filter((confidence) => text.includes(confidence)), ...(stack ? [stack] : [])];
}

function secretsOf({ authToken, tokens }: LocalAccount): readonly string[] {
  return [authToken, ...Object.values(tokens)];
}

/** TaskRouter's own words tell nothing of anybody. */
const QUEUES_WORDS = "Task TTL Exceeded";

/** All that was sent and is long enough to be recognised, but for SIDs. Of a long text its beginning tells it. */
export function confidencesIn({ form, json }: Sent): readonly string[] {
  return leaves(form ?? json)
    .map((text) => text.trim().replace(/^\+/, "").slice(0, 60))
    .filter((text) => text.length >= 7 && text !== QUEUES_WORDS && !/^[A-Z]{2}[0-9a-f]{32}$/.test(text));
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);

  return value === undefined ? [] : [String(value)];
}
