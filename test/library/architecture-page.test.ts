import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { drawnPage } from "../../scripts/draw-architecture.ts";
import { root } from "./examples.ts";

it("the picture in docs/architecture.md agrees with the code; npm run docs:architecture draws it again", async () => {
  const drawn = await drawnPage();

  expect(drawn).toContain("application --> domain");
  expect(drawn).toBe(readFileSync(join(root, "docs/architecture.md"), "utf8"));
}, 120_000);
