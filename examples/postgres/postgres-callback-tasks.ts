// The queue of callbacks in a PostgreSQL table, for contact centres whose agents do not work in Flex.
import type { CallbackRequest, CallbackTask, CallbackTasks } from "flex-callback-voicemail";
import { changedTask, fitToBudget, Rejected, TooLarge, Unavailable } from "flex-callback-voicemail";

/** A `Pool` or `Client` of `pg`, or anything else with such a `query`. */
export interface Database {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

export const SCHEMA = `
  create table if not exists callback_tasks (
    id text primary key,
    state text not null default 'waiting',
    holders text[] not null default '{}',
    created_at timestamptz not null default now(),
    callback jsonb, -- the request, and whose mark is on the task; null: work of another kind
    revision text not null default ''
  );
  create index if not exists callback_tasks_by_key on callback_tasks ((callback->'request'->>'key'));
`;

type Asked<Method extends keyof CallbackTasks> = Parameters<CallbackTasks[Method]>;
type Answer<Method extends keyof CallbackTasks> = ReturnType<CallbackTasks[Method]>;
type Callback = Omit<CallbackTask, "id" | "state" | "createdAt">;

/** A row of the table, and the database's own time. JSON has no dates, so the dates of a callback are still text. */
export interface TaskRow extends Pick<CallbackTask, "id" | "state"> {
  readonly created_at: Date;
  readonly callback: Callback;
  readonly revision: string;
  readonly holders: readonly string[];
  readonly at: Date;
}

/** Every statement is safe to repeat, so a lost answer does no harm. */
export class PostgresCallbackTasks implements CallbackTasks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(...[callback]: Asked<"add">): Answer<"add"> {
    // In the form of TaskRouter's SIDs, which the functions ask for.
    const id = `WT${crypto.randomUUID().replaceAll("-", "")}`;
    const insert = `insert into callback_tasks (id, callback) values ($1, $2) on conflict (id) do update set id = $1
      returning created_at`;
    try {
      const [row] = await this.#ask<{ created_at: Date }>(insert, [id, JSON.stringify(fitted(callback))]);

      return { kind: "added", taskId: id, createdAt: new Date(row?.created_at ?? Number.NaN) };
    } catch (cause) {
      if (!(cause instanceof Unavailable)) throw cause;
      return { kind: "unknown", mayStillHappen: true, cause };
    }
  }

  async find(id: string): Answer<"find"> {
    const [row] = await this.#rows("id = $1", id);

    return row && { task: taskOf(row), revision: row.revision, at: new Date(row.at) };
  }

  async look(...[sought, extent]: Asked<"look">): Answer<"look"> {
    const rows = await this.#rows(...whereIs(sought));
    const [now] = await this.#ask<{ at: Date }>("select now() as at", []);

    return { tasks: rows.map(taskOf), at: new Date(now?.at ?? Number.NaN), extent };
  }

  async holders(id: string): Promise<readonly string[]> {
    return (await this.#rows("id = $1", id))[0]?.holders ?? [];
  }

  async change(...[id, edit]: Asked<"change">): Answer<"change"> {
    for (;;) {
      const reading = await this.find(id);
      const change = reading && edit(reading);
      if (!change) return reading;

      const { id: _, state: __, createdAt: ___, ...callback } = changedTask(reading.task, change);
      const update = `update callback_tasks set callback = $1, revision = $2
        where id = $3 and revision in ($4, $2) returning id`;
      const values = [JSON.stringify(fitted(callback)), crypto.randomUUID(), id, reading.revision];
      if ((await this.#ask(update, values)).length > 0) return this.find(id);
    }
  }

  async end(...[id, , revision, evenOffered]: Asked<"end">): Promise<"ended" | "refused"> {
    const update = `update callback_tasks
      set state = case when state in ('assigned', 'wrap-up') then 'completed' else 'canceled' end
      where id = $1 and callback is not null and ${OPEN}
        and ($2::text is null or (revision = $2 and state = any($3))) returning id`;
    const endable = evenOffered ? ["waiting", "offered"] : ["waiting"];
    const ended = await this.#ask(update, [id, revision ?? null, endable]);
    const left = ended.length > 0 ? [] : await this.#rows(`id = $1 and ${OPEN}`, id);

    return left.length > 0 ? "refused" : "ended";
  }

  #rows(where: string, value: string): Promise<TaskRow[]> {
    return this.#ask<TaskRow>(`${CALLBACKS} and ${where}`, [value]);
  }

  async #ask<Row>(text: string, values: unknown[], triesLeft = 1): Promise<Row[]> {
    try {
      return (await this.#database.query<Row>(text, values)).rows;
    } catch (cause) {
      if (wasUnderstood(Object(cause))) throw new Rejected("The database refused the statement", { cause });
      if (triesLeft === 0) throw new Unavailable("The database does not answer", { cause });
      return this.#ask(text, values, triesLeft - 1);
    }
  }
}

const CALLBACKS = "select *, now() as at from callback_tasks where callback is not null";
const OPEN = "state not in ('completed', 'canceled')";

/**
 * Whether the server understood the statement and refused it. SQLSTATE classes 08, 53 and 57 mean that it is out of reach,
 * out of resources, or going down. https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
function wasUnderstood({ code }: { code?: unknown }): boolean {
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57)/.test(code);
}

function fitted<Kept extends { readonly request: CallbackRequest }>(callback: Kept): Kept {
  const result = fitToBudget(callback.request, (request) =>
    Buffer.byteLength(JSON.stringify({ ...callback, request })),
  );
  if (result.kind === "too-large") throw new TooLarge("The request is too large for a task");

  return { ...callback, request: result.request };
}

export function taskOf({ id, state, created_at, callback }: TaskRow): CallbackTask {
  const read = JSON.parse(JSON.stringify(callback), (name, value) =>
    /^(at|[a-z]+At|queuedSince)$/.test(name) && typeof value === "string" ? new Date(value) : value,
  ) as Callback;

  return { id, state, createdAt: new Date(created_at), ...read };
}

function whereIs(sought: Asked<"look">[0]): [where: string, value: string] {
  if ("key" in sought) return ["callback->'request'->>'key' = $1", sought.key];
  if ("heldBy" in sought) return ["state in ('assigned', 'wrap-up') and $1 = any (holders)", sought.heldBy];

  return ["callback->'request'->'voicemail'->>'recordingId' = $1", sought.recordingId];
}
