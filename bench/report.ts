/** One line of the table. Only a line with `measured` has a target. */
export interface Row {
  readonly what: string;
  readonly bare?: string;
  readonly ours: string;
  /** The value that must not exceed `most`. */
  readonly measured?: { readonly value: number; readonly most: number; readonly unit: string };
}

export function passes({ measured }: Row): boolean {
  return measured === undefined || measured.value <= measured.most;
}

const HEAD = ["", "bare handler", "ours", "measured", "target", ""];

export function tableOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;

  return [line(HEAD), rule, ...rows.map((row) => line(cellsOf(row)))].join("\n");
}

function cellsOf(row: Row): readonly string[] {
  const { what, bare = "", ours, measured } = row;
  if (!measured) return [what, bare, ours, "", "", ""];
  const { value, most, unit } = measured;

  return [what, bare, ours, `${rounded(value)} ${unit}`, `≤ ${most} ${unit}`, passes(row) ? "pass" : "FAIL"];
}

function rounded(value: number): string {
  return String(Number(value.toFixed(2)));
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

export function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
