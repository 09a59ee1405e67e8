/** How a request ended, as noted by the person or program that ended it. */
export interface End {
  readonly how: EndKind;
  readonly reason?: EndReason;
  readonly at: Date;
  /** Name of the agent. */
  readonly by: string;
}

export const END_KINDS = ["reached", "closed", "gave-up", "canceled", "expired"] as const;

export type EndKind = (typeof END_KINDS)[number];

export const END_REASONS = [
  "left-message",
  "wrong-number",
  "handled",
  "unsaid",
  "contact",
  "supervisor",
  "served",
  "joined",
  "deleted",
] as const;

export type EndReason = (typeof END_REASONS)[number];

/** The request goes on after all: what was noted of its end holds no more. */
export function withoutEnd<Request extends { readonly end?: End }>({
  end: _,
  ...request
}: Request): Omit<Request, "end"> {
  return request;
}

/** The answers of an agent who closes a request. */
export const CLOSINGS = [
  "reached",
  "left-message",
  "wrong-number",
  "handled",
  "no-longer-wanted",
  "gave-up",
] as const;

export type Closing = (typeof CLOSINGS)[number];

export function endOf(closing: Closing): Pick<End, "how" | "reason"> {
  switch (closing) {
    case "reached":
    case "gave-up":
      return { how: closing };
    case "left-message":
    case "wrong-number":
    case "handled":
      return { how: "closed", reason: closing };
    case "no-longer-wanted":
      return { how: "canceled", reason: "contact" };
  }
}
