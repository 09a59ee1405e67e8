import type { Clock } from "../../../ports/clock.ts";

/** Long enough for the browser to begin with the file. */
const KEPT_FOR_MS = 60_000;

/** Has the browser save a text as a file. */
export function saveFile(name: string, content: string, clock: Clock): void {
  const address = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  clock.after(KEPT_FOR_MS, () => URL.revokeObjectURL(address));
}
