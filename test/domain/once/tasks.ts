import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import type { StoredEntry } from "../../../src/domain/once/ledger-entry.ts";
import { FUNCTIONS_PACE } from "../../../src/domain/once/pace.ts";
import { anAttempt, aRequest } from "../../support/requests.ts";

export const PACE = FUNCTIONS_PACE;
export const ME = "me";

/** The queue's and the ledger's time in these tables. */
export const NOW = new Date("2026-03-02T12:00:00.000Z");

export function ago(milliseconds: number): Date {
  return new Date(NOW.getTime() - milliseconds);
}

/** A claim or mark of somebody who may still be at work, and one of somebody who died. */
export const FRESH = ago(3_000);
export const STALE = ago(60_000);

export function aTask(id: string, details: Partial<CallbackTask> = {}): CallbackTask {
  return { id, state: "waiting", createdAt: ago(600_000), request: aRequest({ key: "k" }), ...details };
}

/** A task for which the contact was called in this round, whatever came of it. */
export function aCalledTask(id: string, details: Partial<CallbackTask> = {}): CallbackTask {
  const request = aRequest({ key: "k", attempts: [anAttempt({ number: 1 })] });

  return aTask(id, { state: "assigned", request, ...details });
}

export function anEntry(details: Partial<StoredEntry> = {}): StoredEntry {
  return { by: "other", busy: false, version: "1", writtenAt: STALE, readAt: NOW, ...details };
}
