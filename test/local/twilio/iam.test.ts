import { expect, it, test } from "vitest";
import { createTwilio, type FlexTokens, type Twilio } from "../../../local/twilio/index.ts";

it.each([
  ["agent", "agent", ["agent"], "workerSid"],
  ["agent2", "agent2", ["agent"], "secondWorkerSid"],
  ["supervisor", "supervisor", ["supervisor"], "supervisorWorkerSid"],
  ["admin", "admin", ["admin"], "adminWorkerSid"],
] as const)("the token of %s says who holds it", async (token, identity, roles, worker) => {
  const twilio = createTwilio();

  const { status, body } = await validate(twilio, { token: twilio.account.tokens[token] });

  expect(status).toBe(200);
  expect(body).toMatchObject({ valid: true, code: 0, identity, roles, worker_sid: twilio.account[worker] });
  expect(twilio.contract.violations).toEqual([]);
});

test("a genuine token may belong to a person who is no worker", async () => {
  const twilio = createTwilio();

  const { body } = await validate(twilio, { token: twilio.account.tokens.withoutWorker });

  expect(body).toMatchObject({ valid: true, worker_sid: null });
});

it.each(["expired", "forged"])("a token that is %s is not valid, which is no refusal", async (which) => {
  const twilio = createTwilio();
  const token = twilio.account.tokens[which as keyof FlexTokens] ?? "forged";

  const { status, body } = await validate(twilio, { token });

  expect(status).toBe(200);
  expect(body).toMatchObject({ valid: false, code: 20101, identity: null, roles: null, worker_sid: null });
  expect(twilio.contract.violations).toEqual([]);
});

test("tokens do not expire when a test lets days pass", async () => {
  const twilio = createTwilio();

  twilio.clock.advance(7 * 86_400_000);

  expect((await validate(twilio, { token: twilio.account.tokens.agent })).body).toMatchObject({
    valid: true,
  });
});

test("another account's tokens cannot be validated", async () => {
  const twilio = createTwilio();
  const accountSid = `AC${"0".repeat(32)}`;

  expect(await validate(twilio, { token: "x" }, { accountSid })).toMatchObject({
    status: 404,
    body: {
      code: 20404,
      message: `The requested resource /Accounts/${accountSid}/Tokens/validate was not found`,
    },
  });
});

test("nobody can validate a token without credentials", async () => {
  const twilio = createTwilio();

  expect(await validate(twilio, { token: "x" }, { authorization: "Basic wrong" })).toMatchObject({
    status: 401,
    body: { code: 20003 },
  });
});

it.each([
  ["no token", {}],
  ["something else", { token: "x", more: 1 }],
])("a request with %s breaks the contract", async (_name, body) => {
  const twilio = createTwilio();

  await validate(twilio, body);

  expect(twilio.contract.violations).toMatchObject([{ side: "request", where: "body" }]);
});

async function validate(
  { app, account }: Twilio,
  body: unknown,
  {
    accountSid = account.accountSid,
    authorization = `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`,
  } = {},
): Promise<{ status: number; body: unknown }> {
  const response = await app.request(`/__twilio/iam.twilio.com/v1/Accounts/${accountSid}/Tokens/validate`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

  return { status: response.status, body: await response.json() };
}
