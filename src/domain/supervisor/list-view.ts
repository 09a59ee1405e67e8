import { ATTEMPT_OUTCOMES } from "../retry/attempt.ts";
import type { CallbackRow } from "./listed-task.ts";

/** What a supervisor calls the state of a request. */
export const ROW_STATES = ["waiting", "held", "offered", "with-agent"] as const;
export type RowState = (typeof ROW_STATES)[number];

/** By what the list can be sorted. */
export const SORT_COLUMNS = [
  "contact",
  "kind",
  "receivedAt",
  "state",
  "attempts",
  "holder",
  "priority",
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface ListOrder {
  readonly column: SortColumn;
  readonly direction: "ascending" | "descending";
}

/** Whoever waits longest is first. */
export const FIRST_ORDER: ListOrder = { column: "receivedAt", direction: "ascending" };

export interface ListFilter {
  readonly text: string;
  /** Absent: all. */
  readonly state?: RowState;
}

export function stateOfRow({ state, heldUntil }: CallbackRow): RowState {
  switch (state) {
    case "offered":
      return "offered";
    case "assigned":
    case "wrap-up":
      return "with-agent";
    default:
      return heldUntil ? "held" : "waiting";
  }
}

/** When the first of those asked whom no agent has. `undefined`: nobody waits. */
export function longestWait(rows: readonly CallbackRow[]): Date | undefined {
  const moments = rows.filter(({ holder }) => !holder).map(momentOf);
  const first = Math.min(...moments);

  return first < Number.MAX_SAFE_INTEGER ? new Date(first) : undefined;
}

/** Nobody can cancel or move a request that an agent has, or is being offered. */
export function mayBeMoved(row: CallbackRow): boolean {
  return row.state === "waiting";
}

/** The order after a click on this column's head: the other way round if it is the one already. */
export function orderAfterClick(before: ListOrder, column: SortColumn): ListOrder {
  if (before.column === column)
    return { column, direction: before.direction === "ascending" ? "descending" : "ascending" };

  return { column, direction: BIGGEST_FIRST.includes(column) ? "descending" : "ascending" };
}

const BIGGEST_FIRST: readonly SortColumn[] = ["attempts", "priority"];

/** Rows that lack what they are sorted by come last, whichever the direction; equals stand by how long they wait. */
export function sorted(
  rows: readonly CallbackRow[],
  { column, direction }: ListOrder,
  locale?: string,
): readonly CallbackRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const words = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const compare = (one: SortValue, other: SortValue): number => {
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined);

    return (
      sign *
      (typeof one === "number" && typeof other === "number"
        ? one - other
        : words.compare(String(one), String(other)))
    );
  };

  return [...rows].sort((one, other) => {
    const first = valuesOf(one, column);
    const second = valuesOf(other, column);
    for (const [index, value] of first.entries()) {
      const difference = compare(value, second[index]);
      if (difference !== 0) return difference;
    }

    return momentOf(one) - momentOf(other) || (one.taskId < other.taskId ? -1 : 1);
  });
}

type SortValue = string | number | undefined;

function valuesOf(row: CallbackRow, column: SortColumn): readonly SortValue[] {
  switch (column) {
    case "contact":
      return [row.contactName ?? row.contact];
    case "kind":
      return [row.kind];
    case "receivedAt":
      return [momentOf(row)];
    case "state":
      return [ROW_STATES.indexOf(stateOfRow(row)), row.heldUntil?.getTime()];
    case "attempts":
      return [row.attemptsMade, row.lastOutcome && ATTEMPT_OUTCOMES.indexOf(row.lastOutcome)];
    case "holder":
      return [row.holder?.name];
    case "priority":
      return [row.priority];
  }
}

/** A row whose moment is not known counts as new. */
function momentOf({ receivedAt }: CallbackRow): number {
  const moment = receivedAt.getTime();

  return Number.isNaN(moment) ? Number.MAX_SAFE_INTEGER : moment;
}

/** Every word of the text must stand somewhere in the row: in a name, a number, an agent's name. */
export function filtered(rows: readonly CallbackRow[], { text, state }: ListFilter): readonly CallbackRow[] {
  const words = text.toLocaleLowerCase().split(/\s+/);

  return rows.filter((row) => {
    if (state !== undefined && stateOfRow(row) !== state) return false;
    const searched = searchedText(row);

    return words.every((word) => searched.includes(word) || hasDigits(searched, word));
  });
}

function searchedText({ contactName, contact, calledNumber, holder, taskId }: CallbackRow): string {
  return [contactName, contact, calledNumber, holder?.name, taskId].join("\n").toLocaleLowerCase();
}

/** A number is found however it is written: "555-0123" in "+14155550123". */
function hasDigits(searched: string, word: string): boolean {
  const digits = word.replace(/[-().+/]/g, "");

  return digits.length >= 3 && /^\d+$/.test(digits) && searched.includes(digits);
}
