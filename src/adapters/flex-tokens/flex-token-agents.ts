import { parseJson } from "../../domain/json.ts";
import type { AgentIdentity, Agents } from "../../ports/agents.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { TwilioConnection, TwilioResponse } from "../twilio-rest/connection.ts";
import { asPortFault } from "../twilio-rest/twilio-fault.ts";
import { fields, flag, list, number, text } from "../twilio-wire/shape.ts";

/** Much longer than any token of Flex, in characters. We do not send a longer text to Twilio. */
const LONGEST_TOKEN = 8_192;

/** The endpoint's answer, for valid and invalid tokens alike. */
const validation = fields(
  { valid: flag },
  { code: number, message: text, identity: text, realm_user_id: text, worker_sid: text, roles: list(text) },
);

/**
 * Finds agents by their Flex user token. It uses the same endpoint as `twilio-flex-token-validator`
 * (https://github.com/twilio/twilio-flex-token-validator); Twilio's API reference does not describe it.
 */
export class FlexTokenAgents implements Agents {
  readonly #connection: TwilioConnection;

  constructor(connection: TwilioConnection) {
    this.#connection = connection;
  }

  async identify(token: string | undefined): Promise<AgentIdentity> {
    if (token === undefined || token === "") return { kind: "refused", reason: "missing" };
    if (token.length > LONGEST_TOKEN) return { kind: "refused", reason: "invalid" };

    const response = await this.#ask(token);
    const { statusCode } = response;
    // 401 and 429 concern our own credentials and rate; 400, 403 and 404 concern the token.
    if (statusCode === 401)
      throw new Unavailable("The token service does not accept this account's credentials");
    if (statusCode === 429 || statusCode >= 500) {
      throw new Unavailable(`The token service answered ${statusCode}`, { retryAfterSeconds: 2 });
    }

    return identityOf(response);
  }

  async #ask(token: string): Promise<TwilioResponse> {
    try {
      return await this.#connection.request({
        method: "post",
        uri: `https://iam.twilio.com/v1/Accounts/${this.#connection.accountSid}/Tokens/validate`,
        headers: { "Content-Type": "application/json" },
        data: { token },
        readsOnly: true,
      });
    } catch (error) {
      throw asPortFault(error, "Asking whose token it is");
    }
  }
}

function identityOf({ statusCode, body }: TwilioResponse): AgentIdentity {
  if (statusCode >= 400) return { kind: "refused", reason: "invalid" };

  const read = validation(parseJson(body));
  if (!read) throw new Unavailable("The token service answered in an unknown form");

  const { valid, code, message, identity, realm_user_id: realmUserId, worker_sid: workerSid, roles } = read;
  if (!valid) return { kind: "refused", reason: isExpiry(code, message) ? "expired" : "invalid" };

  return {
    kind: "agent",
    agent: {
      name: identity || realmUserId || "unknown",
      ...(workerSid && { workerId: workerSid }),
      roles: roles ?? [],
    },
  };
}

/** https://www.twilio.com/docs/api/errors/20104. It is unverified that the endpoint answers with it for an expired token. */
const ACCESS_TOKEN_EXPIRED = 20104;

function isExpiry(code: number | undefined, message = ""): boolean {
  return code === ACCESS_TOKEN_EXPIRED || /expired/i.test(message);
}
