#!/usr/bin/env node
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SystemClock } from "../../adapters/system/system-clock.ts";
import { runCli } from "./cli.ts";

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  directory: process.cwd(),
  packageDirectory: packageDirectory(dirname(fileURLToPath(import.meta.url))),
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  clock: new SystemClock(),
});

/** The nearest folder upwards that has a package.json: this file's own depth differs between source and build. */
function packageDirectory(folder: string): string {
  const parent = dirname(folder);

  return existsSync(join(folder, "package.json")) || parent === folder ? folder : packageDirectory(parent);
}
