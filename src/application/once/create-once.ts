import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { CallbackTask } from "../../domain/callback-task.ts";
import type { RequestIdentity } from "../../domain/duplicates.ts";
import { type AskKnown, type AskStep, askStep, type Claimed, workSince } from "../../domain/once/ask.ts";
import type { StoredEntry } from "../../domain/once/ledger-entry.ts";
import { type Extent, type Look, withTask } from "../../domain/once/look.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import { addTask } from "./add-next.ts";
import { makeMoveTask } from "./move-task.ts";
import { type OnceNeeds, Patience, tasksOf } from "./needs.ts";
import { noteTask } from "./note-task.ts";
import { retireSurplus } from "./retire-surplus.ts";

export interface CreatedOnce {
  /**
   * `joined`: the request has a task from earlier, or one that took its place in the queue. `repeated`: the same
   * delivery came again.
   */
  readonly kind: "created" | "joined" | "repeated";
  readonly taskId: string;
  readonly key: string;
}

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
export const makeCreateOnce = (needs: OnceNeeds): CreateOnce => {
  const moveTask = makeMoveTask(needs);

  return async (identity, request, delivery) => {
    const { ledger, chance } = needs;
    const me = chance.id();
    if (identity.kind === "never" || !ledger.isKept) return createAlone(request, me, needs);

    const ask = new Ask(needs, me, ledger.keyOf(identity), identity.kind === "once", request, delivery);

    return ask.run(moveTask);
  };
};

/** A request that is never the same as another. */
async function createAlone(request: CallbackRequest, me: string, needs: OnceNeeds): Promise<CreatedOnce> {
  const key = needs.chance.id();
  const sentBy = needs.clock.now().getTime() + needs.pace.createAfterClaim;
  const added = await addTask({ request: { ...request, key }, madeBy: me }, sentBy, needs);
  if (added.kind !== "added")
    throw new Unavailable("The task could not be made", { cause: added.cause, retryAfterSeconds: 5 });

  return { kind: "created", taskId: added.taskId, key };
}

class Ask {
  readonly #needs: OnceNeeds;
  readonly #me: string;
  readonly #key: string;
  readonly #once: boolean;
  readonly #request: CallbackRequest;
  readonly #delivery: string | undefined;
  readonly #patience: Patience;
  /** By this process's clock: when what a create relies on was last sent. */
  #lookedAt = 0;
  #lockedAt = 0;

  constructor(
    needs: OnceNeeds,
    me: string,
    key: string,
    once: boolean,
    request: CallbackRequest,
    delivery: string | undefined,
  ) {
    this.#needs = needs;
    this.#me = me;
    this.#key = key;
    this.#once = once;
    this.#request = { ...request, key };
    this.#delivery = delivery;
    this.#patience = new Patience(needs);
  }

