import { type Answer, misconfigured } from "../../src/adapters/functions/answer.ts";
import { answerToFault } from "../../src/adapters/functions/faults.ts";
import { makeForAgents } from "../../src/adapters/functions/flex-request.ts";
import { studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import { fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import { Misconfigured, readSettings } from "../../src/entrypoints/functions/settings.ts";
import { nodeHandler } from "../../src/entrypoints/node-handler.ts";
import type { TokenRefusal } from "../../src/ports/agents.ts";
import { Rejected, TooLarge, Unavailable } from "../../src/ports/faults.ts";

const DIGITS = "0".repeat(32);

/** Made-up settings: whatever is asked with them is answered before anybody calls Twilio. */
export const ENVIRONMENT = {
  ACCOUNT_SID: `AC${DIGITS}`,
  AUTH_TOKEN: DIGITS,
  TWILIO_FLEX_WORKSPACE_SID: `WS${DIGITS}`,
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: `WW${DIGITS}`,
};

const TOKEN_REFUSALS: Readonly<Record<TokenRefusal, true>> = { missing: true, invalid: true, expired: true };

/** Answers to a missing, wrong or expired token. */
export function tokenRefusals(): Promise<readonly Answer[]> {
  const refusing = (reason: TokenRefusal) =>
    makeForAgents({ identify: async () => ({ kind: "refused", reason }) })(async () => unexpected())({});

  return Promise.all((Object.keys(TOKEN_REFUSALS) as TokenRefusal[]).map(refusing));
}

/** Answers that every function may give, wherever it is served. */
export function faultAnswers(): readonly Answer[] {
  return [
    answerToFault(new TooLarge("The attributes are too large")),
    answerToFault(new Rejected("Twilio refuses to create the task", { code: 20001 })),
    answerToFault(new Unavailable("TaskRouter is busy", { retryAfterSeconds: 5 })),
    answerToFault(new Error()),
    misconfigured(whatIsMissing()),
  ];
}

/** Answers of `fetchHandler` and `nodeHandler`, which on Twilio its own runtime gives. */
export async function serverAnswers(): Promise<readonly Answer[]> {
  const handle = fetchHandler(ENVIRONMENT);
  const address = `https://example.com${studioPath("create-callback")}`;
  const asked = [
    new Request(address, { method: "POST" }),
    new Request(address, { method: "POST", headers: { "Content-Length": "1048577" } }),
    new Request("https://example.com/callback/studio/other"),
    new Request(address, { method: "DELETE" }),
  ];
  const responses = [...(await Promise.all(asked.map(handle))), await toParsedBody()];

  return Promise.all(
    responses.map(async (response) => ({ status: response.status, body: (await response.json()) as object })),
  );
}

/** The answer where a body parser came first. */
async function toParsedBody(): Promise<Response> {
  const incoming = Object.assign((async function* () {})(), { headers: {}, readableEnded: true });
  let sent = new Response();
  let status = 0;
  await nodeHandler(ENVIRONMENT)(incoming, {
    writeHead: (given) => {
      status = given;
    },
    end: (body) => {
      sent = new Response(Buffer.from(body ?? []), { status });
    },
  });

  return sent;
}

function whatIsMissing(): string {
  const { TWILIO_FLEX_CALLBACK_WORKFLOW_SID: _, ...incomplete } = ENVIRONMENT;
  try {
    readSettings(incomplete);
  } catch (fault) {
    if (fault instanceof Misconfigured) return fault.message;
    throw fault;
  }

  return unexpected();
}

function unexpected(): never {
  throw new Error("This cannot be answered with success.");
}
