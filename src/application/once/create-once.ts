import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { CallbackTask, CallbackTaskChange } from "../../domain/callback-task.ts";
import type { RequestIdentity } from "../../domain/duplicates.ts";
import { withoutEnd } from "../../domain/end.ts";
import { type AskKnown, askStep, type Claimed, workSince } from "../../domain/once/ask.ts";
import type { StoredEntry } from "../../domain/once/ledger-entry.ts";
import { type Extent, type Look, withTask } from "../../domain/once/look.ts";
import { askedAgain, FRESH } from "../../domain/once/moved-request.ts";
import { mayCreate } from "../../domain/once/pace.ts";
import { Unavailable } from "../../ports/faults.ts";
import { addAlone } from "./add-next.ts";
import { holdEntry } from "./hold-entry.ts";
import { type Asking, type CreatedOnce, makeTask, note } from "./make-task.ts";
import { moveTask } from "./move-task.ts";
import { type OnceNeeds, Patience, tasksOf } from "./needs.ts";
import { withoutSurplus } from "./retire-surplus.ts";

/** Sees to it that one request becomes one task, however often, and wherever, somebody asks for it. */
export type CreateOnce = (
  identity: RequestIdentity,
  request: CallbackRequest,
  delivery?: string,
) => Promise<CreatedOnce>;

/**
 * `askStep` says what comes next; this carries it out. Claim and look go side by side, so that an ordinary request
 * takes two round trips: those, and the create.
 */
export const makeCreateOnce =
  (needs: OnceNeeds): CreateOnce =>
  async (identity, request, delivery) => {
    const { ledger, chance } = needs;
    const me = chance.id();
    if (identity.kind === "never" || !ledger.isKept) return createAlone(request, me, needs);

    const key = ledger.keyOf(identity);
    const asking: Asking = {
      me,
      key,
      once: identity.kind === "once",
      whenUnsure: identity.kind === "once" ? identity.whenUnsure : "make",
      request: { ...request, key },
      ...(delivery !== undefined && { delivery }),
    };

    return ask(asking, needs);
  };

/** A request that is never the same as another. */
async function createAlone(request: CallbackRequest, me: string, needs: OnceNeeds): Promise<CreatedOnce> {
  const key = needs.chance.id();
  const { id } = await addAlone({ request: { ...request, key }, madeBy: me }, needs);

  return { kind: "created", taskId: id, key };
}

