import type { JsonObject } from "../json.ts";
import type { QueueEnds } from "./queue-ends.ts";

/** What is wrong with one point of an account, as a code. The words belong to whoever tells people. */
export type Problem =
  | { readonly code: "credentials-unknown" }
  | { readonly code: "credentials-not-permitted"; readonly api: string }
  | { readonly code: "no-flex" }
  | { readonly code: "refused"; readonly message: string }
  | { readonly code: "workflow-not-set" }
  | { readonly code: "workflow-differs" }
  | { readonly code: "workflow-ignores-delays"; readonly missingFilters: readonly JsonObject[] }
  | { readonly code: "no-available-activity" }
  | { readonly code: "outbound-dialling-off" }
  | { readonly code: "recordings-open" }
  | { readonly code: "sync-service-missing"; readonly id: string }
  | { readonly code: "ledger-key-missing" }
  | { readonly code: "ledger-key-differs" }
  | { readonly code: "region-ignored" }
  | { readonly code: "public-plugin-loaded"; readonly name: string }
  | { readonly code: "token-service-failed"; readonly answer: string }
  | { readonly code: "functions-not-deployed" }
  | { readonly code: "create-callback-open" }
  | { readonly code: "agent-functions-open" }
  | { readonly code: "agent-functions-failed"; readonly answer: string }
  | { readonly code: "plugin-not-loaded" }
  | { readonly code: "events-not-set-up" }
  /** `last`: when events came before, if they ever did. */
  | { readonly code: "events-do-not-come"; readonly last?: Date }
  | { readonly code: "never-swept" }
  | { readonly code: "swept-long-ago"; readonly at: Date }
  | { readonly code: "workflow-drops"; readonly dropped: ReadonlyMap<string, number> }
  | { readonly code: "given-up-soon"; readonly count: number; readonly of: number }
  | { readonly code: "unknown-reasons"; readonly reasons: readonly string[] };

/** Why a point is ready although there was nothing to see. */
export type Note =
  | "no-recording-yet"
  | "workflow-is-external"
  | "ledger-off"
  | "keep-ledger-key"
  | "events-not-noted"
  | "sweeps-not-noted";

/** The result of examining one point. */
export type Finding =
  | {
      readonly kind: "ready";
      /** The id, domain or version that was found. */
      readonly found?: string;
      readonly note?: Note;
    }
  /** Works, but not as well or as safely as it could. */
  | { readonly kind: "advice"; readonly problem: Problem }
  | { readonly kind: "fault"; readonly problem: Problem }
  /** Could not be examined, because somebody did not answer. */
  | { readonly kind: "unknown"; readonly reason: string }
  /** Was not examined, because another point must be put right first. */
  | { readonly kind: "skipped"; readonly because: string };

/** One point of an account's readiness. */
export interface Examined {
  readonly point: string;
  readonly finding: Finding;
}

/** Nothing that callbacks need is missing, as far as could be seen. */
export function isReady(examined: readonly Examined[]): boolean {
  return examined.every(({ finding }) => allowsMore(finding));
}

/** Whether points that rely on this one can be examined. */
export function allowsMore({ kind }: Finding): boolean {
  return kind === "ready" || kind === "advice";
}

export function ready(found?: string): Finding {
  return { kind: "ready", ...(found !== undefined && { found }) };
}

export function fault(problem: Problem): Finding {
  return { kind: "fault", problem };
}

export function advice(problem: Problem): Finding {
  return { kind: "advice", problem };
}

/** Without an activity that makes agents available, no task is ever offered to one. */
export function judgeActivities(activities: readonly { readonly available: boolean }[]): Finding {
  return activities.some(({ available }) => available) ? ready() : fault({ code: "no-available-activity" });
}

export function judgeOutboundDialling(enabled: boolean): Finding {
  return enabled ? ready() : fault({ code: "outbound-dialling-off" });
}

/** @param openToAll whether a recording could be fetched without credentials; `undefined`: there is none to try */
export function judgeRecordingAuth(openToAll: boolean | undefined): Finding {
  switch (openToAll) {
    case undefined:
      return { kind: "ready", note: "no-recording-yet" };
    case false:
      return ready();
    case true:
      return { kind: "advice", problem: { code: "recordings-open" } };
  }
}

/**
 * Without a key of its own, the ledger uses the auth token, and forgets everything when that changes.
 *
 * @param chosen the key in the settings, which the next deployment sends
 * @param deployed the key that the functions have
 */
export function judgeLedgerKey(chosen: string | undefined, deployed: string | undefined): Finding {
  if (chosen === undefined) return { kind: "advice", problem: { code: "ledger-key-missing" } };

  return deployed === undefined || deployed === chosen
    ? { kind: "ready", note: "keep-ledger-key" }
    : { kind: "advice", problem: { code: "ledger-key-differs" } };
}

/** How a function answered somebody who showed nothing. */
export type ProbeAnswer =
  | { readonly kind: "let-in" }
  | { readonly kind: "asked-for-token" }
  | { readonly kind: "failed"; readonly answer: string };

export interface FunctionsProbe {
  /** The settings function, asked without a Flex token. */
  readonly withoutToken: ProbeAnswer;
  /** create-callback, asked without Twilio's signature. */
  readonly unsigned: ProbeAnswer;
}

export function judgeFunctions({ withoutToken, unsigned }: FunctionsProbe): Finding {
  if (unsigned.kind === "let-in") return fault({ code: "create-callback-open" });
  switch (withoutToken.kind) {
    case "let-in":
      return fault({ code: "agent-functions-open" });
    case "failed":
      return fault({ code: "agent-functions-failed", answer: withoutToken.answer });
    case "asked-for-token":
      return ready();
  }
}

/** @param differences what the settings would change in our workflow */
export function judgeWorkflow(differences: readonly string[]): Finding {
  return differences.length === 0 ? ready() : { kind: "advice", problem: { code: "workflow-differs" } };
}

/** A workflow of the deployer's own works without our filters, but then no request waits before its next attempt. */
export function judgeExternalWorkflow(missingFilters: readonly JsonObject[]): Finding {
  return missingFilters.length === 0
    ? { kind: "ready", note: "workflow-is-external" }
    : { kind: "advice", problem: { code: "workflow-ignores-delays", missingFilters } };
}

const SWEPT_EVERY_MS = 86_400_000;

/** @param last when a sweep noted last how far it came */
export function judgeSweep(last: Date | undefined, now: Date): Finding {
  if (last === undefined) return advice({ code: "never-swept" });

  return now.getTime() - last.getTime() > SWEPT_EVERY_MS
    ? advice({ code: "swept-long-ago", at: last })
    : ready(`at ${last.toISOString()}`);
}

/** The worst comes first: what a workflow drops is called late or never. */
export function judgeQueueEnds({ dropped, unknownReasons, asked, givenUpSoon }: QueueEnds): Finding {
  if (dropped.size > 0) return advice({ code: "workflow-drops", dropped });
  if (givenUpSoon > 0) return advice({ code: "given-up-soon", count: givenUpSoon, of: asked });

  return unknownReasons.length > 0 ? advice({ code: "unknown-reasons", reasons: unknownReasons }) : ready();
}