  async run(moveTask: ReturnType<typeof makeMoveTask>): Promise<CreatedOnce> {
    const { pace } = this.#needs;
    let known = await this.#begin();

    for (;;) {
      const step = askStep(known, pace);
      switch (step.kind) {
        case "join":
          return this.#joined(step, known.claim);
        case "give-up":
          throw new Unavailable("The ledger cannot be asked", { retryAfterSeconds: 5 });
        case "wait":
          known = await this.#waited(known);
          break;
        case "fetch":
          known = await this.#fetched(known, step.taskId);
          break;
        case "look":
          known = { ...known, look: await this.#look(step.extent, known.claim) };
          break;
        case "take-over":
        case "hold":
          known = await this.#held(known, step.entry);
          break;
        case "mark":
          known = await this.#marked(known, step.task);
          break;
        case "move": {
          const moved = await moveTask({ task: step.task, me: this.#me, ask: this.#request });
          if (moved.kind === "moved") return { kind: "joined", taskId: moved.taskId, key: this.#key };
          known = { ...known, look: await this.#look(known.look.extent, known.claim) };
          break;
        }
        case "create": {
          if (this.#isDue(known)) return this.#create(known, step.after);
          known = await this.#renewed(known);
        }
      }
    }
  }

  async #begin(): Promise<AskKnown> {
    const [claim, look] = await Promise.all([this.#claim(), this.#lookForNewest()]);

    return {
      once: this.#once,
      me: this.#me,
      claim,
      look,
      ...(this.#delivery !== undefined && { delivery: this.#delivery }),
    };
  }

  async #claim(): Promise<Claimed> {
    this.#lockedAt = this.#now();
    const outcome = await this.#needs.ledger.claim(this.#key, { by: this.#me, busy: true });
    switch (outcome.kind) {
      case "claimed":
        return { kind: "mine", entry: outcome.entry };
      case "taken":
        return { kind: "theirs", entry: outcome.entry };
      case "away":
        return { kind: "away" };
    }
  }

  /** A first claim does not need the look: it finds what was made while the ledger was away. */
  #lookForNewest(): Promise<Look> {
    return this.#look("newest", undefined).catch((cause: unknown) => {
      this.#needs.log.warn("request.not-looked-for", {}, cause);

      return NOTHING_SEEN;
    });
  }

  /** Neither ledger nor queue to ask: a callback that is made twice beats one that is lost. */
  async #look(extent: Extent, claim: Claimed | undefined): Promise<Look> {
    this.#lookedAt = this.#now();
    try {
      return await this.#needs.tasks.look(tasksOf(this.#key, this.#request), extent);
    } catch (cause) {
      if (claim?.kind !== "away" || !(cause instanceof Unavailable)) throw cause;
      this.#needs.log.warn("request.not-looked-for", {}, cause);

      return { ...NOTHING_SEEN, extent };
    }
  }

  /** The ledger's entry tells when others have finished. What they made is looked for when patience ends. */
  async #waited(known: AskKnown): Promise<AskKnown> {
    await this.#patience.wait("The same request is being worked on");

    const read = await this.#needs.ledger.read(this.#key);
    const { noted: _, ...rest } = known;
    switch (read.kind) {
      case "away":
        return { ...rest, claim: { kind: "away" }, look: await this.#look("newest", known.claim) };
      case "none":
        return { ...rest, claim: await this.#claim(), look: await this.#look("newest", known.claim) };
      case "entry": {
        const isMine = known.claim.kind === "mine" && read.entry.version === known.claim.entry.version;
        const claim: Claimed = isMine ? known.claim : { kind: "theirs", entry: read.entry };
        const isOthersWork = claim.kind === "theirs" && claim.entry.busy && !this.#patience.isOver;

        return { ...rest, claim, ...(!isOthersWork && { look: await this.#look("newest", claim) }) };
      }
    }
  }

  async #fetched(known: AskKnown, taskId: string): Promise<AskKnown> {
    const reading = await this.#needs.tasks.find(taskId);

    return reading
      ? { ...known, noted: "in-look", look: withTask(known.look, reading.task) }
      : { ...known, noted: "gone" };
  }

  /** Makes an entry one's own that nobody works on, or whose maker died. What is noted there stays. */
  async #held(known: AskKnown, entry: StoredEntry): Promise<AskKnown> {
    this.#lockedAt = this.#now();
    const outcome = await this.#needs.ledger.write(
      this.#key,
      { ...contentOf(entry), by: this.#me, busy: true },
      entry.version,
    );
    switch (outcome.kind) {
      case "written": {
        const claim: Claimed = { kind: "mine", entry: outcome.entry, since: workSince(entry) };

        return { ...known, claim, look: await this.#look({ since: workSince(entry) }, claim) };
      }
      case "conflict":
        return this.#waited(known);
      case "away":
        return { ...known, claim: { kind: "away" } };
    }
  }

  /** Locks the open task that the contact was called for, so that one task follows it. */
  async #marked(known: AskKnown, head: CallbackTask): Promise<AskKnown> {
    this.#lockedAt = this.#now();
    const reading = await this.#needs.tasks.change(head.id, ({ task, at }) => {
      const seen = { ...known, look: { ...withTask(known.look, task), at } };
      const step = askStep(seen, this.#needs.pace);

      return step.kind === "mark" && step.task.id === head.id
        ? { mark: { id: this.#me, at, why: "ask" } }
        : undefined;
    });
    if (!reading) return { ...known, look: await this.#look(known.look.extent, known.claim) };

    return { ...known, look: { ...withTask(known.look, reading.task), at: reading.at } };
  }

  #isDue({ claim }: AskKnown): boolean {
    const { pace } = this.#needs;
    const isLocked = claim.kind !== "away";

    return (
      this.#now() - this.#lookedAt <= pace.createAfterLook &&
      (!isLocked || this.#now() - this.#lockedAt <= pace.createAfterClaim)
    );
  }

  async #create(known: AskKnown, after: string | undefined): Promise<CreatedOnce> {
    const { pace } = this.#needs;
    const sentBy = this.#lookedAt + pace.createAfterLook;
    const task = { request: this.#request, madeBy: this.#me, ...(after !== undefined && { after }) };
    const added = await addTask(task, sentBy, this.#needs).catch(async (cause: unknown) => {
      if (cause instanceof Rejected) await this.#release(known, after);
      throw cause;
    });
    switch (added.kind) {
      case "not-added":
        // Nothing was made, and nothing will be: whoever repeats the request need not wait for this try.
        await this.#release(known, after);
        throw new Unavailable("The task could not be made", { cause: added.cause, retryAfterSeconds: 5 });
      case "unknown":
        throw new Unavailable("Nobody knows whether the task was made", {
          cause: added.cause,
          retryAfterSeconds: 5,
        });
      case "added": {
        const { taskId, createdAt } = added;
        if (after !== undefined && this.#hasMarked(known, after)) await this.#noteOnHead(after, taskId);
        await this.#note(taskId, createdAt, known.claim);
        const kept = known.claim.kind === "away" ? await this.#tidied(taskId) : taskId;

        return { kind: kept === taskId ? "created" : "joined", taskId: kept, key: this.#key };
      }
    }
  }

  #hasMarked({ look }: AskKnown, taskId: string): boolean {
    return look.tasks.some(({ id, mark }) => id === taskId && mark?.id === this.#me);
  }

  /** Looks again, and takes the lock again, because a create may not rely on old ones. */
  async #renewed(known: AskKnown): Promise<AskKnown> {
    if (known.claim.kind === "mine" && known.claim.since === undefined) {
      const { entry } = known.claim;
      this.#lockedAt = this.#now();
      const [written, look] = await Promise.all([
        this.#needs.ledger.write(this.#key, { ...contentOf(entry), busy: true }, entry.version),
        this.#lookForNewest(),
      ]);

      return written.kind === "written"
        ? { ...known, look, claim: { kind: "mine", entry: written.entry } }
        : this.#waited({ ...known, look });
    }
    if (known.claim.kind === "mine") return this.#held(known, known.claim.entry);

    this.#lockedAt = this.#now();
    const head = known.look.tasks.find(({ mark }) => mark?.id === this.#me && mark.next === undefined);
    if (head) {
      await this.#needs.tasks.change(head.id, ({ task, at }) =>
        task.mark?.id === this.#me ? { mark: { ...task.mark, at } } : undefined,
      );
    }

    return { ...known, look: await this.#look(known.look.extent, known.claim) };
  }

  async #noteOnHead(head: string, next: string): Promise<void> {
    await this.#needs.tasks
      .change(head, ({ task: { mark } }) => (mark?.id === this.#me ? { mark: { ...mark, next } } : undefined))
      .catch((cause: unknown) => this.#needs.log.warn("task.next-not-noted", { taskId: head, next }, cause));
  }

  /** For what is made once for ever the note is waited for: it spares whoever repeats the request a search. */
  async #note(id: string, createdAt: Date, claim: Claimed): Promise<void> {
    const noted = noteTask(
      {
        ...(claim.kind === "mine" && { known: claim.entry }),
        key: this.#key,
        me: this.#me,
        task: { id, createdAt },
        ...(this.#delivery !== undefined && { delivery: this.#delivery }),
      },
      this.#needs,
    ).catch((cause: unknown) => this.#needs.log.warn("ledger.not-noted", { taskId: id }, cause));
    if (this.#once) await noted;
  }

  async #joined(
    { taskId, createdAt, isRepeat }: AskStep & { readonly kind: "join" },
    claim: Claimed,
  ): Promise<CreatedOnce> {
    const isNoted = claim.kind === "theirs" && claim.entry.taskId === taskId;
    if (createdAt && !isNoted) await this.#note(taskId, createdAt, claim);

    return { kind: isRepeat ? "repeated" : "joined", taskId, key: this.#key };
  }

  /** Two who could not ask the ledger may both have made a task: once every create is made, one of them goes. */
  async #tidied(taskId: string): Promise<string> {
    const { clock, pace, tasks, log } = this.#needs;
    await clock.pause(pace.createAfterLook);
    try {
      const look = await tasks.look(tasksOf(this.#key, this.#request), "newest");

      return (await retireSurplus(look, this.#me, this.#needs)).get(taskId) ?? taskId;
    } catch (cause) {
      log.warn("request.not-tidied", { taskId }, cause);

      return taskId;
    }
  }

  /** The queue refused the request for good: whoever corrects it need not wait for this try. */
  async #release({ claim }: AskKnown, after: string | undefined): Promise<void> {
    const { ledger, tasks } = this.#needs;
    if (claim.kind === "mine")
      await ledger.write(
        this.#key,
        { ...contentOf(claim.entry), by: this.#me, busy: false },
        claim.entry.version,
      );
    if (after !== undefined) {
      await tasks
        .change(after, ({ task: { mark } }) => (mark?.id === this.#me ? { mark: null } : undefined))
        .catch(() => undefined);
    }
  }

  #now(): number {
    return this.#needs.clock.now().getTime();
  }
}

const NOTHING_SEEN: Look = { tasks: [], at: new Date(0), extent: "newest" };

function contentOf({ version: _, writtenAt: __, readAt: ___, ...content }: StoredEntry) {
  return content;
}
