import type { Counted } from "./api-server.ts";
import type { Certificate } from "./certificate.ts";
import { type ApiServer, type ColdStart, coldStart, type Series, WarmProcess } from "./processes.ts";
import { median, quantile } from "./statistics.ts";
import type { Subject } from "./subjects.ts";

/** The API and its certificate, shared by all measurements. */
export interface Bench {
  readonly api: ApiServer;
  readonly certificate: Certificate;
}

export interface ColdFigures {
  readonly cpuMs: number;
  readonly wallMs: number;
}

export interface WarmFigures {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** For one request. */
  readonly cpuMs: number;
  readonly rss: number;
}

export interface TrafficFigures {
  readonly callsPerRequest: number;
  /** TLS connections that a process opens for a request, after it has answered others. */
  readonly newConnectionsPerRequest: number;
}

export interface MemoryFigures {
  readonly requests: number;
  /** Bytes in use after garbage collection: early, and at the end. */
  readonly heapUsed: readonly [early: number, late: number];
  /** Resident bytes: early, and at the end. */
  readonly rss: readonly [early: number, late: number];
}

/** Figures in the order of the subjects. Each round starts every subject once, so that a busy moment affects all. */
export async function measureColdStarts(
  { api, certificate }: Bench,
  subjects: readonly Subject[],
  { rounds, roundTripMs }: { rounds: number; roundTripMs: number },
): Promise<readonly ColdFigures[]> {
  const starts: ColdStart[][] = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      starts[index]?.push(await coldStart(subject, api.origin(roundTripMs), certificate));
    }
  }

  return starts.map((all) => ({
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
    wallMs: median(all.map(({ wallMs }) => wallMs)),
  }));
}

/** Figures in the order of the subjects. Each subject has a process of its own, and they take turns. */
export async function measureWarm(
  { api, certificate }: Bench,
  subjects: readonly Subject[],
  {
    rounds,
    requests,
    warmUp,
    roundTripMs,
  }: { rounds: number; requests: number; warmUp: number; roundTripMs: number },
): Promise<readonly WarmFigures[]> {
  const processes = subjects.map((subject) =>
    WarmProcess.start(subject, api.origin(roundTripMs), certificate),
  );
  const series: Series[][] = subjects.map(() => []);
  for (const process of processes) await process.request(warmUp);
  for (let round = 0; round < rounds; round++) {
    for (const [index, process] of processes.entries()) series[index]?.push(await process.request(requests));
  }
  for (const process of processes) process.stop();

  return series.map((all) => figuresOf(all));
}

function figuresOf(series: readonly Series[]): WarmFigures {
  const walls = series.flatMap(({ wallsMs }) => wallsMs);

  return {
    p50Ms: median(walls),
    p99Ms: quantile(walls, 0.99),
    cpuMs: median(series.map(({ cpuMs, wallsMs }) => cpuMs / wallsMs.length)),
    rss: series.at(-1)?.rss ?? 0,
  };
}

/** Counts the calls and connections that reach the API from a process that has answered before. */
export async function measureTraffic(
  { api, certificate }: Bench,
  subject: Subject,
  requests: number,
): Promise<TrafficFigures> {
  const process = WarmProcess.start(subject, api.origin(0), certificate);
  await process.request(10);
  await lastCallsHaveArrived();
  await api.count();
  await process.request(requests);
  await lastCallsHaveArrived();
  const { calls, tlsConnections }: Counted = await api.count();
  process.stop();

  return { callsPerRequest: calls / requests, newConnectionsPerRequest: tlsConnections / requests };
}

/** The function writes its note in the ledger after it has answered. */
function lastCallsHaveArrived(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}

export async function measureMemory(
  { api, certificate }: Bench,
  subject: Subject,
  { early, requests }: { early: number; requests: number },
): Promise<MemoryFigures> {
  const process = WarmProcess.start(subject, api.origin(0), certificate);
  const first = await process.request(early);
  const last = await process.request(requests - early);
  process.stop();

  return { requests, heapUsed: [first.heapUsed, last.heapUsed], rss: [first.rss, last.rss] };
}
