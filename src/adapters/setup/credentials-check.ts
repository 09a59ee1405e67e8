import { CredentialsRefused } from "../../ports/setup/credentials-refused.ts";
import type { TwilioConnection, TwilioRequest, TwilioResponse } from "../twilio-rest/connection.ts";

/** Twilio's APIs as its documentation names them. */
const NAMES: Readonly<Record<string, string>> = {
  api: "Voice",
  "flex-api": "Flex",
  iam: "IAM",
  serverless: "Serverless",
  "serverless-upload": "Serverless",
  studio: "Studio",
  sync: "Sync",
  taskrouter: "TaskRouter",
};

/** The key exists and may not do this: https://www.twilio.com/docs/api/errors/70051 */
const NOT_PERMITTED_CODE = 70051;

/** The same connection. An answer that refuses the credentials becomes a fault that names the API. */
export function withCredentialsCheck(
  connection: Pick<TwilioConnection, "request">,
): Pick<TwilioConnection, "request"> {
  return {
    request: async (asked: TwilioRequest) => {
      const answer = await connection.request(asked);
      const refused = refusedCredentials(asked.uri ?? "", answer.statusCode, answer.body);
      if (refused) throw refused;

      return answer;
    },
  };
}

export function refusedCredentials(
  address: string,
  status: TwilioResponse["statusCode"],
  body: string,
): CredentialsRefused | undefined {
  if (status !== 401 && status !== 403) return undefined;
  const subdomain = /\/\/([\w-]+)\.twilio\.com/.exec(address)?.[1] ?? "";
  const isPermission = status === 403 || body.includes(String(NOT_PERMITTED_CODE));

  return new CredentialsRefused(
    isPermission ? "not-permitted" : "unknown",
    NAMES[subdomain] ?? subdomain,
    status,
  );
}
