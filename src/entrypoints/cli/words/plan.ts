import type { PlannedChange } from "../../../application/setup/provision.ts";
import { type Difference, PRODUCT } from "../../../domain/setup/provisioning.ts";
import { columns } from "../columns.ts";

/** No command can do it, because only the deployer knows the number. */
export const LAST_STEP = `Last step: give the Studio flow "Callback (${PRODUCT})" a telephone number, or use its widgets in your own flow. Console: Phone Numbers, Manage, Active numbers.`;

const WORDS = {
  create: "make",
  update: "change",
  keep: "keep",
  edited: "edited",
  external: "yours",
} as const;

export function planText(changes: readonly PlannedChange[]): string {
  return columns(
    changes.map((each) => [`  ${WORDS[each.change.kind]}`, each.title, each.name, detailOf(each)]),
  );
}

function detailOf({ change }: PlannedChange): string {
  switch (change.kind) {
    case "create":
      return "";
    case "update":
      return `${change.id}: ${change.differences.join(", ")}`;
    case "keep":
      return change.id;
    case "edited":
      return `${change.id}: ${change.isOutdated ? "edited, and our template is newer" : "your edits stay"}`;
    case "external":
      return `${change.id}: used as it is`;
  }
}

/** More than this is read in Studio's editor. */
const MOST_DIFFERENCES = 12;

/** What somebody has edited: each place with what is there now and what would be there. */
export function editsText(changes: readonly PlannedChange[]): string {
  return changes
    .flatMap(({ title, name, change }) =>
      change.kind === "edited" ? [`${title} ${name} (${change.id})`, ...linesOf(change.differences)] : [],
    )
    .join("\n");
}

function linesOf(differences: readonly Difference[]): readonly string[] {
  const shown = differences
    .slice(0, MOST_DIFFERENCES)
    .flatMap(({ place, now, desired }) => [
      `  ${place}`,
      `    now:   ${textOf(now)}`,
      `    would: ${textOf(desired)}`,
    ]);
  const rest = differences.length - MOST_DIFFERENCES;

  return rest > 0 ? [...shown, `  and ${rest} more`] : shown;
}

function textOf(value: Difference["now"]): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
