import type { CDPSession, Page } from "playwright-core";
import { buildFunctions } from "../build/functions.ts";
import { buildPlugin } from "../build/plugin.ts";
import { startLocalStack } from "../local/server.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { readyForTasks } from "../test/support/flex-page.ts";
import { ms, type Row } from "./report.ts";
import { median } from "./statistics.ts";

const BROWSERS = 3;
const READINGS = 10;
const SAMPLE_MICROSECONDS = 100;

/** What a CPU profile of Chromium tells: https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string; readonly functionName: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/**
 * How long the plugin keeps Flex's main thread busy until an agent is ready for tasks: the time in its code, and in
 * whatever that calls. Beside it, how long the browser reads the script.
 */
export async function pluginRows(): Promise<readonly Row[]> {
  const [plugin] = await Promise.all([buildPlugin(), buildFunctions()]);
  const stack = await startLocalStack({ port: 0, flexPage: { pluginFile: plugin.file } });
  try {
    const starts: Start[] = [];
    for (let browser = 0; browser < BROWSERS; browser++) starts.push(await startOf(`${stack.url}/`));
    const reads = median(starts.map((start) => start.reads));
    const total = median(starts.map(({ runs }) => runs)) + reads;

    return [
      {
        what: "plugin: main thread at Flex's start",
        ours: ms(total),
        measured: { value: total, most: 30, unit: "ms" },
      },
      { what: "plugin: of that, reading the script", ours: ms(reads) },
      { what: "plugin: gzipped", ours: `${(plugin.gzippedBytes / 1024).toFixed(1)} kB` },
    ];
  } finally {
    await stack.close();
  }
}

interface Start {
  readonly runs: number;
  readonly reads: number;
}

async function startOf(url: string): Promise<Start> {
  const browser = await launchBrowser({ asUsersHaveIt: true });
  try {
    const page = await browser.context.newPage();
    const session = await browser.context.newCDPSession(page);
    // The thread's own time: what other programs take meanwhile does not count.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await session.send("Profiler.enable");
    await session.send("Profiler.setSamplingInterval", { interval: SAMPLE_MICROSECONDS });
    await session.send("Profiler.start");
    await page.goto(url, { waitUntil: "commit" });
    await readyForTasks(page);
    const { profile } = (await session.send("Profiler.stop")) as { readonly profile: Profile };
    const worked = await taskTime(session);
    // A profile tells the time by the clock on the wall.
    const part = Math.min(1, worked / timeIn(profile, ({ functionName }) => functionName !== "(idle)"));
    await readScript(page);
    const reads = ((await taskTime(session)) - worked) / READINGS;

    return { runs: part * timeIn(profile, ({ url: script }) => isPlugin(script)), reads };
  } finally {
    await browser.close();
  }
}

function isPlugin(url: string): boolean {
  return /flex-callback-voicemail[^/]*\.js/.test(url);
}

type Frame = Profile["nodes"][number]["callFrame"];

/** Milliseconds of the main thread's own time, in all tasks so far. */
export async function taskTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");

  return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
}

/** Milliseconds in which such a function stood anywhere on the stack. */
function timeIn({ nodes, samples = [], timeDeltas = [] }: Profile, is: (frame: Frame) => boolean): number {
  const inside = new Set<number>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const enter = (id: number, isInside: boolean): void => {
    const node = byId.get(id);
    if (!node) return;
    const here = isInside || (node.id !== nodes[0]?.id && is(node.callFrame));
    if (here) inside.add(id);
    for (const child of node.children ?? []) enter(child, here);
  };
  const [root] = nodes;
  if (root) enter(root.id, false);
  if (inside.size === 0) throw new Error("The profile does not know the plugin's script");
  const time = samples.reduce((sum, id, index) => sum + (inside.has(id) ? (timeDeltas[index] ?? 0) : 0), 0);

  return time / 1000;
}

/** Reads the plugin's script without running it, some times over: each time it is another one. */
async function readScript(page: Page): Promise<void> {
  await page.evaluate(async (times) => {
    const address = [...document.scripts]
      .map(({ src }) => src)
      .find((src) => src.includes("flex-callback-voicemail"));
    const text = await (await fetch(address ?? "")).text();
    for (let n = 0; n < times; n++) new Function(`${text}//${n}`);
  }, READINGS);
}
