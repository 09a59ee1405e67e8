import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** For programs that tests start with tsx: they use the built package. */
export const ON_THE_BUILT_PACKAGE = { TSX_TSCONFIG_PATH: join(root, "test/library/tsconfig.json") };

export function linesOf(file: string): number {
  return readFileSync(join(root, file), "utf8").trimEnd().split("\n").length;
}
