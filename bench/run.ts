import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { buildFunctions } from "../build/functions.ts";
import { misused, readArguments, wholeNumber } from "../scripts/arguments.ts";
import { makeCertificate } from "./certificate.ts";
import { flexPageRows } from "./flex-page.ts";
import { listRows } from "./list.ts";
import { listViewRows } from "./list-view.ts";
import { FULL_LOAD, loadRows } from "./load/load.ts";
import {
  type Bench,
  type ColdFigures,
  type MemoryFigures,
  measureColdStarts,
  measureMemory,
  measureTraffic,
  measureWarm,
  type TrafficFigures,
  type WarmFigures,
} from "./measure.ts";
import { pluginRows } from "./plugin.ts";
import { ApiServer } from "./processes.ts";
import { mb, ms, passes, type Row, tableOf } from "./report.ts";
import { BARE, WITH_LEDGER, WITHOUT_LEDGER } from "./subjects.ts";
import { waitRows } from "./wait.ts";

const ROUND_TRIPS_MS = [0, 10];
const COLD_ROUNDS = 15;
/** Until about the 2,500th request V8 compiles the code that runs often, and keeps it: 0.4 MB of heap. */
const MEMORY = { early: 2_500, requests: 5_000 };

const GUIDE = new URL("../docs/benchmarks.md", import.meta.url);

const KINDS = ["load", "list", "plugin", "wait"];

const USAGE = `npm run bench -- [load|list|plugin|wait] [--write]: measures, and says which targets are missed

  (nothing)   create-callback beside a bare handler that makes the same API call, and all of the below but load
  load        the functions under load; load 100 10: 100 requests, 10 a second, where the machine is slow
  list        the supervisors' list
  plugin      the plugin at Flex's start
  wait        the calls of a caller who waits
  --write     write the figures into docs/benchmarks.md, which explains the method

The exit code is 1 if a target is missed.`;

const {
  values,
  words: [kind, ...numbers],
} = readArguments({
  command: "npm run bench",
  usage: USAGE,
  options: { write: { type: "boolean" } },
  takes: (word) => KINDS.includes(word) || /^\d+$/.test(word),
});
if (kind !== undefined && !KINDS.includes(kind)) misused("A number stands after load.");
const rows = await measured();
const table = tableOf(rows);
console.log(`\n${table}\n`);
if (values.write) writeFigures(table);

const missed = rows.filter((row) => !passes(row));
console.log(
  missed.length === 0 ? "Every target is met." : `Missed: ${missed.map(({ what }) => what).join("; ")}`,
);
process.exit(missed.length === 0 ? 0 : 1);

async function measured(): Promise<readonly Row[]> {
  const bundles = await buildFunctions();
  switch (kind) {
    case "load": {
      const { requests, aSecond } = FULL_LOAD;
      const [given = requests, each = aSecond] = numbers.map((text) => wholeNumber(text, "load"));

      return loadRows({ requests: given, aSecond: each });
    }
    case "list":
      return listRows();
    case "plugin":
      return pluginRows();
    case "wait":
      return waitRows();
  }

  const certificate = makeCertificate();
  const api = await ApiServer.start(certificate, ROUND_TRIPS_MS);
  try {
    return [
      ...(await rowsOf({ api, certificate })),
      ...bundles.map(({ file, bytes }) => bundleRow(file, bytes)),
      ...(await flexPage()),
      ...(await pluginRows()),
      ...(await listRows()),
      ...(await listViewRows()),
      ...(await waitRows()),
    ];
  } finally {
    api.stop();
    certificate.remove();
  }
}

function flexPage(): Promise<readonly Row[]> {
  progress("The Flex page in a browser");

  return flexPageRows();
}

async function rowsOf(bench: Bench): Promise<readonly Row[]> {
  const subjects = [BARE, WITHOUT_LEDGER, WITH_LEDGER];
  const rows: Row[] = [];
  for (const roundTripMs of ROUND_TRIPS_MS) {
    progress(`Cold starts at ${roundTripMs} ms of round trip, ${COLD_ROUNDS} of each`);
    const cold = await measureColdStarts(bench, subjects, { rounds: COLD_ROUNDS, roundTripMs });
    rows.push(...coldRows(cold, roundTripMs));
  }
  for (const roundTripMs of ROUND_TRIPS_MS) {
    progress(`Warm requests at ${roundTripMs} ms of round trip`);
    const sizes =
      roundTripMs === 0
        ? { rounds: 15, requests: 200, warmUp: 500 }
        : { rounds: 10, requests: 30, warmUp: 50 };
    rows.push(...warmRows(await measureWarm(bench, subjects, { ...sizes, roundTripMs }), roundTripMs));
  }

  progress("API calls and connections");
  rows.push(...trafficRows(await measureTraffic(bench, WITHOUT_LEDGER, 200), "without a ledger", 1));
  // The claim, a look beside it, and the task come before the answer; the note of the task in the ledger after it.
  rows.push(...trafficRows(await measureTraffic(bench, WITH_LEDGER, 200), "with a ledger", 4));

  progress(`Memory over ${MEMORY.requests} requests`);
  rows.push(...memoryRows(await measureMemory(bench, WITHOUT_LEDGER, MEMORY)));

  return rows;
}

