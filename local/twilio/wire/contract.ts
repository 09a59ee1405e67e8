import { LEFT_OUT } from "../refusal.ts";
import {
  knownOperations,
  type Operation,
  type OperationLeftOut,
  operationsLeftOut,
} from "./contract/documents.ts";
import {
  answerValidator,
  bodyType,
  type Checked,
  declaresHeader,
  describe,
  errorBodyValidator,
  requestValidator,
} from "./contract/validators.ts";

/** A break of Twilio's contract. In a request it is a bug in an adapter, in an answer a bug in the stand-in. */
export interface Violation {
  readonly side: "request" | "answer";
  /** The operation as Twilio's file names it, or the request line if there is no such operation. */
  readonly operation: string;
  readonly where: Checked | "route" | "content-type" | "status" | "answer";
  /** JSON pointer to the faulty place. */
  readonly at: string;
  readonly message: string;
}

export interface WireRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Checks requests and answers against Twilio's own OpenAPI files, hardened, and collects every violation. */
export class Contract {
  readonly #violations: Violation[] = [];
  readonly #covered = new Set<string>();

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  /** Operations that were used at least once, such as `POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks`. */
  get coveredOperations(): ReadonlySet<string> {
    return this.#covered;
  }

  checkRequest(request: WireRequest): readonly Violation[] {
    const operation = findOperation(request);
    if (!operation) return this.#record([unknownOperation(request)]);
    this.#covered.add(operation.name);

    return this.#record([
      ...faults(operation, "path", pathValues(operation, request.path)),
      ...faults(operation, "query", valuesOf(request.query)),
      ...bodyFaults(operation, request),
      ...headerFaults(operation, request.headers),
    ]);
  }

  checkAnswer(request: WireRequest, answer: WireAnswer): readonly Violation[] {
    const operation = findOperation(request);
    if (!operation) return [];

    return this.#record(answerFaults(operation, answer));
  }

  clear(): void {
    this.#violations.length = 0;
    this.#covered.clear();
  }

  #record(violations: readonly Violation[]): readonly Violation[] {
    this.#violations.push(...violations);

    return violations;
  }
}

/** Of two that match, the one with fewer names in its path: `TaskQueues/Statistics` is no queue. */
function findOperation(request: Asked): Operation | undefined {
  const found = knownOperations().find((each) => matches(each, request));
  const other = found && operationLeftOut(request);

  return other && other.pathNames.length < found.pathNames.length ? undefined : found;
}

type Asked = Pick<WireRequest, "method" | "host" | "path">;

/** Whether Twilio has this operation, and not even its form is known here. */
export function isLeftOut(request: Asked): boolean {
  return findOperation(request) === undefined && operationLeftOut(request) !== undefined;
}

/** Whether Twilio has this operation. */
export function isTwilios(request: Asked): boolean {
  return findOperation(request) !== undefined || operationLeftOut(request) !== undefined;
}

function operationLeftOut(request: Asked): OperationLeftOut | undefined {
  return operationsLeftOut().find((each) => matches(each, request));
}

function matches(operation: OperationLeftOut, { method, host, path }: Asked): boolean {
  return operation.method === method && operation.host === host && operation.pathPattern.test(path);
}

function unknownOperation(request: WireRequest): Violation {
  return {
    side: "request",
    operation: `${request.method} ${request.host}${request.path}`,
    where: "route",
    at: "",
    message: operationLeftOut(request) ? LEFT_OUT : "Twilio's OpenAPI files declare no such operation",
  };
}

function pathValues(operation: Operation, path: string): Record<string, string> {
  const match = operation.pathPattern.exec(path);

  return Object.fromEntries(
    operation.pathNames.map((name, index) => [name, decodeURIComponent(match?.[index + 1] ?? "")]),
  );
}

/** Reads a form or query as Twilio does: a single key has a value, a repeated key has a list. */
function valuesOf(search: URLSearchParams): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    [...new Set(search.keys())].map((key) => {
      const values = search.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

function bodyFaults(operation: Operation, request: WireRequest): readonly Violation[] {
  const expected = bodyType(operation);
  if (expected === undefined) {
    return request.body === "" ? [] : [fault(operation, "body", "", "must be empty")];
  }
  const given = mediaType(request.headers);
  if (request.body !== "" && given !== expected) {
    return [fault(operation, "content-type", "", `must be ${expected}`)];
  }
  // The upload host reads the parts itself, and refuses wrong ones.
  if (expected === "multipart/form-data") return [];
  if (expected !== "application/json") {
    return faults(operation, "body", valuesOf(new URLSearchParams(request.body)));
  }
  const parsed = parseJson(request.body);

  return parsed === undefined
    ? [fault(operation, "body", "", "must be JSON")]
    : faults(operation, "body", parsed.value);
}

/** Checks only If-Match: no other header changes the result. */
function headerFaults(operation: Operation, headers: Headers): readonly Violation[] {
  return headers.has("if-match") && !declaresHeader(operation, "if-match")
    ? [fault(operation, "header", "/If-Match", "is not declared for this operation")]
    : [];
}

function faults(operation: Operation, where: Checked, value: unknown): readonly Violation[] {
  const validate = requestValidator(operation, where);
  if (!validate || validate(value)) return [];

  return (validate.errors ?? []).map((error) => fault(operation, where, error.instancePath, describe(error)));
}

function answerFaults(operation: Operation, answer: WireAnswer): readonly Violation[] {
  const wrong = (where: Violation["where"], at: string, message: string): Violation => ({
    side: "answer",
    operation: operation.name,
    where,
    at,
    message,
  });
  const refused = answer.status >= 400;
  const declared = operation.declared.responses[String(answer.status)];
  if (!refused && !declared) return [wrong("status", "", `${answer.status} is not declared`)];
  if (answer.status === 204) return answer.body === "" ? [] : [wrong("answer", "", "must be empty")];
  const expected = Object.keys(declared?.content ?? {})[0] ?? "application/json";
  if (mediaType(answer.headers) !== expected) return [wrong("content-type", "", `must be ${expected}`)];
  if (!expected.endsWith("json")) return [];

  const parsed = parseJson(answer.body);
  if (!parsed) return [wrong("answer", "", "must be JSON")];
  const validate = answerValidator(operation, answer.status) ?? (refused ? errorBodyValidator() : undefined);
  if (!validate || validate(parsed.value)) return [];

  return (validate.errors ?? []).map((error) => wrong("answer", error.instancePath, describe(error)));
}

function fault(operation: Operation, where: Violation["where"], at: string, message: string): Violation {
  return { side: "request", operation: operation.name, where, at, message };
}

function mediaType(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
