import { type CallbackRequest, numberToDial } from "./callback-request.ts";

export interface DeletionPolicy {
  /**
   * `after-call`: only after a call to the contact, so that nobody deletes a message that nobody has acted on. Where
   * nobody can be called: only after somebody heard it.
   */
  readonly deletion: "allow" | "after-call" | "forbid";
}

export type DeletionDecision =
  | { readonly kind: "allowed" }
  | { readonly kind: "not-allowed"; readonly reason: DeletionRefusal };

export type DeletionRefusal = "forbidden" | "no-call-placed";

/** Decides whether an agent may delete the message for good. */
export function decideDeletion(
  request: Pick<CallbackRequest, "attempts" | "attemptsMade" | "contact" | "voicemail">,
  { deletion }: DeletionPolicy,
): DeletionDecision {
  switch (deletion) {
    case "allow":
      return { kind: "allowed" };
    case "after-call":
      return isActedOn(request) ? { kind: "allowed" } : { kind: "not-allowed", reason: "no-call-placed" };
    case "forbid":
      return { kind: "not-allowed", reason: "forbidden" };
  }
}

function isActedOn(request: Parameters<typeof decideDeletion>[0]): boolean {
  if (request.attemptsMade > 0 || request.attempts.length > 0) return true;

  return numberToDial(request) === undefined && (request.voicemail?.heard ?? []).length > 0;
}
