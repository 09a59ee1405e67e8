import DomainModule from "twilio/lib/base/Domain.js";
import VersionModule from "twilio/lib/base/Version.js";
import type { TwilioConnection } from "./connection.ts";

/** Node hands over what a CommonJS file exports; bundlers, and Bun, hand over its `default`. */
const Domain = DomainModule.default ?? (DomainModule as unknown as typeof DomainModule.default);
const Version = VersionModule.default ?? (VersionModule as unknown as typeof VersionModule.default);

// The resources that we use ask for methods that older versions of the SDK do not have.
if (typeof Version?.prototype?.fetch !== "function" || !("fetchWithResponseInfo" in Version.prototype)) {
  throw new Error(
    "flex-callback-voicemail needs the package twilio in version 5.12 or newer, and found an older one.",
  );
}

/** What the SDK's resources are made with: a version of an API, such as `twilio(…).taskrouter.v1`. */
export interface ApiVersion {
  readonly domain: { readonly baseUrl: string };
  fetch(options: object): Promise<unknown>;
  fetchWithResponseInfo(options: object): Promise<unknown>;
  create(options: object): Promise<unknown>;
  update(options: object): Promise<unknown>;
  remove(options: object): Promise<boolean>;
}

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

  return new Version(new Domain(client, baseUrl), version) as unknown as ApiVersion;
}
