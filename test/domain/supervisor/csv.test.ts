import { describe, expect, it } from "vitest";
import { type CsvCell, csvOf } from "../../../src/domain/supervisor/csv.ts";

const lineOf = (...cells: readonly CsvCell[]) => csvOf([cells]).slice(1, -2);

describe("a cell of the exported list", () => {
  it.each<[string, CsvCell, string]>([
    ["a plain text", "Jane Doe", "Jane Doe"],
    ["nothing", undefined, ""],
    ["an empty text", "", ""],
    ["a number", 50, "50"],
    ["zero", 0, "0"],
    ["a moment", new Date("2026-03-02T09:30:00.000Z"), "2026-03-02T09:30:00.000Z"],
    ["a moment that is not known", new Date(Number.NaN), ""],
    ["a comma", "Doe, Jane", '"Doe, Jane"'],
    ["quotes", 'Jane "JD" Doe', '"Jane ""JD"" Doe"'],
    ["two lines", "Jane\nDoe", '"Jane\nDoe"'],
    ["a formula", "=1+1", "'=1+1"],
    [
      "a formula with quotes",
      '=HYPERLINK("http://a.example","x")',
      `"'=HYPERLINK(""http://a.example"",""x"")"`,
    ],
    ["a telephone number", "+14155550123", "'+14155550123"],
    ["a minus", "-2+3", "'-2+3"],
    ["a number below zero", -5, "'-5"],
    ["an at sign", "@SUM(A1)", "'@SUM(A1)"],
    ["a tab", "\t=1+1", "'\t=1+1"],
    ["a carriage return", "\r=1+1", `"'\r=1+1"`],
    ["a line feed", "\n=1+1", `"'\n=1+1"`],
    ["an equals sign of full width", "＝1+1", "'＝1+1"],
    ["a formula's sign that does not begin the cell", "a=1", "a=1"],
    ["an apostrophe", "'tis", "'tis"],
  ])("%s", (_, cell, written) => {
    expect(lineOf(cell)).toBe(written);
  });
});

describe("the exported list", () => {
  it("has a byte order mark, and ends each line as RFC 4180 says", () => {
    expect(
      csvOf([
        ["Contact", "Priority"],
        ["Jane", 0],
      ]),
    ).toBe("\uFEFFContact,Priority\r\nJane,0\r\n");
  });
});
