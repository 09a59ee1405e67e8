import { isFresh, type Pace } from "./pace.ts";

/** What the ledger keeps for a request. */
export interface LedgerEntry {
  /** Names the try, not the process, that wrote it last. */
  readonly by: string;
  /** That try is at work on the request. */
  readonly busy: boolean;
  /** The request's latest task, and when the queue made it. */
  readonly taskId?: string;
  readonly taskCreatedAt?: Date;
  /** When the work began that this try took over from one that died. Others may have taken it over before. */
  readonly since?: Date;
  /** Which delivery of the request made the task: the same delivery finds the same task, whatever became of it. */
  readonly delivery?: string;
  /** Of the entry about sweeps: how far they have come. */
  readonly until?: Date;
}

/** An entry as it was read. */
export interface StoredEntry extends LedgerEntry {
  /** For the next write, which is refused if somebody else wrote meanwhile. */
  readonly version: string;
  /** By the ledger's own clock. */
  readonly writtenAt: Date;
  readonly readAt: Date;
}

/** The entry without what only its reading tells. */
export function contentOf({ version: _, writtenAt: __, readAt: ___, ...content }: StoredEntry): LedgerEntry {
  return content;
}

export function isBusy({ busy, writtenAt, readAt }: StoredEntry, pace: Pace): boolean {
  return busy && isFresh(writtenAt, readAt, pace);
}

export interface NotedTask {
  readonly id: string;
  readonly createdAt: Date;
  /** The try that made it. */
  readonly madeBy?: string;
}

/**
 * Whether this try may note the task. Its own entry it may write. Others' entries only go forwards, to a task that is
 * no older, and never while somebody is at work who has not made this very task: if they died over the note, nobody
 * would know of the task once it has left the queue.
 *
 * @param insteadOf a task that was taken away because the noted one stays
 */
export function mayNote(
  entry: StoredEntry,
  me: string,
  task: NotedTask,
  pace: Pace,
  insteadOf?: string,
): boolean {
  if (entry.by === me) return true;
  if (isBusy(entry, pace)) return entry.by === task.madeBy;
  if (entry.taskId === undefined || entry.taskId === insteadOf) return true;

  return (entry.taskCreatedAt ?? entry.writtenAt) <= task.createdAt;
}
