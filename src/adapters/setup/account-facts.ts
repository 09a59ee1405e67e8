import { ActivityListInstance } from "twilio/lib/rest/taskrouter/v1/workspace/activity.js";
import { parseJson } from "../../domain/json.ts";
import type { FunctionsProbe, ProbeAnswer } from "../../domain/setup/readiness.ts";
import { Unavailable } from "../../ports/faults.ts";
import type {
  ConnectionSettings,
  TwilioConnection,
  TwilioRequest,
  TwilioResponse,
} from "../twilio-rest/connection.ts";
import { refusalOf } from "../twilio-rest/twilio-fault.ts";
import { flexPath, studioPath } from "../twilio-wire/paths.ts";
import { ALL, type Apis, asking } from "./apis.ts";
import { withCredentialsCheck } from "./credentials-check.ts";

const LONGEST_PROBE_MS = 12_000;

/** Reads the facts about an account that decide whether it is ready. Changes nothing. */
export class AccountFacts {
  readonly #apis: Apis;
  readonly #connection: Pick<TwilioConnection, "request">;
  readonly #settings: ConnectionSettings;

  constructor(apis: Apis, connection: TwilioConnection, settings: ConnectionSettings) {
    this.#apis = apis;
    this.#connection = withCredentialsCheck(connection);
    this.#settings = settings;
  }

  async activities(workspaceSid: string): Promise<readonly { readonly available: boolean }[]> {
    const activities = ActivityListInstance(this.#apis.taskRouter, workspaceSid);

    return asking("Reading the activities", activities.list({ ...ALL }));
  }

  /** Whether the latest recording is played to somebody without credentials. `undefined`: there is no recording. */
  async recordingsAreOpen(): Promise<boolean | undefined> {
    const account = `https://api.twilio.com/2010-04-01/Accounts/${this.#settings.accountSid}`;
    const what = "Reading the latest recording";
    const listed = await this.#ask(what, { uri: `${account}/Recordings.json`, params: { PageSize: 1 } });
    if (listed.statusCode >= 400) await asking(what, Promise.reject(refusalOf(listed)));
    const { recordings = [] } = (parseJson(listed.body) ?? {}) as { recordings?: { sid: string }[] };
    const [latest] = recordings;
    if (!latest) return undefined;

    const status = await this.#probe(`${account}/Recordings/${latest.sid}.mp3`, "GET");
    if (status >= 500) throw new Unavailable(`${what}: Twilio answered ${status}`);

    return status < 400;
  }

  /**
   * How the token service failed to judge a token that cannot be valid. `undefined`: it judged it, as it should.
   */
  async tokenServiceFault(): Promise<string | undefined> {
    const { statusCode } = await this.#ask("Asking the token service", {
      method: "post",
      uri: `https://iam.twilio.com/v1/Accounts/${this.#settings.accountSid}/Tokens/validate`,
      headers: { "Content-Type": "application/json" },
      data: { token: "not-a-token" },
      readsOnly: true,
    });

    return statusCode >= 500 ? String(statusCode) : undefined;
  }

  async functions(domain: string): Promise<FunctionsProbe> {
    return {
      withoutToken: answerOf(await this.#probe(`https://${domain}${flexPath("settings")}`, "POST")),
      unsigned: answerOf(await this.#probe(`https://${domain}${studioPath("create-callback")}`, "POST")),
    };
  }

  #ask(what: string, request: TwilioRequest): Promise<TwilioResponse> {
    return asking(what, this.#connection.request(request));
  }

  /** The status that somebody without credentials, signature or token gets. */
  async #probe(address: string, method: "GET" | "POST"): Promise<number> {
    const { host, pathname } = new URL(address);
    const { origin } = this.#settings;
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

function answerOf(status: number): ProbeAnswer {
  if (status < 400) return { kind: "let-in" };

  return status === 403 ? { kind: "asked-for-token" } : { kind: "failed", answer: String(status) };
}