async function ask(asking: Asking, needs: OnceNeeds): Promise<CreatedOnce> {
  const { me, key, request } = asking;
  const { tasks, ledger, pace, log } = needs;
  const patience = new Patience(needs);
  /** By this process's clock: when what a create relies on was last sent. */
  let lookedAt = 0;
  let lockedAt = 0;

  const [claim, look] = await Promise.all([claimed(), looked("newest")]);
  let known: AskKnown = { ...asking, claim, look };
  for (;;) {
    const step = askStep(known, pace);
    switch (step.kind) {
      case "join": {
        const taskId = await withoutSurplus(step.taskId, known.look, me, needs);
        const isNoted = known.claim.kind === "theirs" && known.claim.entry.taskId === taskId;
        const joined = known.look.tasks.find(({ id }) => id === taskId);
        if (joined && taskId === step.taskId && !isNoted) await note(joined, known.claim, asking, needs);

        return { kind: step.isRepeat ? "repeated" : "joined", taskId, key };
      }
      case "give-up":
        throw new Unavailable("The ledger cannot be asked", { retryAfterSeconds: 5 });
      case "wait":
        known = await waited();
        break;
      case "fetch":
        known = await fetched(step.taskId);
        break;
      case "look":
        known = { ...known, look: await looked(step.extent, known.claim) };
        break;
      case "take-over":
      case "hold":
        known = await held(step.entry, workSince(step.entry));
        break;
      case "keep":
        known = await changed(step.task, "keep", ({ request }) => ({ request: withoutEnd(request) }));
        break;
      case "mark":
        lockedAt = now();
        known = await changed(step.task, "mark", (_, at) => ({ mark: { id: me, at, why: "ask" } }));
        break;
      case "move": {
        const taskId = await withoutSurplus(step.task.id, known.look, me, needs);
        const moved = await moveTask(
          { taskId, me, decide: () => FRESH, next: (old) => askedAgain(old, request) },
          needs,
        );
        if (moved.kind === "moved") return { kind: "joined", taskId: moved.taskId, key };
        known = { ...known, look: await looked(known.look.extent, known.claim) };
        break;
      }
      case "create":
        if (isDue()) return makeTask(known, step.after, lookedAt + pace.createAfterLook, asking, needs);
        patience.goOn("The request could not be made in time");
        known = await renewed();
    }
  }

  function now(): number {
    return needs.clock.now().getTime();
  }

  async function claimed(): Promise<Claimed> {
    lockedAt = now();
    const outcome = await ledger.claim(key, { by: me, busy: true });
    switch (outcome.kind) {
      case "claimed":
        return { kind: "mine", entry: outcome.entry };
      case "taken":
        return { kind: "theirs", entry: outcome.entry };
      case "away":
        return { kind: "away" };
    }
  }

  /**
   * A first claim does not need the newest tasks: among them is what was made while the ledger was away. Where neither
   * ledger nor queue can be asked, a callback that is made twice beats one that is lost.
   */
  async function looked(extent: Extent, claim?: Claimed): Promise<Look> {
    lookedAt = now();
    try {
      return await tasks.look(tasksOf(key, request), extent);
    } catch (cause) {
      const isGuess = claim?.kind === "away" && cause instanceof Unavailable;
      if (extent !== "newest" && !isGuess) throw cause;
      log.warn("request.not-looked-for", {}, cause);

      return { tasks: [], at: new Date(0), extent };
    }
  }

  /** The ledger's entry tells when others have finished. What they made is looked for when patience ends. */
  async function waited(): Promise<AskKnown> {
    await patience.wait("The same request is being worked on");

    const { noted: _, ...rest } = known;
    const claim = await readAgain(known.claim);
    const isOthersWork = claim.kind === "theirs" && claim.entry.busy && !patience.isOver;

    return { ...rest, claim, ...(!isOthersWork && { look: await looked("newest") }) };
  }

  async function readAgain(mine: Claimed): Promise<Claimed> {
    const read = await ledger.read(key);
    switch (read.kind) {
      case "away":
        return { kind: "away" };
      case "none":
        return claimed();
      case "entry":
        return mine.kind === "mine" && read.entry.version === mine.entry.version
          ? mine
          : { kind: "theirs", entry: read.entry };
    }
  }

  async function fetched(taskId: string): Promise<AskKnown> {
    const reading = await tasks.find(taskId);

    return reading
      ? { ...known, noted: "in-look", look: { ...withTask(known.look, reading.task), at: reading.at } }
      : { ...known, noted: "gone" };
  }

  /** Makes an entry one's own that nobody works on, or whose maker died. `since`: when others may have made tasks. */
  async function held(entry: StoredEntry, since?: Date): Promise<AskKnown> {
    lockedAt = now();
    const outcome = await holdEntry(key, entry, me, ledger);
    switch (outcome.kind) {
      case "written": {
        const claim: Claimed = { kind: "mine", entry: outcome.entry, ...(since && { since }) };

        return { ...known, claim, look: await looked(since ? { since } : "newest", claim) };
      }
      case "conflict":
        return waited();
      case "away":
        return { ...known, claim: { kind: "away" } };
    }
  }

  /** Writes to an open task of the request, while that is still the next step: of all who try, one gets to. */
  async function changed(
    { id }: CallbackTask,
    kind: "keep" | "mark",
    change: (task: CallbackTask, at: Date) => CallbackTaskChange,
  ): Promise<AskKnown> {
    const reading = await tasks.change(id, ({ task, at }) => {
      const step = askStep({ ...known, look: { ...withTask(known.look, task), at } }, pace);

      return step.kind === kind && step.task.id === id ? change(task, at) : undefined;
    });

    return {
      ...known,
      look: reading
        ? { ...withTask(known.look, reading.task), at: reading.at }
        : await looked(known.look.extent, known.claim),
    };
  }

  function isDue(): boolean {
    const isLockFresh = known.claim.kind === "away" || mayCreate(now(), lockedAt, pace);

    return isLockFresh && now() - lookedAt <= pace.createAfterLook;
  }

  /** Looks again, and takes the lock again, because a create may not rely on old ones. */
  async function renewed(): Promise<AskKnown> {
    if (known.claim.kind === "mine") return held(known.claim.entry, known.claim.since);

    lockedAt = now();
    const head = known.look.tasks.find(({ mark }) => mark?.id === me && mark.next === undefined);
    if (head) {
      await tasks.change(head.id, ({ task: { mark }, at }) =>
        mark?.id === me ? { mark: { ...mark, at } } : undefined,
      );
    }

    return { ...known, look: await looked(known.look.extent, known.claim) };
  }
}
