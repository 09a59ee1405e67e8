/** One line for each request, without query and body, because these contain phone numbers. */
export interface LoggedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly status: number;
}

const MOST_KEPT = 1000;

export class RequestLog {
  readonly #lines: LoggedRequest[] = [];

  /** The latest requests, oldest first. */
  get lines(): readonly LoggedRequest[] {
    return this.#lines;
  }

  add({ method, host, path }: Omit<LoggedRequest, "status">, status: number): void {
    this.#lines.push({ method, host, path, status });
    if (this.#lines.length > MOST_KEPT) this.#lines.shift();
  }

  clear(): void {
    this.#lines.length = 0;
  }
}
