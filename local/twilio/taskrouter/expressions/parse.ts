import {
  type Constant,
  type Expression,
  ExpressionError,
  type Mark,
  type Operand,
  type Token,
} from "./syntax.ts";
import { tokensOf } from "./tokens.ts";

/** How deep parentheses may nest. No workflow needs so many, and the call stack holds more. */
const DEEPEST_NESTING = 200;

const parsed = new Map<string, Expression>();
const MOST_REMEMBERED = 500;

/**
 * Parses an expression.
 *
 * @throws ExpressionError that names the position of the fault
 */
export function parseExpression(source: string): Expression {
  const known = parsed.get(source);
  if (known) return known;

  const expression = new Parser(tokensOf(source)).whole();
  if (parsed.size >= MOST_REMEMBERED) parsed.clear();
  parsed.set(source, expression);
  return expression;
}

/** Recursive descent; AND binds more tightly than OR. */
class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#either();
    if (this.#position < this.#tokens.length) throw this.#surprise("AND, OR or the end");

    return expression;
  }

  #either(): Expression {
    let left = this.#both();
    while (this.#accept("OR")) left = { kind: "or", left, right: this.#both() };

    return left;
  }

  #both(): Expression {
    let left = this.#single();
    while (this.#accept("AND")) left = { kind: "and", left, right: this.#single() };

    return left;
  }

  #single(): Expression {
    if (!this.#accept("(")) return this.#comparison();
    if (++this.#depth > DEEPEST_NESTING) throw new ExpressionError("parentheses are nested too deeply");
    const inner = this.#either();
    this.#expect(")");
    this.#depth -= 1;

    return inner;
  }

  #comparison(): Expression {
    const left = this.#operand();
    const token = this.#next();
    if (token?.kind !== "comparator") throw this.#surprise("a comparison", token);

    return { kind: "comparison", comparator: token.comparator, left, right: this.#operand() };
  }

  #operand(): Operand {
    if (this.#accept("[")) return { kind: "list", values: this.#constants() };
    const token = this.#next();
    if (token?.kind === "constant") return { kind: "constant", value: token.value };
    if (token?.kind === "key") return { kind: "key", path: token.path };

    throw this.#surprise("a value", token);
  }

  #constants(): readonly Constant[] {
    const values: Constant[] = [];
    if (this.#accept("]")) return values;
    do {
      const token = this.#next();
      if (token?.kind !== "constant") throw this.#surprise("a constant", token);
      values.push(token.value);
    } while (this.#accept(","));
    this.#expect("]");

    return values;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#position++];
  }

  #accept(mark: Mark): boolean {
    const token = this.#tokens[this.#position];
    const found = token?.kind === "mark" && token.mark === mark;
    if (found) this.#position += 1;

    return found;
  }

  #expect(mark: Mark): void {
    if (!this.#accept(mark)) throw this.#surprise(mark);
  }

  #surprise(expected: string, token = this.#tokens[this.#position]): ExpressionError {
    return new ExpressionError(`expecting ${expected} at ${token ? `position ${token.at}` : "the end"}`);
  }
}
