import type { Case, ExpectedAnswer } from "./cases/case.ts";

/** A line of the table: what all kinds of cases have in common. */
export interface TableRow extends Pick<Case, "what" | "note"> {
  readonly answer: ExpectedAnswer;
  readonly tasks: number;
}

export interface TableSection {
  readonly title: string;
  readonly rows: readonly TableRow[];
}

export function tableOf({ title, rows }: TableSection): string {
  const lines = rows.map(({ what, answer, tasks, note = "" }) => [
    what,
    answerText(answer),
    String(tasks),
    note,
  ]);
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;

  return [`## ${title}`, "", line(HEAD), "|---|---|---|---|", ...lines.map(line)].join("\n");
}

const HEAD = ["What", "Answer", "Tasks", ""];

function answerText({ status, code, fields, retryAfter }: ExpectedAnswer): string {
  const named = fields && fields.length > 0 ? `: ${fields.map((field) => `\`${field}\``).join(", ")}` : "";

  return `${status}${code === undefined ? "" : ` ${code}`}${named}${retryAfter ? ", `Retry-After`" : ""}`;
}

/** What would end a cell, or a line. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
