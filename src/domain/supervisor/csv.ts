/** A cell of a table: a moment is written as ISO 8601, what is not known as an empty cell. */
export type CsvCell = string | number | Date | undefined;

/** The table as RFC 4180 writes it, with a byte order mark, without which Excel misreads names with accents. */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("")}`;
}

function cellText(cell: CsvCell): string {
  const text = neutralised(plainText(cell));

  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function plainText(cell: CsvCell): string {
  if (!(cell instanceof Date)) return cell === undefined ? "" : String(cell);

  return Number.isNaN(cell.getTime()) ? "" : cell.toISOString();
}

/**
 * A spreadsheet takes a cell for a formula that begins so, and a formula can send the whole sheet elsewhere. Callers choose
 * their names. https://owasp.org/www-community/attacks/CSV_Injection
 */
function neutralised(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}
