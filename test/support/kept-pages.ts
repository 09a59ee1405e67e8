// Vitest's global setup for the browser tests: one browser profile and one port for each worker, for the whole run.
// Chromium keeps what it compiled of Flex by address. At the same address the first page of every file starts as fast
// as the third page of the first file.
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

export interface KeptPages {
  /** A folder; each worker has its profile in a folder below. */
  readonly profiles: string;
  /** By worker. */
  readonly ports: readonly number[];
}

declare module "vitest" {
  interface ProvidedContext {
    keptPages: KeptPages;
  }
}

export default async function keepPages({ provide, vitest }: TestProject): Promise<() => Promise<void>> {
  const profiles = await mkdtemp(join(tmpdir(), "flex-browser-"));
  const workers = Number(vitest.config.maxWorkers);
  provide("keptPages", { profiles, ports: await freePorts(workers) });

  return () => rm(profiles, { recursive: true, force: true, maxRetries: 5 });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once("listening", resolve))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));

  return ports;
}
