import { functionSettings, startLocalStack } from "../local/server.ts";
import { createTwilio, type Twilio } from "../local/twilio/index.ts";
import { send } from "../test/support/functions.ts";
import { FunctionsProcess } from "./load/functions.ts";
import { ms, type Row } from "./report.ts";
import { median } from "./statistics.ts";

const OPEN = 1_000;
const ROUNDS = 5;

/** How long supervisors wait for the list of a thousand open requests. */
export async function listRows(): Promise<readonly Row[]> {
  const twilio = createTwilio();
  for (let n = 0; n < OPEN; n++) addCallback(twilio, n);
  const stack = await startLocalStack({ port: 0, twilio });
  const functions = await FunctionsProcess.start(functionSettings(twilio, stack.url));
  try {
    const pages: number[] = [];
    const lists: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times = await pageTimes(functions.url, twilio);
      // The first round starts the functions.
      if (round === 0) continue;
      pages.push(...times);
      lists.push(times.reduce((total, time) => total + time, 0));
    }

    return [
      {
        what: `list: the slowest page, of ${OPEN} open requests`,
        ours: ms(Math.max(...pages)),
        measured: { value: Math.max(...pages) / 1000, most: 1, unit: "s" },
      },
      { what: `list: all ${OPEN}, page by page`, ours: ms(median(lists)) },
    ];
  } finally {
    functions.stop();
    await stack.close();
  }
}

async function pageTimes(url: string, twilio: Twilio): Promise<readonly number[]> {
  const times: number[] = [];
  let listed = 0;
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const page = await timeOf(url, twilio, cursor === "" ? {} : { cursor });
    times.push(page.time);
    const { callbacks, next } = page.body as {
      readonly callbacks: readonly unknown[];
      readonly next?: string;
    };
    listed += callbacks.length;
    cursor = next;
  }
  if (listed !== OPEN) throw new Error(`The list has ${listed} requests`);

  return times;
}

async function timeOf(
  url: string,
  { account }: Twilio,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly time: number; readonly body: unknown }> {
  const began = performance.now();
  const { status, body, text } = await send(url, account.authToken, {
    to: "flex/list-callbacks",
    form: { Token: account.tokens.supervisor, ...form },
  });
  if (status !== 200) throw new Error(text);

  return { time: performance.now() - began, body };
}

export function addCallback({ store, account }: Twilio, n: number): void {
  const number = `+1415555${String(n).padStart(4, "0")}`;
  store.createTask({
    workflowSid: account.workflowSid,
    taskChannel: "voice",
    attributes: JSON.stringify({
      taskType: "callback",
      name: `Callback (${number})`,
      from: number,
      callBackData: {
        numberToCall: number,
        numberToCallFrom: "+14155550100",
        attempts: n % 3,
        retryDelay: n % 2 === 0 ? 0 : 600,
        utcDateTimeReceived: new Date().toISOString(),
        attemptHistory: [{ at: new Date().toISOString(), agent: "Agent One", outcome: "busy", number: 1 }],
      },
    }),
  });
}
