import { type NumberPolicy, type PhoneNumber, readNumber } from "../phone-number.ts";

/** A number that the agent wrote, to be called in place of the contact's. */
export type OtherNumber =
  | { readonly kind: "number"; readonly number: PhoneNumber }
  | { readonly kind: "not-callable" }
  /** It could be called; the contact centre does not want that. */
  | { readonly kind: "not-allowed" };

export function otherNumber(text: string, policy: NumberPolicy): OtherNumber {
  const reading = readNumber(text, policy);
  switch (reading.kind) {
    case "number":
      return { kind: "number", number: reading.number };
    case "withheld":
    case "sip":
      return { kind: "not-callable" };
    case "refused":
      return reading.reason === "premium" || reading.reason === "country-not-allowed"
        ? { kind: "not-allowed" }
        : { kind: "not-callable" };
  }
}
