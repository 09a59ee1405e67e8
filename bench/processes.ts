import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Counted, ServerOrder, ServerReport } from "./api-server.ts";
import type { Certificate } from "./certificate.ts";
import type { Subject } from "./subjects.ts";

const FUNCTION_PROCESS = fileURLToPath(new URL("function-process.cjs", import.meta.url));
const API_SERVER = fileURLToPath(new URL("api-server.ts", import.meta.url));
const run = promisify(execFile);

/** The process of the API, reachable at several round-trip times. */
export class ApiServer {
  readonly #child: ChildProcess;
  readonly #ports: ReadonlyMap<number, number>;

  private constructor(child: ChildProcess, ports: ReadonlyMap<number, number>) {
    this.#child = child;
    this.#ports = ports;
  }

  static async start({ key, cert }: Certificate, roundTripsMs: readonly number[]): Promise<ApiServer> {
    const child = fork(API_SERVER, { execArgv: ["--import", "tsx"] });
    const listening = await order(child, { kind: "listen", key, cert, roundTripsMs }, "listening");

    return new ApiServer(child, new Map(roundTripsMs.map((ms, at) => [ms, listening.ports[at] ?? 0])));
  }

  origin(roundTripMs: number): string {
    return `https://localhost:${this.#ports.get(roundTripMs)}`;
  }

  /** Counts what has arrived since the last count. */
  count(): Promise<Counted> {
    return order(this.#child, { kind: "count" }, "counted");
  }

  stop(): void {
    this.#child.kill();
  }
}

async function order<Kind extends ServerReport["kind"]>(
  child: ChildProcess,
  asked: ServerOrder,
  kind: Kind,
): Promise<ServerReport & { kind: Kind }> {
  const report = await answerTo<ServerReport>(child, asked);
  if (report.kind !== kind) throw new Error(`The API server answered ${report.kind} instead of ${kind}.`);

  return report as ServerReport & { kind: Kind };
}

export interface ColdStart {
  /** User and system time, from the start of the process to its first answer. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** Measures a new process up to its first answer. */
export async function coldStart(
  subject: Subject,
  origin: string,
  certificate: Certificate,
): Promise<ColdStart> {
  const env = environmentOf(subject, origin, certificate);
  const startedAt = process.hrtime.bigint();
  const { stdout } = await run(process.execPath, [FUNCTION_PROCESS, subject.file], { env });
  const { answeredAt, cpuMs } = JSON.parse(stdout) as { answeredAt: string; cpuMs: number };

  return { cpuMs, wallMs: Number(BigInt(answeredAt) - startedAt) / 1e6 };
}

/** The cost of several requests in a row, and the bytes that the process uses after them. */
export interface Series {
  readonly wallsMs: readonly number[];
  readonly cpuMs: number;
  readonly rss: number;
  readonly heapUsed: number;
}

/** A process that answers one request after the other until it is stopped. */
export class WarmProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(subject: Subject, origin: string, certificate: Certificate): WarmProcess {
    const env = environmentOf(subject, origin, certificate);

    return new WarmProcess(fork(FUNCTION_PROCESS, [subject.file], { env, execArgv: ["--expose-gc"] }));
  }

  request(requests: number): Promise<Series> {
    return answerTo<Series>(this.#child, { requests });
  }

  stop(): void {
    this.#child.kill();
  }
}

function environmentOf(
  { environment }: Subject,
  origin: string,
  { certFile }: Certificate,
): Readonly<Record<string, string>> {
  return {
    ...environment,
    PATH: process.env.PATH ?? "",
    NODE_EXTRA_CA_CERTS: certFile,
    TWILIO_API_ORIGIN: origin,
  };
}

async function answerTo<Report>(child: ChildProcess, message: object): Promise<Report> {
  const over = new AbortController();
  const { signal } = over;
  child.send(message);
  const report = await Promise.race([
    once(child, "message", { signal }).then(([answer]) => answer as Report),
    once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`${child.spawnargs.at(-1)} ended with ${code} before it answered.`);
    }),
  ]);
  over.abort();

  return report;
}
