import { describe, expect, it } from "vitest";
import { FlexTokenAgents } from "../../src/adapters/flex-tokens/flex-token-agents.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { describeAgents } from "../contracts/agents.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";

const local = withLocalTwilio();
const { twilio } = local;
const { account } = twilio;
const someone = { workerId: account.workerSid, name: "", roles: [] };

describeAgents("FlexTokenAgents", async () => {
  const agents = new FlexTokenAgents(local.connect({ timeLeft: () => 8_000, tries: 2 }));
  const signedIn = async (token: string) => {
    const identity = await agents.identify(token);
    return { token, agent: identity.kind === "agent" ? identity.agent : someone };
  };

  return {
    agents,
    known: {
      agent: await signedIn(account.tokens.agent),
      supervisor: await signedIn(account.tokens.supervisor),
      withoutWorker: await signedIn(account.tokens.withoutWorker),
    },
    expiredToken: account.tokens.expired,
    foreignToken: "token-of-another-account",
    cutOff: () => twilio.faults.add({ reset: "before", times: 1_000 }),
  };
}, [
  {
    reason: "the stand-in answers like Twilio: an expired token looks like a forged one",
    tests: ["calls a token expired that was good once"],
  },
]);

describe("FlexTokenAgents", () => {
  const identify = () =>
    new FlexTokenAgents(local.connect({ timeLeft: () => 8_000, tries: 2 })).identify(account.tokens.agent);

  it("knows the agent by name, worker and roles", async () => {
    expect(await identify()).toMatchObject({
      kind: "agent",
      agent: { workerId: account.workerSid, roles: ["agent"] },
    });
  });

  it.each([401, 500, 502, 503])("refuses no token because the token service answers %i", async (status) => {
    twilio.faults.add({ status, times: 10 });

    await expect(identify()).rejects.toBeInstanceOf(Unavailable);
  });

  it("tries once more when it is turned away, and then gives up", async () => {
    twilio.faults.add({ status: 429 });
    expect((await identify()).kind).toBe("agent");

    twilio.faults.add({ status: 429, times: 2 });
    await expect(identify()).rejects.toBeInstanceOf(Unavailable);
  });

  it("knows an expired token by Twilio's code for it, should the service say so", async () => {
    twilio.faults.add({
      status: 200,
      raw: JSON.stringify({ valid: false, code: 20104, message: "Access Token" }),
    });

    expect(await identify()).toStrictEqual({ kind: "refused", reason: "expired" });
  });

  it("does not send text of 10 kB anywhere", async () => {
    await new FlexTokenAgents(local.connect({ timeLeft: () => 8_000, tries: 2 })).identify(
      "x".repeat(10_240),
    );

    expect(twilio.requests).toHaveLength(0);
  });
});
