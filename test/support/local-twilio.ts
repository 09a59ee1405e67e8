import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { createTwilio, type Twilio } from "../../local/twilio/index.ts";
import { SystemChance } from "../../src/adapters/system/system-chance.ts";
import { SystemClock } from "../../src/adapters/system/system-clock.ts";
import { type ApiVersion, apiVersion } from "../../src/adapters/twilio-rest/api-version.ts";
import { type Patience, TwilioConnection } from "../../src/adapters/twilio-rest/connection.ts";

export interface LocalTwilio {
  readonly twilio: Twilio;
  connect(patience?: Patience): TwilioConnection;
  /** Version 1 of an API, for the SDK's resources. */
  version(host: "taskrouter" | "sync", patience?: Patience): ApiVersion;
  readonly origin: string;
}

/** A local Twilio behind a real socket for the tests of one file, as newly made before each. */
export function withLocalTwilio(): LocalTwilio {
  const twilio = createTwilio();
  let server: Server;
  let origin = "";

  beforeAll(async () => {
    server = createServer(getRequestListener(twilio.app.fetch));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/__twilio`;
  });
  beforeEach(() => twilio.reset());
  // Every request of an adapter, and every answer of the stand-in, keeps to Twilio's OpenAPI files.
  afterEach(() => expect(twilio.contract.violations).toStrictEqual([]));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  const connect = (patience: Patience = { timeLeft: () => 8_000 }): TwilioConnection => {
    const { accountSid, authToken } = twilio.account;
    return new TwilioConnection({ accountSid, username: accountSid, password: authToken, origin }, patience, {
      clock: new SystemClock(),
      chance: new SystemChance(),
    });
  };

  return {
    twilio,
    connect,
    version: (host, patience) => apiVersion(connect(patience), `https://${host}.twilio.com`, "v1"),
    get origin() {
      return origin;
    },
  };
}
