import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { DeployNotes } from "../../ports/setup/deploy-notes.ts";

/**
 * Notes in a file. Every note is written at once, because the next step may be interrupted. Notes only save time: a
 * file that cannot be read counts as empty, and one that cannot be written stops nobody.
 */
export class DeployNotesFile implements DeployNotes {
  readonly #path: string;
  #notes: Map<string, string> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  read(key: string): string | undefined {
    return this.#known().get(key);
  }

  write(key: string, value: string): void {
    this.#known().set(key, value);
    unlessImpossible(() => {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(this.#path, JSON.stringify(Object.fromEntries(this.#known()), null, 2));
    });
  }

  clear(): void {
    this.#known().clear();
    unlessImpossible(() => rmSync(this.#path, { force: true }));
  }

  #known(): Map<string, string> {
    this.#notes ??= new Map(Object.entries(notesIn(this.#path)));

    return this.#notes;
  }
}

function notesIn(path: string): Readonly<Record<string, string>> {
  try {
    return Object(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}

/** A read-only folder or a full disk. */
function unlessImpossible(write: () => void): void {
  try {
    write();
  } catch {
    // The next deployment uploads again.
  }
}
