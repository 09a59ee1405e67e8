import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  type CallbackInput,
  type FieldFault,
  type InputField,
  type ParseRequestPolicy,
  parseRequest,
} from "../../src/domain/parse-request.ts";
import { MAX_PRIORITY, MAX_TIMEOUT_SECONDS } from "../../src/domain/routing.ts";
import { aNumber, anId, anInput, aVoicemail } from "../support/requests.ts";

const now = new Date("2026-03-02T09:30:00.000Z");
const policy: ParseRequestPolicy = { timeZone: "America/New_York", premiumNumbers: "refuse" };

describe("asking for a callback", () => {
  it("with nothing but the numbers makes an ordinary request, received now", () => {
    expect(parseRequest(anInput(), policy, now)).toStrictEqual({
      kind: "accepted",
      request: {
        contact: { kind: "number", number: "+14155550100" },
        callerId: "+14155550199",
        receivedAt: now,
        endsAt: new Date("2026-03-16T09:30:00.000Z"),
        timeZone: "America/New_York",
        attemptsMade: 0,
        attempts: [],
        routing: { channel: "voice", priority: 0, timeoutSeconds: 1_209_600 },
        attributes: {},
        callAttributes: {},
      },
      ignored: [],
    });
  });

  it("keeps everything that is asked for", () => {
    const asked: Required<CallbackInput> = {
      contactNumber: "+442071838750",
      callerId: "+442071838751",
      workflowId: anId("WW"),
      channel: "callback",
      priority: 50,
      timeoutSeconds: 7200,
      queuedSince: new Date("2026-03-02T09:00:00.000Z"),
      attemptsMade: 2,
      receivedAt: new Date("2026-03-01T17:00:00.000Z"),
      conversationId: anId("WT"),
      flowId: anId("FN"),
      message: "Gold",
      voicemail: aVoicemail(),
      ownerId: anId("WK"),
      attributes: { skills: ["es"] },
      requestId: "r-1",
      deliveryId: "d-1",
      unreadable: [],
    };

    expect(parseRequest(asked, policy, now)).toStrictEqual({
      kind: "accepted",
      request: {
        contact: { kind: "number", number: "+442071838750" },
        callerId: "+442071838751",
        receivedAt: asked.receivedAt,
        endsAt: new Date("2026-03-02T11:30:00.000Z"),
        flowTimeoutSeconds: 7200,
        timeZone: "America/New_York",
        attemptsMade: 2,
        attempts: [],
        routing: {
          workflowId: asked.workflowId,
          channel: "callback",
          priority: 50,
          timeoutSeconds: 7200,
          queuedSince: asked.queuedSince,
        },
        voicemail: asked.voicemail,
        message: "Gold",
        flowId: asked.flowId,
        conversationId: asked.conversationId,
        ownerId: asked.ownerId,
        attributes: { skills: ["es"] },
        callAttributes: {},
      },
      ignored: [],
    });
  });

  it("reads the numbers as they come: with a lost plus sign, with punctuation", () => {
    expect(
      parseRequest({ contactNumber: " 14155550100", callerId: "+1 (415) 555-0199" }, policy, now),
    ).toMatchObject({
      request: { contact: { number: aNumber("+14155550100") }, callerId: aNumber("+14155550199") },
    });
  });

  it.each(["sip:support@example.com", "client:support"])(
    "drops the caller id %s, which shows nothing",
    (callerId) => {
      const made = parseRequest(anInput({ callerId }), policy, now);

      expect(made).toMatchObject({ kind: "accepted" });
      expect(made).not.toHaveProperty("request.callerId");
    },
  );

  it("asks no policy about the caller id: whichever number it is, the contact called it", () => {
    const abroad: ParseRequestPolicy = { ...policy, allowedCountries: ["GB"] };
    const asked = { contactNumber: "+442071838750", callerId: "+19005550100" };

    expect(parseRequest(asked, abroad, now)).toMatchObject({ request: { callerId: "+19005550100" } });
  });
});

