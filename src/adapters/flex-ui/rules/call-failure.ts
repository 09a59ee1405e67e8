import type { CallRefusal } from "../../../domain/desktop/problem.ts";

/** What an error thrown by Flex's `StartOutboundCall` means. `passing`: trying again in a moment may help. */
export type CallFailure =
  | { readonly kind: "passing" }
  | { readonly kind: "refused"; readonly reason: CallRefusal };

/**
 * Flex tells its errors apart by their words alone (`ActionErrors` in flex-ui 2.17). Words unknown to us are taken
 * for a refusal: a call tried again without knowing why might ring twice.
 */
export function readCallFailure(error: unknown): CallFailure {
  const links = chainOf(error);
  const words = links[0]?.words ?? "";
  const refusal = REFUSALS.find(([start]) => words.startsWith(start));
  if (refusal) return { kind: "refused", reason: refusal[1] };
  if (links.some((link) => link.words.includes(NOT_IN_QUEUE)))
    return { kind: "refused", reason: "not-in-queue" };

  return words.startsWith("task could not be created") && links.every(({ status }) => isPassing(status))
    ? { kind: "passing" }
    : { kind: "refused", reason: "refused" };
}

const REFUSALS: readonly (readonly [words: string, reason: CallRefusal])[] = [
  ["outbound calling disabled", "dialling-off"],
  ["voice call already live", "on-a-call"],
  ["cannot do outbound calls with a pending inbound call", "on-a-call"],
  ["live call task already exists", "on-a-call"],
  ["outbound call action already pending", "on-a-call"],
  ["Action is pending", "on-a-call"],
  ["Action is blocked", "on-a-call"],
  ["cannot do outbound calls when offline", "offline"],
  ["invalid destination", "invalid-number"],
  ["missing queue", "not-set-up"],
  ["missing 'from' argument", "not-set-up"],
];

/** TaskRouter's words when the outbound task's queue does not count the agent among its workers. */
const NOT_IN_QUEUE = "The RoutingTarget Worker is not valid for the given TaskQueueSid";

/** No status: no answer came, or this link of the chain does not tell. */
function isPassing(status: number | undefined): boolean {
  return status === undefined || status === 429 || status >= 500;
}

interface ErrorLink {
  readonly words: string;
  readonly status?: number;
}

interface FlexErrorLike {
  readonly message?: unknown;
  readonly content?: { readonly description?: unknown; readonly wrappedError?: unknown };
  readonly response?: { readonly status?: unknown; readonly statusText?: unknown };
}

/** Flex wraps the SDK's error in one of its own, and that again in one of the action: outermost first. */
function chainOf(error: unknown): readonly ErrorLink[] {
  if (typeof error !== "object" || error === null) return [];

  const { message, content, response } = error as FlexErrorLike;
  const status = response?.status;
  const words = [message, content?.description, response?.statusText].filter(
    (text) => typeof text === "string",
  );

  return [
    { words: words.join(" "), ...(typeof status === "number" && { status }) },
    ...chainOf(content?.wrappedError),
  ];
}
