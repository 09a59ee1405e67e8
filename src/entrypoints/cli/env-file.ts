import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { parseEnv } from "node:util";
import { EXIT } from "./exit-codes.ts";
import { Failure } from "./failure.ts";
import { wordsForFailure } from "./words/failures.ts";

type Variables = Readonly<Record<string, string>>;

/** Only its owner may read it, because it holds credentials. */
const MODE = 0o600;

/** A `.env` file. Everything else in it stays, remarks and order included. */
export class EnvFile {
  constructor(readonly path: string) {}

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** @throws {Failure} when there is something at that place that cannot be read */
  read(): Readonly<Record<string, string | undefined>> {
    return parseEnv(this.#text());
  }

  /**
   * Makes sure that `set` will work, without changing anything.
   *
   * @throws {Failure} when it will not
   */
  checkWritable(): void {
    const existed = this.exists;
    try {
      closeSync(openSync(this.path, "a", MODE));
      if (!existed) rmSync(this.path);
    } catch (cause) {
      throw unusable(this.path, "written", cause);
    }
  }

  /** Sets what differs. Returns the names of what it set. On a full disk the file stays as it was. */
  set(variables: Variables): readonly string[] {
    const existing = this.read();
    const changed = Object.entries(variables).filter(([name, value]) => existing[name] !== value);
    if (changed.length > 0) {
      this.#replace(withVariables(this.#text(), Object.fromEntries(changed)));
    }

    return changed.map(([name]) => name);
  }

  #replace(text: string): void {
    const place = this.exists ? realpathSync(this.path) : this.path;
    const beside = `${place}.new`;
    try {
      writeFileSync(beside, text, { mode: this.exists ? statSync(place).mode : MODE });
      renameSync(beside, place);
    } catch (cause) {
      rmSync(beside, { force: true });
      throw cause;
    }
  }

  #text(): string {
    if (!this.exists) return "";
    try {
      if (!statSync(this.path).isFile())
        throw Object.assign(new Error(), { code: "EISDIR", path: this.path });
      // Editors on Windows begin a file with a byte order mark.
      return readFileSync(this.path, "utf8").replace(/^\uFEFF/, "");
    } catch (cause) {
      throw unusable(this.path, "read", cause);
    }
  }
}

function unusable(path: string, how: "read" | "written", cause: unknown): Failure {
  return new Failure("env-file", `The settings cannot be ${how}. ${wordsForFailure(cause).message}`, {
    remedy: `Name another file with --env, or put ${path} right. Nothing was changed.`,
    exit: EXIT.misused,
    cause,
  });
}

/** Each variable in the line where it stands, and at the end where it stands in none. */
function withVariables(text: string, variables: Variables): string {
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  const missing = new Map(Object.entries(variables));
  const changed = lines.map((line) => {
    const name = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1] ?? "";
    const value = variables[name];
    if (value === undefined) return line;
    missing.delete(name);
    return `${name}=${value}`;
  });
  const added = [...missing].map(([name, value]) => `${name}=${value}`);

  return `${[...changed, ...added].join("\n")}\n`;
}
