import DomainModule from "twilio/lib/base/Domain.js";
import VersionModule from "twilio/lib/base/Version.js";
import type { TwilioConnection } from "./connection.ts";

const Domain = DomainModule.default;
const Version = VersionModule.default;

/** What the SDK's resources are made with: a `Version`, such as `twilio(…).taskrouter.v1`. */
export type ApiVersion = InstanceType<typeof Version>;

/**
 * One version of one of Twilio's APIs over our connection. The SDK's resources do the rest; its client, which
 * loads every API and axios, is not needed.
 */
export function apiVersion(
  connection: Pick<TwilioConnection, "request">,
  baseUrl: string,
  version: string,
): ApiVersion {
  const client = connection as unknown as ConstructorParameters<typeof Domain>[0];

  return new Version(new Domain(client, baseUrl), version);
}
