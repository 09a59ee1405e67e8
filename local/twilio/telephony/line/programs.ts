import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import { signatureOf } from "../../wire/signature.ts";
import type { PhoneCall } from "../phone-calls.ts";
import { checkTwiml, type Place } from "../twiml/check.ts";
import { parseTwiml, TwimlRefused, type Verb } from "../twiml/parse.ts";

/** An address of somebody's. */
interface At {
  readonly kind: "at";
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly params: Readonly<Record<string, string>>;
}

/** Where a call gets its TwiML from. */
export type Program =
  | At
  /** Given by hand. Relative addresses in it are relative to `base`. */
  | { readonly kind: "given"; readonly twiml: string; readonly base: string };

export interface Document {
  readonly verbs: readonly Verb[];
  /** Relative addresses are relative to this one. */
  readonly base: string;
}

interface Webhooks {
  readonly send: SendWebhook;
  readonly patience: AdvanceableClock;
}

export type SendWebhook = (request: Request) => Promise<Response>;

/** So long does Twilio wait for an answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const ANSWER_WITHIN_MS = 15_000;
const LATE = "No answer came in time";

/** What Twilio sends of a call with every request: https://www.twilio.com/docs/voice/twiml#request-parameters */
export function callParams({ accountSid }: LocalAccount, call: PhoneCall): Readonly<Record<string, string>> {
  return {
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    CallSid: call.sid,
    CallStatus: call.status,
    Direction: "inbound",
    From: call.from,
    Caller: call.from,
    To: call.to,
    Called: call.to,
  };
}

/** Sends a webhook with Twilio's signature. */
function signedRequest(account: LocalAccount, program: At): Request {
  const { method, params } = program;
  // What stands behind the sign is for Twilio alone.
  const [url = ""] = program.url.split("#");
  if (method === "GET") {
    const address = new URL(url);
    for (const [name, value] of Object.entries(params)) address.searchParams.set(name, value);

    return new Request(address, {
      headers: { "X-Twilio-Signature": signatureOf(account.authToken, address.href, {}) },
    });
  }

  return new Request(url, {
    method,
    headers: {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-Twilio-Signature": signatureOf(account.authToken, url, params),
    },
    body: new URLSearchParams(params),
  });
}

/**
 * Asks for TwiML, and refuses what Twilio cannot carry out at this place.
 *
 * @throws {TwimlRefused}
 */
export async function documentOf(
  program: Program,
  place: Place,
  account: LocalAccount,
  call: PhoneCall,
  webhooks: Webhooks,
): Promise<Document> {
  if (program.kind === "given") return checked(program.twiml, program.base, place);

  const params = { ...callParams(account, call), ...program.params };
  const response = await answerOf(account, webhooks, { ...program, params });

  return checked(await response.text(), program.url, place);
}

function checked(xml: string, base: string, place: Place): Document {
  const verbs = parseTwiml(xml);
  checkTwiml(verbs, place);

  return { verbs, base };
}

async function inTime(answer: Promise<Response>, clock: AdvanceableClock, within: number): Promise<Response> {
  let callOff: () => void = () => undefined;
  const late = new Promise<never>((_, reject) => {
    callOff = clock.after(within, () => reject(new TwimlRefused(11205, LATE)));
  });
  try {
    return await Promise.race([answer, late]);
  } catch (cause) {
    throw cause instanceof TwimlRefused ? cause : new TwimlRefused(11205, `Nobody answers: ${String(cause)}`);
  } finally {
    callOff();
  }
}

/** Where an attribute of a document leads. Without an address Twilio asks for the same document again. */
export function programAt(
  { base }: Pick<Document, "base">,
  url: string | undefined,
  method: string | undefined,
  params: Readonly<Record<string, string>>,
): At {
  return {
    kind: "at",
    url: url === undefined ? base : new URL(url, base).href,
    method: method === "GET" ? "GET" : "POST",
    params,
  };
}

/** Tells somebody, whose answer leads nowhere. */
export function tell(account: LocalAccount, webhooks: Webhooks, program: At): void {
  void answerOf(account, webhooks, program).catch((cause: TwimlRefused) => {
    console.error("A webhook of the telephone was not taken:", cause.message);
  });
}

/**
 * Asks once, or as often as the address says, within 15 seconds in all.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 *
 * @throws {TwimlRefused}
 */
async function answerOf(account: LocalAccount, { send, patience }: Webhooks, program: At): Promise<Response> {
  const { hash, pathname } = new URL(program.url);
  const overrides = new URLSearchParams(hash.slice(1));
  const policy = (overrides.get("rp") ?? "ct").split(",");
  const until = patience.time() + ANSWER_WITHIN_MS;
  const longest = Number(overrides.get("rt") ?? ANSWER_WITHIN_MS);
  for (let left = Number(overrides.get("rc") ?? 1); ; left--) {
    const within = Math.min(longest, until - patience.time());
    const answer = await inTime(send(signedRequest(account, program)), patience, within).catch(
      (cause: TwimlRefused) => cause,
    );
    if (answer instanceof Response && answer.ok) return answer;
    const failed =
      answer instanceof Response ? new TwimlRefused(11200, `${pathname} answered ${answer.status}`) : answer;
    const isRepeated = policy.includes(kindOf(answer)) || policy.includes("all");
    if (!isRepeated || left === 0 || patience.time() >= until) throw failed;
  }
}

function kindOf(failed: Response | TwimlRefused): string {
  if (failed instanceof Response) return `${Math.floor(failed.status / 100)}xx`;

  return failed.message === LATE ? "rt" : "ct";
}
