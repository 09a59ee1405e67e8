import type { LocalAccount } from "../../account.ts";
import { signatureOf } from "../../wire/signature.ts";
import type { PhoneCall } from "../phone-calls.ts";
import { checkTwiml, type Place } from "../twiml/check.ts";
import { parseTwiml, TwimlRefused, type Verb } from "../twiml/parse.ts";

/** Where a call gets its TwiML from. */
export type Program =
  | {
      readonly kind: "at";
      readonly url: string;
      readonly method: "GET" | "POST";
      readonly params: Readonly<Record<string, string>>;
    }
  /** Given by hand. Relative addresses in it are relative to `base`. */
  | { readonly kind: "given"; readonly twiml: string; readonly base: string };

export interface Document {
  readonly verbs: readonly Verb[];
  /** Relative addresses are relative to this one. */
  readonly base: string;
}

export type SendWebhook = (request: Request) => Promise<Response>;

/** So long does Twilio wait for an answer: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides */
const ANSWER_WITHIN_MS = 15_000;

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
function signedRequest(
  account: LocalAccount,
  { url, method, params }: Extract<Program, { kind: "at" }>,
): Request {
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
  send: SendWebhook,
): Promise<Document> {
  if (program.kind === "given") return checked(program.twiml, program.base, place);

  const params = { ...callParams(account, call), ...program.params };
  const response = await inTime(send(signedRequest(account, { ...program, params })));
  if (!response.ok)
    throw new TwimlRefused(11200, `${new URL(program.url).pathname} answered ${response.status}`);

  return checked(await response.text(), program.url, place);
}

function checked(xml: string, base: string, place: Place): Document {
  const verbs = parseTwiml(xml);
  checkTwiml(verbs, place);

  return { verbs, base };
}

async function inTime(answer: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TwimlRefused(11205, "No answer came in time")), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (cause) {
    throw cause instanceof TwimlRefused ? cause : new TwimlRefused(11205, `Nobody answers: ${String(cause)}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Where an attribute of a document leads. Without an address Twilio asks for the same document again. */
export function programAt(
  { base }: Pick<Document, "base">,
  url: string | undefined,
  method: string | undefined,
  params: Readonly<Record<string, string>>,
): Extract<Program, { kind: "at" }> {
  return {
    kind: "at",
    url: url === undefined ? base : new URL(url, base).href,
    method: method === "GET" ? "GET" : "POST",
    params,
  };
}

/** Tells somebody, whose answer leads nowhere. */
export function tell(
  account: LocalAccount,
  send: SendWebhook,
  program: Extract<Program, { kind: "at" }>,
): void {
  send(signedRequest(account, program)).catch((cause: unknown) =>
    console.error("A webhook of the telephone was not taken:", String(cause)),
  );
}