describe("refusing a request", () => {
  it.each([
    ["no contact", "contactNumber", {}, "empty"],
    ["an empty contact", "contactNumber", { contactNumber: " " }, "empty"],
    ["junk as contact", "contactNumber", { contactNumber: "abc" }, "not-a-number"],
    ["a national number", "contactNumber", { contactNumber: "4155550100" }, "no-country-code"],
    ["an unknown country code", "contactNumber", { contactNumber: "+2105550100" }, "unknown-country-code"],
    ["too few digits", "contactNumber", { contactNumber: "+1415555010" }, "too-short"],
    ["too many digits", "contactNumber", { contactNumber: "+141555501000" }, "too-long"],
    ["a length between those in use", "contactNumber", { contactNumber: "+4412345678" }, "not-possible"],
    ["a withheld number", "contactNumber", { contactNumber: "anonymous" }, "withheld"],
    ["a SIP address", "contactNumber", { contactNumber: "sip:alice@example.com" }, "sip"],
    ["an emergency number", "contactNumber", { contactNumber: "911" }, "emergency"],
    ["a short number", "contactNumber", { contactNumber: "12345" }, "short"],
    ["a premium-rate number", "contactNumber", { contactNumber: "+19005550100" }, "premium"],
    [
      "a country that is not called",
      "contactNumber",
      { contactNumber: "+442071838750" },
      "country-not-allowed",
    ],
    ["no caller id", "callerId", {}, "empty"],
    ["a withheld caller id", "callerId", { callerId: "anonymous" }, "withheld"],
    ["junk as caller id", "callerId", { callerId: "abc" }, "not-a-number"],
    ["a priority below 0", "priority", { priority: -1 }, "out-of-range"],
    ["a priority above the highest", "priority", { priority: MAX_PRIORITY + 1 }, "out-of-range"],
    ["half a priority", "priority", { priority: 1.5 }, "out-of-range"],
    ["no number as priority", "priority", { priority: Number.NaN }, "out-of-range"],
    ["no time at all", "timeoutSeconds", { timeoutSeconds: 0 }, "out-of-range"],
    ["more than two weeks", "timeoutSeconds", { timeoutSeconds: 1_209_601 }, "out-of-range"],
    ["endless time", "timeoutSeconds", { timeoutSeconds: Number.POSITIVE_INFINITY }, "out-of-range"],
    ["attempts below 0", "attemptsMade", { attemptsMade: -1 }, "out-of-range"],
    ["half an attempt", "attemptsMade", { attemptsMade: 0.5 }, "out-of-range"],
    ["attempts beyond counting", "attemptsMade", { attemptsMade: 2 ** 53 }, "out-of-range"],
    [
      "a place in the queue from the future",
      "queuedSince",
      { queuedSince: new Date(now.getTime() + 1) },
      "out-of-range",
    ],
    ["a moment that is yet to come", "receivedAt", { receivedAt: new Date("2999-01-01") }, "out-of-range"],
    ["what nobody can read", "attributes", { unreadable: ["attributes"] }, "unreadable"],
    [
      "a place in the queue from before 1900",
      "queuedSince",
      { queuedSince: new Date("1899-12-31") },
      "out-of-range",
    ],
    [
      "a place in the queue of no known time",
      "queuedSince",
      { queuedSince: new Date(Number.NaN) },
      "out-of-range",
    ],
  ] satisfies [string, InputField, CallbackInput, FieldFault][])(
    "for %s says so of %s",
    (_, field, wrong, fault) => {
      const onlyHome: ParseRequestPolicy = { ...policy, allowedCountries: ["US"] };
      const { [field]: __, ...right } = anInput();
      const refused = parseRequest({ ...right, ...wrong }, onlyHome, now);

      expect(refused).toStrictEqual({ kind: "refused", faults: { [field]: fault } });
    },
  );

  it.each([
    ["priority", [0, MAX_PRIORITY]],
    ["timeoutSeconds", [1, MAX_TIMEOUT_SECONDS]],
    ["attemptsMade", [0, Number.MAX_SAFE_INTEGER]],
    ["queuedSince", [now, new Date("1900-01-01T00:00:00Z")]],
    ["receivedAt", [new Date(now.getTime() + 86_400_000), new Date(0)]],
  ] satisfies [keyof CallbackInput, unknown[]][])("starts beyond the limits of %s", (field, limits) => {
    for (const limit of limits)
      expect(parseRequest(anInput({ [field]: limit }), policy, now).kind).toBe("accepted");
  });

  test("names every wrong field at once, and no right one", () => {
    const wrong: Required<
      Pick<
        CallbackInput,
        "contactNumber" | "callerId" | "priority" | "timeoutSeconds" | "attemptsMade" | "queuedSince"
      >
    > = {
      contactNumber: "abc",
      callerId: "anonymous",
      priority: -1,
      timeoutSeconds: 0,
      attemptsMade: -1,
      queuedSince: new Date("2030-01-01"),
    };

    fc.assert(
      fc.property(fc.subarray(Object.keys(wrong) as (keyof typeof wrong)[]), (fields) => {
        const asked = { ...anInput(), ...Object.fromEntries(fields.map((field) => [field, wrong[field]])) };
        const made = parseRequest(asked, policy, now);

        expect(made.kind === "refused" ? Object.keys(made.faults).sort() : []).toStrictEqual(
          [...fields].sort(),
        );
      }),
    );
  });
});

