import { getExpectedBodyHash, getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { checkTwiml, type Place } from "../../local/twilio/telephony/twiml/check.ts";
import { parseTwiml } from "../../local/twilio/telephony/twiml/parse.ts";
import type { EventFunction, FlexFunction, StudioFunction } from "../../src/adapters/twilio-wire/paths.ts";

export type FunctionName = `studio/${StudioFunction}` | `events/${EventFunction}` | `flex/${FlexFunction}`;

export type Form = Readonly<Record<string, string | readonly string[]>>;

/** What is sent to a function: a form, as Studio and Flex send it, or JSON. */
export interface Sent {
  readonly to: FunctionName;
  readonly form?: Form;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** As it came: JSON, or nothing that is JSON. */
  readonly text: string;
  readonly body: AnswerBody;
  readonly afterMs: number;
}

export interface AnswerBody {
  readonly success?: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly taskSid?: string;
  readonly duplicate?: boolean;
  readonly [detail: string]: unknown;
}

/** Sends what only Twilio may send with Twilio's signature. TwiML that comes back is what Twilio takes at that place. */
export async function send(
  url: string,
  authToken: string,
  { to, form, json, headers }: Sent,
): Promise<Answered> {
  const text = json === undefined ? undefined : JSON.stringify(json);
  // Event Streams signs the body's hash, which it adds to the address.
  const isEvent = to.startsWith("events/");
  const query = isEvent ? `?bodySHA256=${getExpectedBodyHash(text ?? "")}` : "";
  const address = `${url}/callback/${to}${query}`;
  const startedAt = performance.now();
  const response = await fetch(address, {
    method: "POST",
    body: text ?? paramsOf(form ?? {}),
    headers: {
      "Content-Type": json === undefined ? "application/x-www-form-urlencoded" : "application/json",
      ...(!to.startsWith("flex/") && {
        "X-Twilio-Signature": getExpectedTwilioSignature(authToken, address, form ?? {}),
      }),
      ...headers,
    },
  });
  const answer = await response.text();
  if (response.headers.get("content-type")?.includes("text/xml"))
    checkTwiml(parseTwiml(answer), placeOf(to, form));

  return {
    status: response.status,
    headers: response.headers,
    text: answer,
    body: parsed(answer),
    afterMs: performance.now() - startedAt,
  };
}

function placeOf(to: FunctionName, form: Form = {}): Place {
  const isInQueue = to === "studio/wait-experience" && !["before", "voicemail"].includes(String(form.entry));

  return isInQueue ? "wait" : "call";
}

/** A list is sent as one name given several times. */
function paramsOf(form: Form): URLSearchParams {
  return new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((item) => [name, item] as [string, string]),
    ),
  );
}

function parsed(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return {};
  }
}
