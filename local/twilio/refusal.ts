/** An answer of 400 or more, in Twilio's form. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  toResponse(): Response {
    return Response.json(errorBody(this.status, this.code, this.message), {
      status: this.status,
      headers: this.headers,
    });
  }
}

export interface ErrorBody {
  readonly code: number;
  readonly message: string;
  readonly more_info: string;
  readonly status: number;
}

export function errorBody(status: number, code: number, message: string): ErrorBody {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

/** https://www.twilio.com/docs/api/errors/20001 */
export function badRequest(message: string): Refusal {
  return new Refusal(400, 20001, message);
}

/** https://www.twilio.com/docs/api/errors/20003 */
export function unauthorized(): Refusal {
  return new Refusal(401, 20003, "Authenticate");
}

/** https://www.twilio.com/docs/api/errors/20404. Twilio names the resource without the version: `/Workspaces/…`. */
export function notFound(path: string): Refusal {
  return new Refusal(404, 20404, `The requested resource ${path} was not found`);
}

/** https://www.twilio.com/docs/api/errors/20412 */
export function preconditionFailed(): Refusal {
  return new Refusal(412, 20412, "Precondition Failed");
}

/** https://www.twilio.com/docs/api/errors/20429 */
export function tooManyRequests(): Refusal {
  return new Refusal(429, 20429, "Too Many Requests");
}

/** What Twilio has and the local Twilio has not. It must not look as if Twilio had refused. */
export function notServed(method: string, host: string, path: string): Refusal {
  return new Refusal(501, 20501, `${LEFT_OUT}: ${method} ${host}${path}`);
}

export const LEFT_OUT = "Twilio has this operation, and the local Twilio does not";
