import type { Assigned, CallbackRequest, Expedited } from "../../domain/callback-request.ts";
import type { JoinedMark, TaskMark } from "../../domain/callback-task.ts";
import { defined } from "../../domain/defined.ts";
import { END_KINDS, END_REASONS, type End } from "../../domain/end.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import type { PutBack } from "../../domain/retry/requeue.ts";
import { count, text } from "./shape.ts";
import { asSid } from "./sids.ts";
import { toDate, without } from "./values.ts";
import { readByAgent, writeByAgent } from "./voicemail.ts";

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
  const { attempts, putBacks, retryDelay, agentSid } = wire;
  if (typeof attempts !== "number" || typeof putBacks !== "number" || typeof retryDelay !== "number")
    return undefined;

  return {
    attemptsMade: attempts,
    putBacks,
    retryDelaySeconds: retryDelay,
    ...defined({
      ownerId: typeof agentSid === "string" ? asSid(agentSid, "WK") : undefined,
      assigned: readAssigned(wire.assigned),
      expedited: readExpedited(wire.expedited),
    }),
  };
}

function writeDecision(decision: PutBack): JsonObject {
  const { attemptsMade, putBacks, retryDelaySeconds, ownerId } = decision;

  return {
    attempts: attemptsMade,
    putBacks,
    retryDelay: retryDelaySeconds,
    ...defined({ agentSid: ownerId }),
    ...writeSupervised(decision),
  };
}

/** `assigned` on a task. */
export function readAssigned(wire: unknown): Assigned | undefined {
  const by = readByAgent(wire);
  const to = text(isJsonObject(wire) ? wire.to : undefined);

  return by && to !== undefined ? { ...by, to } : undefined;
}

/** `expedited` on a task. */
export function readExpedited(wire: unknown): Expedited | undefined {
  const by = readByAgent(wire);
  const priorityBefore = count(isJsonObject(wire) ? wire.priority : undefined);

  return by && priorityBefore !== undefined ? { ...by, priorityBefore } : undefined;
}

/** What supervisors did to a request, for its task and for a mark. */
export function writeSupervised({
  assigned,
  expedited,
}: Pick<CallbackRequest, "assigned" | "expedited">): JsonObject {
  return defined({
    assigned: assigned && { ...writeByAgent(assigned), to: assigned.to },
    expedited: expedited && { ...writeByAgent(expedited), priority: expedited.priorityBefore },
  });
}

function readMoment(wire: Json | undefined): Date | undefined {
  return typeof wire === "string" ? toDate(wire) : undefined;
}
