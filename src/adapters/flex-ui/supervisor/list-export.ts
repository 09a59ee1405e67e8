import { type CsvCell, csvOf } from "../../../domain/supervisor/csv.ts";
import { stateOfRow } from "../../../domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import { KINDS, outcomeText, STATES } from "./list-words.ts";
import type { ViewServices } from "./view-services.ts";

const HEADS: readonly StringKey[] = [
  "ContactName",
  "ContactPhone",
  "NumberCalled",
  "ColumnKind",
  "Received",
  "ListState",
  "ColumnHeldUntil",
  "ColumnAttempts",
  "ColumnOutcome",
  "ColumnHolder",
  "ColumnPriority",
];

/** The rows as a file for spreadsheets: moments as ISO 8601, so that they sort. */
export function listAsCsv(
  rows: readonly CallbackRow[],
  { text, nameOf }: Pick<ViewServices, "text" | "nameOf">,
): string {
  return csvOf([HEADS.map((head) => text(head)), ...rows.map((row) => cellsOf(row, text, nameOf))]);
}

function cellsOf(row: CallbackRow, text: Text, nameOf: ViewServices["nameOf"]): readonly CsvCell[] {
  return [
    row.contactName,
    row.contact ?? text("NumberWithheld"),
    row.calledNumber,
    text(KINDS[row.kind]),
    row.receivedAt,
    text(STATES[stateOfRow(row)]),
    row.heldUntil,
    row.attemptsMade,
    outcomeText(row, text),
    row.holder && nameOf(row.holder.name),
    row.priority,
  ];
}

/** "callbacks-2026-03-02.csv" */
export function fileName(now: Date): string {
  return `callbacks-${now.toISOString().slice(0, 10)}.csv`;
}
