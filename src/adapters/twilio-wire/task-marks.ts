import type { JoinedMark, TaskMark } from "../../domain/callback-task.ts";
import { defined } from "../../domain/defined.ts";
import { END_KINDS, END_REASONS, type End } from "../../domain/end.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import type { PutBack } from "../../domain/retry/requeue.ts";
import { toDate, without } from "./values.ts";

const REASONS = ["requeue", "ask", "move"] as const;

/** `requeue` on a task: older versions wrote only the moment and, later, the next task. */
export function readMark(wire: unknown): TaskMark | undefined {
  if (!isJsonObject(wire)) return undefined;
  const at = readMoment(wire.at);
  if (!at) return undefined;

  const why = wire.why === undefined ? "requeue" : REASONS.find((reason) => reason === wire.why);
  if (!why) return undefined;
  const id = typeof wire.id === "string" ? wire.id : at.toISOString();
  const next = typeof wire.taskSid === "string" && wire.taskSid !== "" ? wire.taskSid : undefined;
  const decision = readDecision(wire.decision);
  const kept = without(wire, ["id", "at", "why", "taskSid", ...(decision ? ["decision"] : [])]);

  return defined({ id, at, why, decision, next, kept: Object.keys(kept).length > 0 ? kept : undefined });
}

export function writeMark({ id, at, why, decision, next, kept }: TaskMark): JsonObject {
  return {
    ...kept,
    id,
    at: at.toISOString(),
    why,
    ...defined({ decision: decision && writeDecision(decision), taskSid: next }),
  };
}

/** `end` on a task: how its request ended, or that it is canceled as one too many of its request. */
export function readEnd(wire: unknown): End | JoinedMark | undefined {
  if (!isJsonObject(wire)) return undefined;
  const at = readMoment(wire.at);
  if (!at || typeof wire.by !== "string") return undefined;
  if (wire.how === "joined")
    return typeof wire.keep === "string" ? { id: wire.by, at, keep: wire.keep } : undefined;

  const how = END_KINDS.find((kind) => kind === wire.how);
  const reason = END_REASONS.find((each) => each === wire.reason);
  if (!how || (wire.reason !== undefined && !reason)) return undefined;

  return { how, ...defined({ reason }), at, by: wire.by };
}

export function writeEnd({ at, ...end }: End): JsonObject {
  return { ...defined(end), at: at.toISOString() };
}

export function writeJoined({ id, at, keep }: JoinedMark): JsonObject {
  return { how: "joined", by: id, at: at.toISOString(), keep };
}

function readDecision(wire: Json | undefined): PutBack | undefined {
  if (!isJsonObject(wire)) return undefined;
  const { attempts, putBacks, retryDelay } = wire;

  return typeof attempts === "number" && typeof putBacks === "number" && typeof retryDelay === "number"
    ? { attemptsMade: attempts, putBacks, retryDelaySeconds: retryDelay }
    : undefined;
}

function writeDecision({ attemptsMade, putBacks, retryDelaySeconds }: PutBack): JsonObject {
  return { attempts: attemptsMade, putBacks, retryDelay: retryDelaySeconds };
}

function readMoment(wire: Json | undefined): Date | undefined {
  return typeof wire === "string" ? toDate(wire) : undefined;
}
