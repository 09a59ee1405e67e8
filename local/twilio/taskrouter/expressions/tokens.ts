import { type Comparator, ExpressionError, type Mark, type Token } from "./syntax.ts";

/** One alternative for each kind of token. None contains a hyphen, which Twilio's parser refuses too. */
const TOKEN = new RegExp(
  [
    "(?<space>\\s+)",
    "(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')",
    "(?<number>\\d+(?:\\.\\d+)?(?![\\w.]))",
    "(?<comparator>==|!=|>=|<=|>|<|=)",
    "(?<word>[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*|\\[\\d+\\])*)",
    "(?<bracket>[()[\\],])",
  ].join("|"),
  "y",
);

const WORD_COMPARATORS = new Set(["CONTAINS", "HAS", "IN"]);

export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length; ) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) throw new ExpressionError(`unexpected character at position ${at}`);
    const token = tokenOf(match.groups ?? {}, at);
    if (token) tokens.push(token);
    at += match[0].length;
  }

  return joinNotIn(tokens);
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, at: number): Token | undefined {
  const { text, number, comparator, word, bracket } = groups;
  if (text !== undefined) return { kind: "constant", value: unquoted(text), at };
  if (number !== undefined) return { kind: "constant", value: Number(number), at };
  if (comparator !== undefined) return { kind: "comparator", comparator: comparatorOf(comparator), at };
  if (word !== undefined) return wordToken(word, at);
  if (bracket !== undefined) return { kind: "mark", mark: bracket as Mark, at };

  return undefined;
}

/** Twilio does not document a single `=`, but Twilio's own plugins use it to search for tasks. */
function comparatorOf(text: string): Comparator {
  return text === "=" ? "==" : (text as Comparator);
}

function wordToken(word: string, at: number): Token {
  if (word === "true" || word === "false") return { kind: "constant", value: word === "true", at };
  if (word === "null" || word === "NULL") return { kind: "constant", value: null, at };
  if (word === "AND" || word === "OR") return { kind: "mark", mark: word, at };
  if (WORD_COMPARATORS.has(word)) return { kind: "comparator", comparator: word as Comparator, at };

  return { kind: "key", path: pathOf(word), at };
}

function pathOf(word: string): readonly (string | number)[] {
  return [...word.matchAll(/\[(\d+)\]|\w+/g)].map(([part, index]) =>
    index === undefined ? part : Number(index),
  );
}

/** `NOT` may only precede `IN`: Twilio documents no negation of whole expressions. */
function joinNotIn(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (isNot(last) && token.kind === "comparator" && token.comparator === "IN") {
      joined[joined.length - 1] = { kind: "comparator", comparator: "NOT IN", at: last.at };
    } else {
      joined.push(token);
    }
  }
  const stray = joined.find(isNot);
  if (stray) throw new ExpressionError(`NOT must be followed by IN at position ${stray.at}`);

  return joined;
}

function isNot(token: Token | undefined): token is Token {
  return token?.kind === "key" && token.path.length === 1 && token.path[0] === "NOT";
}

function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, "$1");
}