/** The target limits CPU, because wall time depends on what else the machine does. */
function coldRows([bare, ours, withLedger]: readonly ColdFigures[], roundTripMs: number): readonly Row[] {
  if (!bare || !ours || !withLedger) throw new RangeError("A subject was not measured.");
  const at = `cold start, ${roundTripMs} ms of round trip`;

  return [
    {
      what: `${at}: CPU`,
      bare: ms(bare.cpuMs),
      ours: ms(ours.cpuMs),
      measured: { value: ours.cpuMs / bare.cpuMs, most: 1.35, unit: "×" },
    },
    { what: `${at}: wall`, bare: ms(bare.wallMs), ours: ms(ours.wallMs) },
    { what: `${at}: CPU, with a ledger`, bare: ms(bare.cpuMs), ours: ms(withLedger.cpuMs) },
    { what: `${at}: wall, with a ledger`, bare: ms(bare.wallMs), ours: ms(withLedger.wallMs) },
  ];
}

function warmRows([bare, ours, withLedger]: readonly WarmFigures[], roundTripMs: number): readonly Row[] {
  if (!bare || !ours || !withLedger) throw new RangeError("A subject was not measured.");
  const at = `warm, ${roundTripMs} ms of round trip`;
  const p50 = { what: `${at}: p50`, bare: ms(bare.p50Ms), ours: ms(ours.p50Ms) };
  const p50WithLedger = {
    what: `${at}: p50, with a ledger`,
    bare: ms(bare.p50Ms),
    ours: ms(withLedger.p50Ms),
  };

  return [
    roundTripMs === 0 ? p50 : { ...p50, measured: { value: ours.p50Ms / bare.p50Ms, most: 1.05, unit: "×" } },
    { what: `${at}: p99`, bare: ms(bare.p99Ms), ours: ms(ours.p99Ms) },
    {
      what: `${at}: CPU a request`,
      bare: ms(bare.cpuMs),
      ours: ms(ours.cpuMs),
      measured: { value: ours.cpuMs / bare.cpuMs, most: 1.6, unit: "×" },
    },
    { what: `${at}: resident memory`, bare: mb(bare.rss), ours: mb(ours.rss) },
    roundTripMs === 0
      ? p50WithLedger
      : { ...p50WithLedger, measured: { value: withLedger.p50Ms / bare.p50Ms, most: 2.3, unit: "×" } },
    { what: `${at}: CPU a request, with a ledger`, bare: ms(bare.cpuMs), ours: ms(withLedger.cpuMs) },
  ];
}

function trafficRows(figures: TrafficFigures, which: string, mostCalls: number): readonly Row[] {
  const { callsPerRequest, newConnectionsPerRequest } = figures;

  return [
    {
      what: `API calls a request, ${which}`,
      ours: String(callsPerRequest),
      measured: { value: callsPerRequest, most: mostCalls, unit: "calls" },
    },
    {
      what: `new TLS connections a warm request, ${which}`,
      ours: String(newConnectionsPerRequest),
      measured: { value: newConnectionsPerRequest, most: 0, unit: "connections" },
    },
  ];
}

/** The target limits the heap after garbage collection: a leak shows there. Resident memory rarely shrinks. */
function memoryRows({ requests, heapUsed, rss }: MemoryFigures): readonly Row[] {
  const growth = (heapUsed[1] - heapUsed[0]) / 1e6;

  return [
    {
      what: `heap from request ${MEMORY.early} to ${requests}`,
      ours: `${mb(heapUsed[0])} to ${mb(heapUsed[1])}`,
      measured: { value: growth, most: 0.5, unit: "MB more" },
    },
    {
      what: `resident memory from request ${MEMORY.early} to ${requests}`,
      ours: `${mb(rss[0])} to ${mb(rss[1])}`,
    },
  ];
}

function bundleRow(file: string, bytes: number): Row {
  const kilobytes = bytes / 1000;

  return {
    what: `bundle ${file}`,
    ours: `${kilobytes.toFixed(0)} kB`,
    measured: { value: kilobytes, most: 250, unit: "kB" },
  };
}

/** Replaces the text between the guide's two marks. */
function writeFigures(table: string): void {
  const [begin, end] = ["<!-- figures -->", "<!-- /figures -->"];
  const guide = readFileSync(GUIDE, "utf8");
  const [before, after] = [guide.indexOf(begin), guide.indexOf(end)];
  if (before === -1 || after < before)
    throw new Error(`docs/benchmarks.md has lost its marks ${begin} and ${end}.`);

  const processors = cpus();
  const where = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim()}, ${new Date().toISOString().slice(0, 10)}.`;
  writeFileSync(GUIDE, `${guide.slice(0, before)}${begin}\n${where}\n\n${table}\n${guide.slice(after)}`);
}

function progress(what: string): void {
  console.error(`${what} …`);
}