describe("leaving a voicemail", () => {
  const voicemail = aVoicemail();

  it.each([
    ["anonymous", { kind: "withheld" }],
    ["+266696687", { kind: "withheld" }],
    [" sip:alice@example.com ", { kind: "not-callable", address: "sip:alice@example.com" }],
    ["client:alice", { kind: "not-callable", address: "client:alice" }],
    ["911", { kind: "not-callable", address: "911" }],
    ["12345", { kind: "not-callable", address: "12345" }],
    ["+19005550100", { kind: "not-callable", address: "+19005550100" }],
    ["+442071838750", { kind: "not-callable", address: "+442071838750" }],
    ["+14155550100", { kind: "number", number: aNumber("+14155550100") }],
  ])("from %o is kept, with a call button only where somebody may be called", (contactNumber, contact) => {
    const onlyHome: ParseRequestPolicy = { ...policy, allowedCountries: ["US"] };
    const made = parseRequest(anInput({ contactNumber, voicemail }), onlyHome, now);

    expect(made).toMatchObject({ kind: "accepted", request: { voicemail } });
    expect(made).toHaveProperty("request.contact", contact);
  });

  it.each(["abc", "4155550100", "004930123456", "0000000000", "+2105550100", "+141555501000", "+4412345678"])(
    "from %o is kept with the address as it came: nobody listens to a refusal",
    (address) => {
      expect(parseRequest(anInput({ contactNumber: address, voicemail }), policy, now)).toMatchObject({
        kind: "accepted",
        request: { contact: { kind: "not-callable", address, unread: true } },
        ignored: [],
      });
    },
  );

  it.each([undefined, "", "  "])("without a number for the contact is kept: %o", (contactNumber) => {
    const { contactNumber: _, ...input } = anInput({ voicemail });
    const asked = { ...input, ...(contactNumber !== undefined && { contactNumber }) };

    expect(parseRequest(asked, policy, now)).toMatchObject({
      kind: "accepted",
      request: { contact: { kind: "withheld" } },
    });
  });

  it("from an address of any length is kept, with its beginning", () => {
    const made = parseRequest(anInput({ contactNumber: "x".repeat(10_000), voicemail }), policy, now);

    expect(made).toMatchObject({ request: { contact: { address: "x".repeat(100) } } });
  });

  it("is kept whatever else is wrong, and says what was left out", () => {
    const wrong = {
      callerId: "whatever",
      priority: -1,
      timeoutSeconds: 0,
      attemptsMade: 0.5,
      queuedSince: new Date("2999-01-01"),
      receivedAt: new Date("2999-01-01"),
    } satisfies CallbackInput;
    const made = parseRequest({ ...anInput(wrong), voicemail, unreadable: ["attributes"] }, policy, now);
    const right = parseRequest(
      { contactNumber: "+14155550100", callerId: "sip:a@b.c", voicemail },
      policy,
      now,
    );

    expect(made).toStrictEqual({
      ...right,
      ignored: expect.toSatisfy(
        (ignored: string[]) => ignored.sort().join() === ["attributes", ...Object.keys(wrong)].sort().join(),
      ),
    });
  });
});

describe("what a request says of its contact", () => {
  it("has the name that the flow attached, apart from the attributes", () => {
    const made = parseRequest(anInput({ attributes: { name: " Jane Doe ", tier: 1 } }), policy, now);

    expect(made).toMatchObject({ request: { contactName: "Jane Doe", attributes: { tier: 1 } } });
  });

  it.each([" ", 7, null])("has no name where the flow attached %o", (name) => {
    const made = parseRequest(anInput({ attributes: { name } }), policy, now);

    expect(made).toMatchObject({ request: { attributes: {} } });
    expect(made).not.toHaveProperty("request.contactName");
  });

  it.each([
    [undefined, "Extension 123"],
    ["Gold", "Gold\nExtension 123"],
  ])("has the extension in the message for the agent, behind %o", (message, words) => {
    const asked = { ...anInput({ contactNumber: "+14155550100 x123" }), ...(message && { message }) };

    expect(parseRequest(asked, policy, now)).toMatchObject({
      request: { contact: { number: "+14155550100" }, message: words },
    });
  });
});
