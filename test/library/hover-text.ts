import { join } from "node:path";
import ts from "typescript";

/** What an editor shows, beside its type, of each name where a program in that folder uses it first. */
export function hoverTextsIn(folder: string, program: string, names: readonly string[]): readonly string[] {
  const file = join(folder, "hover.mts");
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    types: [],
  };
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = path === file ? program : ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => path === file || ts.sys.fileExists(path),
    readFile: (path) => (path === file ? program : ts.sys.readFile(path)),
    directoryExists: ts.sys.directoryExists,
  });

  return names.map((name) => {
    const at = program.search(new RegExp(`\\b${name}\\b`));

    return ts.displayPartsToString(service.getQuickInfoAtPosition(file, at)?.documentation);
  });
}
