import { AsyncLocalStorage } from "node:async_hooks";

/** Twilio cuts Functions, and Studio cuts the wait for them, at 10 seconds: https://www.twilio.com/docs/serverless/functions-assets/faq */
export const ANSWER_WITHIN_MS = 9_000;

/** What the last step needs to turn a fault into an answer. */
const RESERVE_MS = 300;

const deadlines = new AsyncLocalStorage<number>();

/** Runs the work under a deadline that everything it starts can ask for. */
export function withinDeadline<T>(work: () => Promise<T>): Promise<T> {
  return deadlines.run(Date.now() + ANSWER_WITHIN_MS - RESERVE_MS, work);
}

/** Milliseconds until the answer is due; outside a request, the time one has in a request. */
export function timeLeft(): number {
  return (deadlines.getStore() ?? Date.now() + ANSWER_WITHIN_MS) - Date.now();
}
