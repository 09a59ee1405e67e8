import type { Log } from "../../ports/log.ts";

/** Logs nothing: a command prints each step. */
export const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
