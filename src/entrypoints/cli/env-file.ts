import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseEnv } from "node:util";

type Variables = Readonly<Record<string, string>>;

/** A `.env` file. Whatever else stands in it, remarks and order included, stays. */
export class EnvFile {
  constructor(readonly path: string) {}

  read(): Readonly<Record<string, string | undefined>> {
    return parseEnv(this.text());
  }

  /** Sets what differs; returns the names of what it set. */
  set(variables: Variables): readonly string[] {
    const existing = this.read();
    const changed = Object.entries(variables).filter(([name, value]) => existing[name] !== value);
    if (changed.length > 0) {
      // It holds credentials: nobody else on this machine needs to read it.
      writeFileSync(this.path, withVariables(this.text(), Object.fromEntries(changed)), { mode: 0o600 });
    }

    return changed.map(([name]) => name);
  }

  private text(): string {
    return existsSync(this.path) ? readFileSync(this.path, "utf8") : "";
  }
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
