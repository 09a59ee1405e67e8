import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DeployNotes } from "../../application/setup/deploy-files.ts";

/** Notes in a file, which is written at every note: the next line may be the one that is interrupted. */
export class DeployNotesFile implements DeployNotes {
  private notes: Readonly<Record<string, string>> | undefined;

  constructor(private readonly path: string) {}

  read(key: string): string | undefined {
    this.notes ??= notesIn(this.path);

    return this.notes[key];
  }

  write(key: string, value: string): void {
    this.notes = { ...(this.notes ?? notesIn(this.path)), [key]: value };
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, JSON.stringify(this.notes, null, 2));
  }

  clear(): void {
    this.notes = {};
    rmSync(this.path, { force: true });
  }
}

/** Notes that cannot be read are no notes: then everything is uploaded. */
function notesIn(path: string): Readonly<Record<string, string>> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}
