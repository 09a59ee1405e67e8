import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { root } from "./examples.ts";

const ENTRY_POINTS = {
  ".": "src/index.ts",
  "./lifetime": "src/entrypoints/library/lifetime.ts",
  "./memory": "src/entrypoints/library/memory.ts",
  "./twilio": "src/entrypoints/library/twilio.ts",
  "./functions": "src/entrypoints/library/functions.ts",
  "./flex": "src/entrypoints/library/flex.ts",
  "./local": "local/start-twilio.ts",
  "./testing": "test/testing.ts",
};

describe("The package", () => {
  it("exports these names, each on purpose: public-names.txt is the list, and a change of it is a change for users", async () => {
    const lists = Object.entries(ENTRY_POINTS).map(([entry, file]) => {
      const names = exportedBy(file);
      return `${entry} (${names.length})\n${names.map((name) => `  ${name}`).join("\n")}\n`;
    });

    await expect(lists.join("\n")).toMatchFileSnapshot("public-names.txt");
  });

  it.each(Object.values(ENTRY_POINTS))("names what it exports in %s, one by one", (file) => {
    expect(
      statementsOf(file).filter((one) => ts.isExportDeclaration(one) && !one.exportClause),
    ).toStrictEqual([]);
  });
});

function exportedBy(file: string): readonly string[] {
  return statementsOf(file)
    .flatMap((statement) => {
      if (
        ts.isExportDeclaration(statement) &&
        statement.exportClause &&
        ts.isNamedExports(statement.exportClause)
      )
        return statement.exportClause.elements.map(({ name }) => name.text);
      return isExportedDeclaration(statement) ? [statement.name.text] : [];
    })
    .sort();
}

function isExportedDeclaration(
  statement: ts.Statement,
): statement is ts.Statement & { readonly name: ts.Identifier } {
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isInterfaceDeclaration(statement);

  return (
    isNamed &&
    statement.name !== undefined &&
    statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

function statementsOf(file: string): readonly ts.Statement[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest);

  return [...source.statements];
}
