import { functionSettings, startLocalStack } from "../../local/server.ts";
import { createTwilio, type Twilio } from "../../local/twilio/index.ts";
import { type Answered, send } from "../../test/support/functions.ts";
import { mb, ms, type Row } from "../report.ts";
import { quantile } from "../statistics.ts";
import { FunctionsProcess } from "./functions.ts";
import { startWeather, type Weather } from "./weather.ts";

/** How many requests come, and how many in a second. */
export interface LoadSize {
  readonly requests: number;
  readonly aSecond: number;
}

export const FULL_LOAD: LoadSize = { requests: 1_000, aSecond: 100 };

/** Which part of the requests come first: the others ask again for what they asked for, and wait for. */
const FIRST_PART = 0.6;
const WARM_UP = 20;

const CALM: Weather = { busy: 0, lost: 0 };
const STORM: Weather = { busy: 0.2, lost: 0.05 };

/** Requests in quick succession on Twilio's own runtime: in calm weather, and in a storm. */
export async function loadRows(size: LoadSize): Promise<readonly Row[]> {
  return [
    ...rowsOf("calm", await underLoad(CALM, size)),
    ...rowsOf("20 % 429, 5 % lost", await underLoad(STORM, size)),
  ];
}

interface Load {
  readonly answers: readonly Answered[];
  readonly doubles: number;
  readonly lost: number;
  readonly calls: number;
  readonly memory: number;
}

async function underLoad(weather: Weather, { requests, aSecond }: LoadSize): Promise<Load> {
  const twilio = createTwilio();
  const stack = await startLocalStack({ port: 0, twilio });
  const proxy = await startWeather(stack.url, weather, 1);
  const functions = await FunctionsProcess.start({
    ...functionSettings(twilio, stack.url),
    TWILIO_API_ORIGIN: proxy.origin,
  });
  try {
    for (let n = 0; n < WARM_UP; n++) await ask(functions, twilio, 9_000 + n);
    const before = sum(proxy.calls);
    const asked = Array.from({ length: requests }, async (_, n) => {
      await until(performance.now() + (n * 1_000) / aSecond);

      return {
        contact: contactOf(n, requests),
        answer: await ask(functions, twilio, contactOf(n, requests)),
      };
    });
    const answered = await Promise.all(asked);
    const waiting = openTasksByContact(twilio);
    const promised = new Set(
      answered.filter(({ answer }) => answer.status === 200).map(({ contact }) => contact),
    );

    return {
      answers: answered.map(({ answer }) => answer),
      doubles: [...waiting.values()].filter((tasks) => tasks > 1).length,
      lost: [...promised].filter((contact) => !waiting.has(numberOf(contact))).length,
      calls: (sum(proxy.calls) - before) / requests,
      memory: functions.memory,
    };
  } finally {
    functions.stop();
    proxy.close();
    await stack.close();
  }
}

/** Which contact sends the n-th request. Every fifth is a second press, just after the first. */
function contactOf(n: number, requests: number): number {
  return (n % 5 === 4 ? n - 1 : n) % (requests * FIRST_PART);
}

function numberOf(contact: number): string {
  return `+1415555${String(contact).padStart(4, "0")}`;
}

function ask({ url }: FunctionsProcess, { account }: Twilio, contact: number): Promise<Answered> {
  return send(url, account.authToken, {
    to: "studio/create-callback",
    form: { numberToCall: numberOf(contact), numberToCallFrom: "+14155550199" },
  });
}

function openTasksByContact(twilio: Twilio): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { attributes, assignmentStatus } of twilio.store.state.tasks.values()) {
    const number = (JSON.parse(attributes) as { readonly callBackData?: { readonly numberToCall?: string } })
      .callBackData?.numberToCall;
    if (number !== undefined && assignmentStatus === "pending")
      counts.set(number, (counts.get(number) ?? 0) + 1);
  }

  return counts;
}

function rowsOf(weather: string, { answers, doubles, lost, calls, memory }: Load): readonly Row[] {
  const walls = answers.map(({ afterMs }) => afterMs);
  const refused = answers.filter(({ status }) => status !== 200).length;
  const at = `load, ${weather}`;

  return [
    {
      what: `${at}: answers`,
      ours: byStatus(answers),
      measured: { value: refused, most: 0, unit: "not 200" },
    },
    {
      what: `${at}: contacts with two tasks`,
      ours: String(doubles),
      measured: { value: doubles, most: 0, unit: "" },
    },
    {
      what: `${at}: told 200, and no task`,
      ours: String(lost),
      measured: { value: lost, most: 0, unit: "" },
    },
    { what: `${at}: p50`, ours: ms(quantile(walls, 0.5)) },
    { what: `${at}: p99`, ours: ms(quantile(walls, 0.99)) },
    { what: `${at}: calls to Twilio a request`, ours: calls.toFixed(2) },
    { what: `${at}: resident memory`, ours: mb(memory) },
  ];
}

function byStatus(answers: readonly Answered[]): string {
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);

  return [...counts].map(([status, count]) => `${count} × ${status}`).join(", ");
}

function sum(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((all, some) => all + some, 0);
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())));
}
