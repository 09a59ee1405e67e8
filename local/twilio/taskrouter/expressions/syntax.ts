/** TaskRouter's expression language: https://www.twilio.com/docs/taskrouter/expression-syntax */

export type Comparator = "==" | "!=" | ">" | ">=" | "<" | "<=" | "CONTAINS" | "HAS" | "IN" | "NOT IN";

export type Constant = string | number | boolean | null;

export type Operand =
  | { readonly kind: "constant"; readonly value: Constant }
  | { readonly kind: "list"; readonly values: readonly Constant[] }
  | { readonly kind: "key"; readonly path: readonly (string | number)[] };

export type Expression =
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: "comparison";
      readonly comparator: Comparator;
      readonly left: Operand;
      readonly right: Operand;
    };

export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

export type Token =
  | { readonly kind: "constant"; readonly value: Constant; readonly at: number }
  | { readonly kind: "key"; readonly path: readonly (string | number)[]; readonly at: number }
  | { readonly kind: "comparator"; readonly comparator: Comparator; readonly at: number }
  | { readonly kind: "mark"; readonly mark: Mark; readonly at: number };

export type Mark = "AND" | "OR" | "(" | ")" | "[" | "]" | ",";
