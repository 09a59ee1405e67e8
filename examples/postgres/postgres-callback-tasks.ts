// The queue of callbacks in a PostgreSQL table, for contact centres whose agents do not work in Flex.
import type { CallbackRequest, CallbackTask, CallbackTasks, RequeueMark } from "flex-callback-voicemail";
import { fitToBudget, Rejected, TooLarge, Unavailable } from "flex-callback-voicemail";

/** A `Pool` or `Client` of `pg`, or anything else with such a `query`. */
export interface Database {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export const SCHEMA = `
  create table if not exists callback_tasks (
    id text primary key,
    state text not null default 'waiting',
    holders text[] not null default '{}',
    request jsonb, -- null: work of another kind
    requeued jsonb,
    last_change text not null default ''
  );
  create index if not exists callback_tasks_by_mark on callback_tasks ((request->>'mark'));
`;

/** A row of the table. JSON has no dates, so the dates of a row are still text. */
type TaskRow = Omit<CallbackTask, "requeued"> & { requeued: RequeueMark | null; last_change: string };

/** Every statement is safe to repeat, so a lost answer does no harm. */
export class PostgresCallbackTasks implements CallbackTasks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(request: CallbackRequest): Promise<string> {
    // In the form of TaskRouter's SIDs, which the functions ask for.
    const id = `WT${crypto.randomUUID().replaceAll("-", "")}`;
    const insert = "insert into callback_tasks (id, request) values ($1, $2) on conflict (id) do nothing";
    await this.#ask(insert, [id, JSON.stringify(fitted(request))]);

    return id;
  }

  async find(id: string): Promise<CallbackTask | undefined> {
    const [row] = await this.#rows("id = $1", id);

    return row && taskOf(row);
  }

  async findByMark(mark: string): Promise<readonly CallbackTask[]> {
    const rows = await this.#rows(`request->>'mark' = $1 and ${OPEN}`, mark);

    return rows.map(taskOf);
  }

  async findByRecording(recordingId: string): Promise<CallbackTask | undefined> {
    const [row] = await this.#rows(`request->'voicemail'->>'recordingId' = $1 and ${OPEN}`, recordingId);

    return row && taskOf(row);
  }

  async holders(id: string): Promise<readonly string[]> {
    const select = "select holders from callback_tasks where id = $1";
    const [row] = await this.#ask<{ holders: string[] }>(select, [id]);

    return row?.holders ?? [];
  }

  async change(...[id, edit]: Parameters<CallbackTasks["change"]>): Promise<CallbackTask | undefined> {
    for (;;) {
      const [row] = await this.#rows("id = $1", id);
      const task = row && taskOf(row);
      const change = task && edit(task);
      if (!change) return task;

      const { request, requeued } = { ...task, ...change };
      const stored = [JSON.stringify(fitted(request, requeued)), requeued ? JSON.stringify(requeued) : null];
      const update = `update callback_tasks set request = $1, requeued = $2, last_change = $3
        where id = $4 and last_change in ($5, $3) returning id`;
      const changed = await this.#ask(update, [...stored, crypto.randomUUID(), id, row?.last_change]);
      if (changed.length > 0) return this.find(id);
    }
  }

  async complete(id: string, _reason: string): Promise<void> {
    const update = `update callback_tasks
      set state = case when state in ('assigned', 'wrap-up') then 'completed' else 'canceled' end
      where id = $1 and request is not null and ${OPEN}`;
    await this.#ask(update, [id]);
  }

  /** The rows that match the condition, the latest attempt first. */
  #rows(where: string, ...values: unknown[]): Promise<TaskRow[]> {
    const select = `select * from callback_tasks where request is not null and ${where}
      order by (request->>'attemptsMade')::int desc`;

    return this.#ask<TaskRow>(select, values);
  }

  async #ask<Row>(text: string, values: unknown[], triesLeft = 1): Promise<Row[]> {
    try {
      return (await this.#database.query<Row>(text, values)).rows;
    } catch (cause) {
      if (wasUnderstood(cause)) throw new Rejected("The database refused the statement", { cause });
      if (triesLeft === 0) throw new Unavailable("The database does not answer", { cause });
      return this.#ask(text, values, triesLeft - 1);
    }
  }
}

const OPEN = "state not in ('completed', 'canceled')";

/**
 * Whether the server understood the statement and refused it. SQLSTATE classes 08, 53 and 57 mean that it is out of reach,
 * out of resources, or going down. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function wasUnderstood(error: unknown): boolean {
  const { code } = error as { code?: unknown };

  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57)/.test(code);
}

function fitted(request: CallbackRequest, requeued?: RequeueMark): CallbackRequest {
  const result = fitToBudget(request, (candidate) =>
    Buffer.byteLength(JSON.stringify({ candidate, requeued })),
  );
  if (result.kind === "too-large") throw new TooLarge("The request is too large for a task");

  return result.request;
}

function taskOf(row: TaskRow): CallbackTask {
  const { id, state, request, requeued } = row;
  const { queuedSince } = request.routing;

  return {
    id,
    state,
    request: {
      ...request,
      receivedAt: new Date(request.receivedAt),
      attempts: request.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
      ...(request.end && { end: { ...request.end, at: new Date(request.end.at) } }),
      routing: { ...request.routing, ...(queuedSince && { queuedSince: new Date(queuedSince) }) },
    },
    ...(requeued && { requeued: { ...requeued, at: new Date(requeued.at) } }),
  };
}
