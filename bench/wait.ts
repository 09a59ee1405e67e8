import { functionSettings, startLocalStack } from "../local/server.ts";
import { createTwilio, type Twilio } from "../local/twilio/index.ts";
import { send } from "../test/support/functions.ts";
import { FunctionsProcess } from "./load/functions.ts";
import { startWeather } from "./load/weather.ts";
import type { Row } from "./report.ts";

const CALL = {
  CallSid: `CA${"1".repeat(32)}`,
  From: "+14155550123",
  To: "+14155550100",
};

/** What a caller who waits costs: the calls to Twilio of each round of the menu. */
export async function waitRows(): Promise<readonly Row[]> {
  const unasked = await roundsOf({ CALLBACK_MENU: JSON.stringify({ knownCallback: false }) });
  const known = await roundsOf({});

  return [
    row("the first round", unasked.first, 2),
    row("the first round, with the caller's open callback", known.first, 4),
    row("each further round", Math.max(unasked.further, known.further), 0),
  ];
}

function row(which: string, calls: number, most: number): Row {
  return {
    what: `wait: API calls in ${which}`,
    ours: String(calls),
    measured: { value: calls, most, unit: "calls" },
  };
}

const FURTHER_ROUNDS = 10;

/** The caller has an open callback already. */
async function roundsOf(settings: Readonly<Record<string, string>>) {
  const twilio = createTwilio();
  addWaitingCall(twilio);
  const stack = await startLocalStack({ port: 0, twilio });
  const proxy = await startWeather(stack.url, { busy: 0, lost: 0 }, 1);
  const functions = await FunctionsProcess.start({
    ...functionSettings(twilio, stack.url),
    ...settings,
    TWILIO_API_ORIGIN: proxy.origin,
  });
  const made = (): number => Object.values(proxy.calls).reduce((all, some) => all + some, 0);
  const { authToken } = twilio.account;
  try {
    await askForCallback(functions.url, authToken);
    const before = made();
    let next = await heard(functions.url, authToken, "");
    const first = made() - before;
    for (let round = 0; round < FURTHER_ROUNDS; round++) next = await heard(functions.url, authToken, next);

    return { first, further: (made() - before - first) / FURTHER_ROUNDS };
  } finally {
    functions.stop();
    proxy.close();
    await stack.close();
  }
}

/** Returns once the task is noted in the ledger, which happens after the answer. */
async function askForCallback(url: string, authToken: string): Promise<void> {
  const form = { numberToCall: CALL.From, numberToCallFrom: CALL.To };
  for (let asked = 0; asked < 2; asked++) await send(url, authToken, { to: "studio/create-callback", form });
}

/** Where Twilio goes on when the caller has keyed nothing. */
async function heard(url: string, authToken: string, query: string): Promise<string> {
  const { status, text } = await send(url, authToken, {
    to: "studio/wait-experience",
    form: { ...CALL, ...Object.fromEntries(new URLSearchParams(query)) },
  });
  const [, next] = /<Redirect[^>]*>[^<]*\?([^<#]*)[#<]/.exec(text) ?? [];
  if (status !== 200 || next === undefined) throw new Error(`The menu answered ${status}: ${text}`);

  return next.replaceAll("&amp;", "&");
}

/** A call that `<Enqueue workflowSid>` has put into the queue. */
function addWaitingCall({ store, account }: Twilio): void {
  store.createTask({
    workflowSid: account.workflowSid,
    taskChannel: "voice",
    attributes: JSON.stringify({
      call_sid: CALL.CallSid,
      from: CALL.From,
      called: CALL.To,
      direction: "inbound",
    }),
  });
}
