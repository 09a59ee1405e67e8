// The open callbacks of the PostgreSQL table, page by page, for people who look after the queue.
import { type CallbackList, type CallbackPage, type ListedTask, Unavailable } from "flex-callback-voicemail";
import { type Database, type TaskRow, taskOf } from "./postgres-callback-tasks.ts";

/** `moment`: when it was made, as text, because a `Date` would lose its microseconds. */
type Listed = TaskRow & { readonly moment: string };

/** Behind which task a page begins. */
type Cursor = readonly [moment: string, id: string];

/** The oldest first. Whatever ends or is added meanwhile, a page begins behind the last task of the one before. */
export class PostgresCallbackList implements CallbackList {
  readonly #database: Database;
  readonly #pageSize: number;

  constructor(database: Database, pageSize = 100) {
    this.#database = database;
    this.#pageSize = pageSize;
  }

  async page(cursor?: string): Promise<CallbackPage> {
    const from = cursor === undefined ? (["-infinity", ""] as const) : readCursor(cursor);
    if (!from) return { kind: "unknown-cursor" };

    const rows = await this.#ask<Listed>(OPEN, [...from, this.#pageSize + 1]);
    const [now] = await this.#ask<{ at: Date }>("select now() as at", []);
    const page = rows.slice(0, this.#pageSize);
    const last = page.at(-1);

    return {
      kind: "page",
      callbacks: page.map(listed),
      at: new Date(now?.at ?? Number.NaN),
      ...(last && page.length < rows.length && { next: written([last.moment, last.id]) }),
    };
  }

  async #ask<Row>(text: string, values: unknown[]): Promise<Row[]> {
    try {
      return (await this.#database.query<Row>(text, values)).rows;
    } catch (cause) {
      throw new Unavailable("The database does not answer", { cause });
    }
  }
}

const OPEN = `select *, created_at::text as moment from callback_tasks
  where callback is not null and state not in ('completed', 'canceled')
    and (created_at, id) > ($1::timestamptz, $2)
  order by created_at, id limit $3`;

function listed(row: Listed): ListedTask {
  const [workerId] = ["assigned", "wrap-up"].includes(row.state) ? row.holders : [];

  return { task: taskOf(row), ...(workerId !== undefined && { holder: { workerId, name: workerId } }) };
}

function written(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** `undefined`: it comes from elsewhere. */
function readCursor(text: string): Cursor | undefined {
  try {
    const [moment, id] = JSON.parse(Buffer.from(text, "base64url").toString());

    return typeof id === "string" && /^\d{4}-\d{2}-\d{2} [\d:.+-]+$/.test(moment) ? [moment, id] : undefined;
  } catch {
    return undefined;
  }
}
