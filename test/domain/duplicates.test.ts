import { describe, expect, it } from "vitest";
import {
  type DuplicatePolicy,
  identityOf,
  type RequestIdentity,
  type RequestIds,
} from "../../src/domain/duplicates.ts";
import type { JsonObject } from "../../src/domain/json.ts";
import { aNumber, anId, aRequest, aRouting, aVoicemail } from "../support/requests.ts";

const join: DuplicatePolicy = { duplicates: "join" };
const allow: DuplicatePolicy = { duplicates: "allow" };
const ids: RequestIds = { requestId: "r-1", deliveryId: "d-1" };

const callback = aRequest();
const voicemail = aRequest({ voicemail: aVoicemail() });

describe("what makes two requests the same one", () => {
  it.each([
    ["an id of its own, before all else", voicemail, ids, join, once("request:r-1", "make")],
    ["an id of its own, where numbers are shared too", callback, ids, allow, once("request:r-1", "refuse")],
    [
      "the recording of a voicemail",
      voicemail,
      { deliveryId: "d-1" },
      join,
      once(`recording:${anId("RE")}`, "make"),
    ],
    [
      "the recording, where numbers are shared too",
      voicemail,
      {},
      allow,
      once(`recording:${anId("RE")}`, "make"),
    ],
    [
      "the contact, while they wait",
      callback,
      { deliveryId: "d-1" },
      join,
      open("contact:+14155550100:default:+14155550199"),
    ],
    [
      "the delivery, where numbers are shared",
      callback,
      { deliveryId: "d-1" },
      allow,
      once("delivery:d-1", "make"),
    ],
    ["nothing, if numbers are shared and the delivery has no id", callback, {}, allow, { kind: "never" }],
  ] as const)("%s", (_, request, given, policy, same) => {
    expect(identityOf(request, given, policy)).toStrictEqual(same);
  });

  it("distinguishes contacts, and workflows of one contact", () => {
    const elsewhere = aRequest({ routing: aRouting({ workflowId: anId("WW") }) });
    const somebodyElse = aRequest({ contact: { kind: "number", number: aNumber("+14155550101") } });
    const keys = [callback, elsewhere, somebodyElse].map((request) => identityOf(request, {}, join));

    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(3);
  });

  it("takes the default workflow for the same, named or not", () => {
    const policy = { ...join, defaultWorkflowId: anId("WW") };
    const named = aRouting({ workflowId: anId("WW") });

    for (const request of [callback, voicemail]) {
      expect(identityOf({ ...request, routing: named }, {}, policy)).toStrictEqual(
        identityOf(request, {}, policy),
      );
    }
  });

  it("takes a recording that is sent to another workflow for a new request", () => {
    const elsewhere = { ...voicemail, routing: aRouting({ workflowId: anId("WW", 2) }) };

    expect(identityOf(elsewhere, {}, join)).not.toStrictEqual(identityOf(voicemail, {}, join));
  });

  it("tells apart what one contact asked of two departments behind two numbers", () => {
    const { callerId: _, ...withoutCallerId } = callback;
    const numbers = [callback, withoutCallerId, aRequest({ callerId: aNumber("+14155550188") })];
    const keys = numbers.map((request) => JSON.stringify(identityOf(request, {}, join)));

    expect(new Set(keys).size).toBe(3);
  });

  describe("with attributes that must be equal too", () => {
    const policy: DuplicatePolicy = { ...join, duplicatesBy: ["department", "skills"] };
    const keyOf = (attributes: JsonObject) =>
      JSON.stringify(identityOf(aRequest({ attributes }), {}, policy));

    it.each<[string, JsonObject, JsonObject]>([
      ["a value", { department: "sales" }, { department: "service" }],
      ["a value that is missing", { department: "sales" }, {}],
      ["a value that is null", { department: null }, {}],
      ["a number and its text", { department: 1 }, { department: "1" }],
      ["a list in another order", { skills: ["es", "en"] }, { skills: ["en", "es"] }],
      [
        "values that could run into each other",
        { department: "a", skills: "b:c" },
        { department: "a:b", skills: "c" },
      ],
    ])("tells apart %s", (_, one, other) => {
      expect(keyOf(one)).not.toBe(keyOf(other));
    });

    it.each<[string, JsonObject, JsonObject]>([
      ["other attributes", { department: "sales", order: 1 }, { department: "sales", order: 2 }],
      [
        "keys in another order",
        { skills: { a: 1, b: { c: 2, d: 3 } } },
        { skills: { b: { d: 3, c: 2 }, a: 1 } },
      ],
      ["names that every object has", { constructor: 1 }, { toString: 2 }],
    ])("does not mind %s", (_, one, other) => {
      expect(keyOf(one)).toBe(keyOf(other));
    });
  });

  it("takes different messages of one contact for the same wish to be called", () => {
    expect(identityOf(aRequest({ message: "one" }), {}, join)).toStrictEqual(
      identityOf(aRequest({ message: "two", attemptsMade: 1 }), {}, join),
    );
  });

  it("is not confused by ids that look like other keys", () => {
    const disguised = identityOf(callback, { requestId: "contact:+14155550100:default" }, join);

    expect(disguised).not.toStrictEqual(identityOf(callback, {}, join));
    expect(disguised).toStrictEqual(once("request:contact:+14155550100:default", "refuse"));
  });

  it("uses the delivery if the contact has no number", () => {
    const withheld = aRequest({ contact: { kind: "withheld" } });

    expect(identityOf(withheld, { deliveryId: "d-1" }, join)).toStrictEqual(once("delivery:d-1", "make"));
    expect(identityOf(withheld, {}, join)).toStrictEqual({ kind: "never" });
  });
});

function once(key: string, whenUnsure: "make" | "refuse"): RequestIdentity {
  return { kind: "once", key, whenUnsure };
}

function open(key: string): { kind: "while-open"; key: string } {
  return { kind: "while-open", key };
}
