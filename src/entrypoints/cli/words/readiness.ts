import { type Examined, type Finding, isReady } from "../../../domain/setup/readiness.ts";
import { wordsFor, wordsForNote } from "./problems.ts";

export function readinessAsText(examined: readonly Examined[]): string {
  const lines = examined.flatMap(({ point, finding }) => linesOf(point, finding));

  return [...lines, "", isReady(examined) ? "The account is ready." : "The account is not ready yet."].join(
    "\n",
  );
}

/** For programs: each finding with its code and its words. */
export function readinessAsJson(examined: readonly Examined[]): string {
  const points = examined.map(({ point, finding }) => ({ point, finding: withWords(finding) }));

  return JSON.stringify({ ready: isReady(examined), examined: points }, null, 2);
}

function withWords(finding: Finding): object {
  switch (finding.kind) {
    case "ready":
      return { kind: finding.kind, ...(detailOf(finding) && { detail: detailOf(finding) }) };
    case "advice":
    case "fault":
      return { kind: finding.kind, code: finding.problem.code, ...wordsFor(finding.problem) };
    case "unknown":
    case "skipped":
      return finding;
  }
}

function linesOf(point: string, finding: Finding): readonly string[] {
  switch (finding.kind) {
    case "ready":
      return [`ready    ${point}${detailOf(finding) ? `: ${detailOf(finding)}` : ""}`];
    case "advice":
    case "fault": {
      const { problem, remedy } = wordsFor(finding.problem);
      const word = finding.kind === "fault" ? "FAULT " : "advice";
      return [`${word}   ${point}: ${problem}`, `         ${remedy}`];
    }
    case "skipped":
      return [`unknown  ${point}: not examined, see ${finding.because}`];
    case "unknown":
      return [`unknown  ${point}: ${finding.reason}. Try again later`];
  }
}

function detailOf({ found, note }: Extract<Finding, { readonly kind: "ready" }>): string {
  return [found, note && wordsForNote(note)].filter(Boolean).join(": ");
}
