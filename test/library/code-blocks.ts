import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { root } from "./examples.ts";

export interface CodeBlock {
  readonly page: string;
  /** What stands behind the opening fence: the language, and perhaps the name of a file. */
  readonly language: string;
  /** Unique among all blocks. */
  readonly file: string;
  readonly code: string;
}

export const PAGES: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md"].filter((file) =>
    existsSync(join(root, file)),
  ),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];

function textOf(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

/** Every fenced block of a page, in order. */
export function blocksOf(page: string): readonly CodeBlock[] {
  const fences = [...textOf(page).matchAll(/^```(\w+)?(?: (\S+))?\n(.*?)^```$/gms)];

  return fences.map(([, language = "", name, code = ""], index) => ({
    page,
    language,
    file: name ?? `${basename(page, ".md")}-${index + 1}.${language}`,
    code,
  }));
}

export function isProgram({ language }: CodeBlock): boolean {
  return ["ts", "tsx"].includes(language);
}

/** The commands of a block, one a line, without what is only said about them. */
export function commandsOf(code: string): readonly string[] {
  return code
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Targets of the page's links into this repository, as paths from its root. */
export function linksOf(page: string): readonly string[] {
  const prose = textOf(page).replace(/^```.*?^```$/gms, "");

  return [...prose.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = ""]) =>
    relative(root, join(root, page, "..", target)),
  );
}
