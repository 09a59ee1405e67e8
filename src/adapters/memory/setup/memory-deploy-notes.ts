import type { DeployNotes } from "../../../ports/setup/deploy-notes.ts";

/** `DeployNotes` in memory. They live as long as the map that has them. */
export class MemoryDeployNotes implements DeployNotes {
  readonly #notes: Map<string, string>;

  constructor(notes: Map<string, string> = new Map()) {
    this.#notes = notes;
  }

  read(key: string): string | undefined {
    return this.#notes.get(key);
  }

  write(key: string, value: string): void {
    this.#notes.set(key, value);
  }

  clear(): void {
    this.#notes.clear();
  }
}
