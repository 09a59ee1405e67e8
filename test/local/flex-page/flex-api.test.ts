import { describe, expect, it } from "vitest";
import { withFlexHosts } from "../../support/flex-hosts.ts";

const hosts = withFlexHosts();
const { account, flexConfiguration } = hosts.twilio;

describe("the configuration that Flex gets", () => {
  const configuration = async () => (await get("flex-api.twilio.com/v1/Configuration")).json();

  it("is the account's own, with the plugin's settings pointing at this machine", async () => {
    expect(await configuration()).toMatchObject({
      account_sid: account.accountSid,
      taskrouter_offline_activity_sid: account.activitySids.offline,
      outbound_call_flows: { default: { enabled: true } },
      ui_attributes: {
        version_compatibility: "yes",
        flex_callback_voicemail: {
          functions_domain: hosts.origin.replace("/__twilio", ""),
          allow_requeue: true,
          auto_select_task: true,
        },
      },
    });
  });

  it("has the settings that were set", async () => {
    flexConfiguration.change({
      account_sid: account.accountSid,
      ui_attributes: { version_compatibility: "yes", flex_callback_voicemail: { allow_requeue: false } },
    });

    expect(await configuration()).toMatchObject({
      ui_attributes: { flex_callback_voicemail: { allow_requeue: false, auto_select_task: true } },
    });
  });

  it("has no settings of the plugin in the REST API that sets up the account", async () => {
    const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
    const answer = await get("flex-api.twilio.com/v1/Configuration", {
      authorization: `Basic ${credentials}`,
    });

    expect(await answer.json()).toEqual(flexConfiguration.read());
  });
});

describe("a Flex token", () => {
  it("is that of the agent who logged in with it", async () => {
    const answer = await tokenInfo(account.tokens.agent);

    expect(await answer.json()).toMatchObject({
      valid: true,
      identity: "agent",
      roles: ["agent"],
      worker_sid: account.workerSid,
    });
  });

  it.each([
    ["expired", account.tokens.expired, 20104],
    ["forged", "forged", 20003],
  ])("that is %s is refused with the code by which Flex logs in again", async (_, token, code) => {
    const answer = await tokenInfo(token);

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code });
  });

  it("of another account is not known", async () => {
    expect((await tokenInfo(account.tokens.agent, "AC0")).status).toBe(404);
  });
});

describe("the languages of Flex", () => {
  const place = "assets.flex.twilio.com/assets/locales/releases/flex-ui/2.17.1";

  it("are there for every one that is listed", async () => {
    const locales: readonly { readonly tag: string }[] = await (
      await get(`${place}/available_locales.json`)
    ).json();

    expect(locales.length).toBeGreaterThan(0);
    for (const { tag } of locales) {
      expect(await (await get(`${place}/${tag}.json`)).json(), tag).toEqual({ strings: {} });
    }
  });

  it("are not there where Flex has none", async () => {
    expect((await get(`${place}/tlh.json`)).status).toBe(404);
  });
});

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${hosts.origin}/${path}`, { headers });
}

function tokenInfo(token: string, accountSid = account.accountSid): Promise<Response> {
  return fetch(`${hosts.origin}/flex-api.twilio.com/v1/Accounts/${accountSid}/Tokens/Info`, {
    method: "POST",
    body: new URLSearchParams({ Token: token }),
  });
}
