import { ActivityListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/activity.js";
import type { FunctionsProbe } from "../../domain/setup/readiness.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { ConnectionSettings, TwilioConnection } from "../twilio-rest/connection.ts";
import { ALL, type Apis, asking } from "./apis.ts";
import { CREATE_CALLBACK_PATH } from "./studio-flows.ts";

const SETTINGS_PATH = "/callback/flex/settings";
const LONGEST_PROBE_MS = 12_000;

/** What an account is like, as far as its readiness goes. Only reads. */
export class AccountFacts {
  constructor(
    private readonly apis: Apis,
    private readonly connection: TwilioConnection,
    private readonly settings: ConnectionSettings,
  ) {}

  async activities(workspaceSid: string): Promise<readonly { readonly available: boolean }[]> {
    const activities = ActivityListInstance(this.apis.taskRouter, workspaceSid);

    return asking("Reading the activities", activities.list(ALL));
  }

  /** Whether the latest recording is played to somebody without credentials; `undefined` when there is none. */
  async recordingsAreOpen(): Promise<boolean | undefined> {
    const account = `https://api.twilio.com/2010-04-01/Accounts/${this.connection.accountSid}`;
    const listed = await asking(
      "Reading the latest recording",
      this.connection.request({ uri: `${account}/Recordings.json`, params: { PageSize: 1 } }),
    );
    const { recordings = [] } = jsonOf(listed.body) as { recordings?: { sid: string }[] };
    const [latest] = recordings;
    if (!latest) return undefined;

    return (await this.probe(`${account}/Recordings/${latest.sid}.mp3`, "GET")) < 400;
  }

  /** What the token service answers to a token that cannot be one. */
  async tokenServiceStatus(): Promise<number> {
    const answer = await asking(
      "Asking the token service",
      this.connection.request({
        method: "post",
        uri: `https://iam.twilio.com/v1/Accounts/${this.connection.accountSid}/Tokens/validate`,
        headers: { "Content-Type": "application/json" },
        data: { token: "not-a-token" },
        readsOnly: true,
      }),
    );

    return answer.statusCode;
  }

  async functions(domain: string): Promise<FunctionsProbe> {
    return {
      withoutToken: await this.probe(`https://${domain}${SETTINGS_PATH}`, "POST"),
      unsigned: await this.probe(`https://${domain}${CREATE_CALLBACK_PATH}`, "POST"),
    };
  }

  /** The status that somebody without credentials, signature or token is answered. */
  private async probe(address: string, method: "GET" | "POST"): Promise<number> {
    const { host, pathname } = new URL(address);
    const { origin } = this.settings;
    const url = origin ? `${origin}/${host}${pathname}` : address;
    try {
      const response = await fetch(url, { method, signal: AbortSignal.timeout(LONGEST_PROBE_MS) });
      await response.body?.cancel();
      return response.status;
    } catch (cause) {
      throw new Unavailable(`${host} did not answer`, { cause });
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
