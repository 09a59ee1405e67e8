import type { Comparator, Expression, Operand } from "./syntax.ts";

/** The values of an expression's keys: the attributes of a task or worker, or `{ task, worker }`. */
export type Scope = Readonly<Record<string, unknown>>;

export function evaluate(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case "and":
      return evaluate(expression.left, scope) && evaluate(expression.right, scope);
    case "or":
      return evaluate(expression.left, scope) || evaluate(expression.right, scope);
    case "comparison":
      return compare(
        expression.comparator,
        resolve(expression.left, scope),
        resolve(expression.right, scope),
      );
  }
}

function resolve(operand: Operand, scope: Scope): unknown {
  switch (operand.kind) {
    case "constant":
      return operand.value;
    case "list":
      return operand.values;
    case "key":
      return lookUp(scope, operand.path);
  }
}

/** The value of a key. A missing key is null. */
function lookUp(scope: Scope, path: readonly (string | number)[]): unknown {
  let value: unknown = scope;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return null;
    if (Array.isArray(value) !== (typeof step === "number")) return null;
    value = (value as Record<string | number, unknown>)[step];
  }

  return value;
}

/** Values of different types are never equal, and scalar comparison of an array or object is false. */
function compare(comparator: Comparator, left: unknown, right: unknown): boolean {
  switch (comparator) {
    case "==":
      return isScalar(left) && isScalar(right) && left === right;
    case "!=":
      return isScalar(left) && isScalar(right) && left !== right;
    case ">":
      return ordered(left, right, (order) => order > 0);
    case ">=":
      return ordered(left, right, (order) => order >= 0);
    case "<":
      return ordered(left, right, (order) => order < 0);
    case "<=":
      return ordered(left, right, (order) => order <= 0);
    case "CONTAINS":
      return typeof left === "string" && typeof right === "string" && left.includes(right);
    case "HAS":
      return Array.isArray(left) && isScalar(right) && left.includes(right);
    case "IN":
      return Array.isArray(right) && isScalar(left) && right.includes(left);
    case "NOT IN":
      return Array.isArray(right) && isScalar(left) && !right.includes(left);
  }
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function ordered(left: unknown, right: unknown, holds: (order: number) => boolean): boolean {
  if (typeof left === "number" && typeof right === "number") return holds(left - right);
  if (typeof left === "string" && typeof right === "string")
    return holds(left < right ? -1 : left > right ? 1 : 0);

  return false;
}
