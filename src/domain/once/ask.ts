import { type CallbackTask, isHeld, isOpenEnd } from "../callback-task.ts";
import { isOpen } from "../task-state.ts";
import { isBusy, type StoredEntry } from "./ledger-entry.ts";
import { followerOf, isSomebodyAtWork, type Look, oldestFirst, tasksToCome, wasTakenAway } from "./look.ts";
import type { Pace } from "./pace.ts";

/** What the ledger says of the request. */
export type Claimed =
  /** The claim is this try's own. `since`: it was somebody else's, who may have made tasks since then. */
  | { readonly kind: "mine"; readonly entry: StoredEntry; readonly since?: Date }
  | { readonly kind: "theirs"; readonly entry: StoredEntry }
  | { readonly kind: "away" };

/** All that somebody knows who asks for a task. */
export interface AskKnown {
  /** The request is made once for ever. Otherwise: once while a call is to come. */
  readonly once: boolean;
  /** What becomes of it while the ledger cannot be asked. */
  readonly whenUnsure: "refuse" | "make";
  /** Names this try. */
  readonly me: string;
  readonly delivery?: string;
  readonly claim: Claimed;
  readonly look: Look;
  /** What became of the task that the ledger names, once it was looked up. */
  readonly noted?: "in-look" | "gone";
}

export type AskStep =
  /** A call is to come, or was: the request has its task. */
  | {
      readonly kind: "join";
      readonly taskId: string;
      /** The same delivery of the request came before. */
      readonly isRepeat?: true;
    }
  /** The call is to come, but somebody noted that it is called off, and died over it: take that off, so that it holds. */
  | { readonly kind: "keep"; readonly task: CallbackTask }
  /** The call is to come, but not before its delay is over. A new request ends the delay. */
  | { readonly kind: "move"; readonly task: CallbackTask }
  /** The claim's maker died: take their claim over. */
  | { readonly kind: "take-over"; readonly entry: StoredEntry }
  /** Nothing is to come: claim the entry, then look once more. */
  | { readonly kind: "hold"; readonly entry: StoredEntry }
  /** The contact was called and the agent still has the task: lock it, so that one task follows it. */
  | { readonly kind: "mark"; readonly task: CallbackTask }
  | { readonly kind: "fetch"; readonly taskId: string }
  | { readonly kind: "look"; readonly extent: Exclude<Look["extent"], "newest"> }
  | { readonly kind: "create"; readonly after?: string }
  | { readonly kind: "wait" }
  /** It is not made on a guess: whoever asks repeats it. */
  | { readonly kind: "give-up" };

/** The next step of somebody who asks for a task. `docs/decisions/0008` has the algorithm. */
export function askStep(known: AskKnown, pace: Pace): AskStep {
  const { once, claim, delivery } = known;
  if (claim.kind === "away" && known.whenUnsure === "refuse") return { kind: "give-up" };

  const theirs = claim.kind === "theirs" ? claim.entry : undefined;
  if (theirs?.taskId !== undefined) {
    const isRepeat = delivery !== undefined && theirs.delivery === delivery;
    if (isRepeat && !once) return { kind: "join", taskId: theirs.taskId, isRepeat };
    if (once) return { kind: "join", taskId: theirs.taskId };
  }

  return once ? askOnce(known, pace) : askWhileOpen(known, pace);
}

function askOnce(known: AskKnown, pace: Pace): AskStep {
  const made = oldestFirst(known.look.tasks).find((task) => !wasTakenAway(task));
  if (made) return { kind: "join", taskId: made.id };

  return stepOfClaim(known, pace) ?? deeperLook(known) ?? create(known);
}

function askWhileOpen(known: AskKnown, pace: Pace): AskStep {
  const { look, me } = known;
  const tasks = oldestFirst(look.tasks);

  const [toCome] = tasksToCome(look, pace);
  if (toCome && isHeld(toCome, look.at)) return { kind: "move", task: toCome };
  if (toCome?.request.end) return { kind: "keep", task: toCome };
  if (toCome) return { kind: "join", taskId: toCome.id };

  const locked = tasks.find((task) => isOpenEnd(task) && task.mark?.id === me && task.mark.why === "ask");
  if (locked) return { kind: "create", after: locked.id };

  const before = stepBeforeCreating(known, pace);
  if (before) return before;

  const head = tasks.findLast((task) => isOpenEnd(task) && !followerOf(task, tasks));
  if (head) return { kind: "mark", task: head };

  return stepOfClaim(known, pace) ?? create(known);
}

/** What must be known before the next task is made: what the ledger names, who is at work, and what is older. */
function stepBeforeCreating(known: AskKnown, pace: Pace): AskStep | undefined {
  const { claim, look, me } = known;
  if (claim.kind === "theirs" && isBusy(claim.entry, pace)) return { kind: "wait" };
  if (claim.kind === "theirs" && claim.entry.busy) return { kind: "take-over", entry: claim.entry };
  if (claim.kind !== "away" && claim.entry.taskId !== undefined && known.noted === undefined)
    return { kind: "fetch", taskId: claim.entry.taskId };

  return isSomebodyAtWork(look, me, pace) ? { kind: "wait" } : deeperLook(known);
}

function stepOfClaim({ claim }: AskKnown, pace: Pace): AskStep | undefined {
  if (claim.kind !== "theirs") return undefined;
  if (isBusy(claim.entry, pace)) return { kind: "wait" };

  return { kind: claim.entry.busy ? "take-over" : "hold", entry: claim.entry };
}

/** A first claim needs no more than the newest tasks; whoever comes after somebody looks at all they may have made. */
function deeperLook({ claim, look }: AskKnown): AskStep | undefined {
  if (look.extent === "all") return undefined;
  switch (claim.kind) {
    case "away":
      return { kind: "look", extent: "all" };
    case "theirs":
      return lookSince(workSince(claim.entry), look);
    case "mine":
      return claim.since && lookSince(claim.since, look);
  }
}

function lookSince(since: Date, { extent }: Look): AskStep | undefined {
  const isDone = typeof extent === "object" && extent.since <= since;

  return isDone ? undefined : { kind: "look", extent: { since } };
}

/** What others made of this request and did not note is not older than this. */
export function workSince({ taskCreatedAt, since, writtenAt }: StoredEntry): Date {
  return taskCreatedAt ?? since ?? writtenAt;
}

/** Every task names the one it follows, also where that one has ended long ago. */
function create({ claim, look }: AskKnown): AskStep {
  const last = oldestFirst(look.tasks).findLast((task) => !wasTakenAway(task) && !isOpen(task.state));
  const after = last?.id ?? (claim.kind === "away" ? undefined : claim.entry.taskId);

  return after === undefined ? { kind: "create" } : { kind: "create", after };
}
