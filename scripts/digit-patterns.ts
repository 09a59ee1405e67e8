// The patterns of libphonenumber's metadata: digits, classes of digits, groups, alternatives and counts.

/** The digits that may stand in each place. */
type Places = readonly string[];

/** Whether each number of the pattern is one of these patterns' too. */
export function isCovered(pattern: string, by: readonly string[]): boolean {
  const others = by.flatMap(expanded);

  return expanded(pattern).every((places) => others.some((other) => isWithin(places, other)));
}

function isWithin(places: Places, other: Places): boolean {
  return (
    places.length === other.length &&
    places.every((digits, place) => [...digits].every((digit) => other[place]?.includes(digit)))
  );
}

/** All ways through the pattern. */
export function expanded(pattern: string): readonly Places[] {
  let at = 0;

  return alternatives();

  function alternatives(): Places[] {
    const ways = sequence();
    while (pattern[at] === "|") {
      at++;
      ways.push(...sequence());
    }

    return ways;
  }

  function sequence(): Places[] {
    let ways: Places[] = [[]];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const part = repeated(atom());
      ways = ways.flatMap((way) => part.map((next) => [...way, ...next]));
    }

    return ways;
  }

  function atom(): Places[] {
    const [text = ""] = /^(?:\(\?:|\\d|\[[\d-]+\]|\d)/.exec(pattern.slice(at)) ?? [];
    if (text === "") throw new Error(`Nobody knows what ${pattern.slice(at)} means`);
    at += text.length;
    if (text !== "(?:") return [[digitsOf(text)]];
    const inner = alternatives();
    at++;

    return inner;
  }

  function repeated(part: readonly Places[]): readonly Places[] {
    const [text, least, most = least] = /^(?:\{(\d+)(?:,(\d+))?\}|\?)/.exec(pattern.slice(at)) ?? [];
    if (text === undefined) return part;
    at += text.length;
    const [from, to] = text === "?" ? [0, 1] : [Number(least), Number(most)];

    return Array.from({ length: to - from + 1 }, (_, more) => times(part, from + more)).flat();
  }
}

function times(part: readonly Places[], count: number): readonly Places[] {
  return count === 0 ? [[]] : times(part, count - 1).flatMap((way) => part.map((next) => [...way, ...next]));
}

/** `7`, `\\d`, `[2-57]`. */
function digitsOf(text: string): string {
  return [..."0123456789"].filter((digit) => new RegExp(text).test(digit)).join("");
}
