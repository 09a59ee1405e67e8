import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { evaluate } from "../../../local/twilio/taskrouter/expressions/evaluate.ts";
import { parseExpression } from "../../../local/twilio/taskrouter/expressions/parse.ts";
import {
  type Expression,
  ExpressionError,
  type Operand,
} from "../../../local/twilio/taskrouter/expressions/syntax.ts";

/** The first eight are the examples of Twilio's page on expressions. */
const SCOPE = {
  key: 2,
  object: { param: "pear", array: ["a", "b", "c"], attr: "bar" },
  language: "en",
  condition_a: true,
  condition_b: false,
  skill_rating: 5.1,
  skills: ["support", "sales"],
  level: 3,
  text: "7",
  nothing: null,
  taskType: "callback",
  callBackData: { attempts: 1 },
};

const holds = (source: string, scope: Record<string, unknown> = SCOPE) =>
  evaluate(parseExpression(source), scope);

describe("an expression that is true", () => {
  it.each([
    "1 == 1",
    "0 != 1",
    '"apple" != "orange"',
    "key > 1",
    'object.param != "apple"',
    'language IN ["en", "es"]',
    "(condition_a == true) OR (condition_b == true)",
    '(language == "en" OR language == "fr") AND skill_rating >= 5.1',
    "1==1",
    "skills HAS 'support'",
    "(skills HAS 'support') AND (skills HAS 'sales')",
    "object.array[2] == 'c'",
    "object.attr CONTAINS 'ar'",
    "language NOT IN ['fr', 'de']",
    "nothing == null",
    "missing == null",
    "missing.deeper[3] == null",
    "language != null",
    "level<=3",
    "level < 3.5",
    "'abc' < 'abd'",
    "'it\\'s' == \"it's\"",
    "callBackData.attempts == 1",
    "call_sid= null",
    "condition_a == true AND condition_b == false",
    "1==0 AND 1==0 OR 1==1",
    "1==1 OR 1==0 AND 1==0",
  ])("%s", (source) => expect(holds(source)).toBe(true));
});

describe("an expression that is false", () => {
  it.each([
    ["1 == 0", "it is not so"],
    ["1==0 AND (1==1 OR 1==1)", "parentheses group"],
    ["text == 7", "text is never equal to a number"],
    ["callBackData.attempts == '1'", "nor a number to text"],
    ["text > 1", "nor can they be ordered"],
    ["condition_a == 'true'", "a boolean is not its name"],
    ["condition_a > condition_b", "booleans have no order"],
    ["missing > 0", "nothing is not a number"],
    ["missing != null", "a missing key is null"],
    ["skills == 'support'", "scalar comparison of an array is false"],
    ["skills != 'support'", "also where it asks for difference"],
    ["object != 'x'", "and of an object"],
    ["level HAS 'support'", "HAS needs an array"],
    ["language IN 'english'", "IN needs an array"],
    ["language NOT IN 'english'", "so does NOT IN"],
    ["skills IN ['support']", "an array is in no array"],
    ["skills CONTAINS 'support'", "CONTAINS is for text"],
    ["level CONTAINS 3", "and only for text"],
    ["object.array.length == 3", "an array has no keys"],
    ["constructor.name == 'Object'", "nor does an object have what is not in the document"],
    ["__proto__.toString != null", "whatever its name"],
  ])("%s (%s)", (source) => expect(holds(source)).toBe(false));
});

describe("a text that is no expression", () => {
  it.each([
    "",
    "   ",
    "skill-level > 3",
    "key > -1",
    "1 ==",
    "== 1",
    "key",
    "key == 1 AND",
    "key == 1 key == 2",
    "(key == 1",
    "key == 1)",
    "key == 'open",
    "key =~ 'a.*'",
    "key === 1",
    "NOT key == 1",
    "key NOT 1",
    "NOT (key == 1)",
    "key == 1 and key == 2",
    "key == 1 && key == 2",
    "language IN ['en',]",
    "language IN ['en' 'es']",
    "language IN [other]",
    "1.2.3 == 1",
    "12abc == 1",
    "key. == 1",
    "object.array[-1] == 'c'",
    `${"(".repeat(5000)}1==1${")".repeat(5000)}`,
  ])("%s", (source) => expect(() => parseExpression(source)).toThrow(ExpressionError));
});

describe("expressions of any shape", () => {
  const value = fc.oneof(
    fc.constantFrom("a", "it's", 'say "x"', "é", ""),
    fc.nat(9),
    fc.boolean(),
    fc.constant(null),
  );
  const key = fc.constantFrom("a", "b", "c.d", "list[1]", "nowhere");
  const comparator = fc.constantFrom("==", "!=", ">", ">=", "<", "<=", "CONTAINS", "HAS", "IN", "NOT IN");
  const operand = fc.oneof(value.map(written), key, fc.array(value, { maxLength: 3 }).map(writtenList));
  const comparison = fc.tuple(operand, comparator, operand).map((parts) => parts.join(" "));
  const { expression } = fc.letrec<{ expression: string; joined: string }>((tie) => ({
    expression: fc.oneof({ maxDepth: 4 }, comparison, tie("joined")),
    joined: fc
      .tuple(tie("expression"), fc.constantFrom("AND", "OR"), tie("expression"))
      .map(([left, word, right]) => `(${left}) ${word} (${right})`),
  }));
  const scope = { a: 1, b: "a", c: { d: true }, list: ["a", 2, null] };

  test("are parsed, and mean the same when written again in full", () => {
    fc.assert(
      fc.property(expression, (source) => {
        const parsed = parseExpression(source);
        expect(holds(rewritten(parsed), scope)).toBe(evaluate(parsed, scope));
      }),
    );
  });

  test("combine by AND and OR as in logic", () => {
    fc.assert(
      fc.property(expression, expression, (one, other) => {
        const [left, right] = [holds(one, scope), holds(other, scope)];
        expect(holds(`(${one}) AND (${other})`, scope)).toBe(left && right);
        expect(holds(`(${one}) OR (${other})`, scope)).toBe(left || right);
      }),
    );
  });

  test("are either parsed or refused", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab.[]()'\"=!<> 01ANDORIN,-~"), maxLength: 20 }),
        (source) => {
          try {
            expect(typeof holds(source, scope)).toBe("boolean");
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

function written(value: string | number | boolean | null): string {
  return typeof value === "string" ? `'${value.replace(/['\\]/g, "\\$&")}'` : String(value);
}

function writtenList(values: readonly (string | number | boolean | null)[]): string {
  return `[${values.map(written).join(", ")}]`;
}

function rewritten(expression: Expression): string {
  switch (expression.kind) {
    case "and":
    case "or":
      return `((${rewritten(expression.left)}) ${expression.kind.toUpperCase()} (${rewritten(expression.right)}))`;
    case "comparison":
      return `${writtenOperand(expression.left)} ${expression.comparator} ${writtenOperand(expression.right)}`;
  }
}

function writtenOperand(operand: Operand): string {
  switch (operand.kind) {
    case "constant":
      return written(operand.value);
    case "list":
      return writtenList(operand.values);
    case "key":
      return operand.path.map(writtenStep).join("");
  }
}

function writtenStep(step: string | number, position: number): string {
  if (typeof step === "number") return `[${step}]`;

  return position === 0 ? step : `.${step}`;
}
