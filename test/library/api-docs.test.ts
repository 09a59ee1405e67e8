import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { buildApiDocs } from "../../scripts/build-api-docs.ts";

it("The reference of every entry point is made from the comments, without a link or a type that leads nowhere", async () => {
  const folder = mkdtempSync(join(tmpdir(), "api-docs-"));

  expect(await buildApiDocs(folder)).toStrictEqual([]);
  for (const page of ["src", "src/entrypoints/library/twilio", "test/testing"]) {
    expect(existsSync(join(folder, page, "README.md")), page).toBe(true);
  }
  expect(readFileSync(join(folder, "src/interfaces/CallbackTasks.md"), "utf8")).toContain(
    "Puts the request to the agents",
  );
  rmSync(folder, { recursive: true });
}, 300_000);
