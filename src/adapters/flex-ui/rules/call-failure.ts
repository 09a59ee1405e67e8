import type { CallRefusal } from "../../../domain/desktop/problem.ts";

/** The meaning of an error from Flex's `StartOutboundCall`. `passing`: a second try in a moment may help. */
export type CallFailure =
  | { readonly kind: "passing" }
  | { readonly kind: "refused"; readonly reason: CallRefusal };

/**
 * Flex's errors differ only in their words (`ActionErrors` in flex-ui 2.17). Unknown words count as a refusal, because a
 * second try might make the phone ring twice.
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

/** TaskRouter's words if the agent is no worker of the outbound task's queue. */
const NOT_IN_QUEUE = "The RoutingTarget Worker is not valid for the given TaskQueueSid";

/** Whether the status may pass. Without a status there was no answer, or this link of the chain has none. */
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

/** The chain of errors, outermost first: Flex wraps the SDK's error in its own, and that in the action's. */
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
