import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { type AgentActions, agentsOf } from "./twilio/agents.ts";
import {
  type AdvanceableClock,
  createTwilio,
  type Fault,
  type LocalAccount,
  type LoggedRequest,
  type Violation,
} from "./twilio/index.ts";

export type { AgentActions } from "./twilio/agents.ts";
export type {
  AdvanceableClock,
  Fault,
  FlexTokens,
  LocalAccount,
  LoggedRequest,
  Violation,
} from "./twilio/index.ts";

/** Twilio on this machine, with a made-up account, for any test runner. */
export interface TwilioStandIn {
  /** `http://127.0.0.1:…`: Twilio's APIs are under `/__twilio/<host>`, what can be done to them under `/__local`. */
  readonly url: string;
  /** The settings of an account that is found here, for `twilioCallbacks` and `fetchHandler`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly account: LocalAccount;
  /** Acts as the agents do. */
  readonly agents: AgentActions;
  /** Keeps the sound of a message, or of a recorded call, as MP3, and returns the SID of its recording. */
  record(mp3: Uint8Array<ArrayBuffer>, source?: "RecordVerb" | "DialVerb"): string;
  /** What is to go wrong. */
  readonly faults: { add(fault: Fault): void };
  readonly clock: AdvanceableClock;
  /** What Twilio was asked, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /** Requests that Twilio's OpenAPI files do not know, and answers that they do not allow. */
  readonly violations: readonly Violation[];
  reset(): void;
  close(): Promise<void>;
}

/** @param port any free one when it is not said */
export async function startTwilio(port = 0): Promise<TwilioStandIn> {
  const twilio = createTwilio();
  const routes = new Hono().route("/", twilio.controls).route("/", twilio.app);
  const server = createServer(getRequestListener(routes.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { account, faults, clock, contract, recordings, requests } = twilio;

  return {
    url,
    environment: {
      ACCOUNT_SID: account.accountSid,
      AUTH_TOKEN: account.authToken,
      TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
      TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
      TWILIO_SYNC_SERVICE_SID: account.syncServiceSid,
      TWILIO_API_ORIGIN: `${url}/__twilio`,
    },
    account,
    agents: agentsOf(twilio),
    record: (mp3, source = "RecordVerb") => recordings.add({ mp3, source }).sid,
    faults,
    clock,
    requests,
    violations: contract.violations,
    reset: () => twilio.reset(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
