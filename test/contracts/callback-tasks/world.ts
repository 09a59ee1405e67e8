import { expect } from "vitest";
import { SHORTENED_MARK } from "../../../src/domain/attribute-budget.ts";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import type { CallbackTasks } from "../../../src/ports/callback-tasks.ts";
import { anId, aRequest } from "../../support/requests.ts";

type Awaitable<Value> = Value | Promise<Value>;

export interface CallbackTasksSetup {
  /** A queue in which there is no work yet. */
  readonly tasks: CallbackTasks;
  /** A workflow that requests may name. */
  readonly workflowId: string;
  /** Two agents who may take any work. */
  readonly workers: readonly [string, string];
  /** The agents' side of the queue. */
  readonly agents: {
    /** The agent takes the task. */
    accept(id: string, workerId: string): Awaitable<void>;
    /** The agent who has the task gives it to another, and lets go of it. */
    handOver?(id: string, workerId: string): Awaitable<void>;
    wrapUp(id: string): Awaitable<void>;
    finish(id: string): Awaitable<void>;
    /** The finished task leaves the queue for good, as it would after a while. */
    remove(id: string): Awaitable<void>;
    /** Ids of all work that is neither finished nor canceled, of every kind. */
    open(): Awaitable<readonly string[]>;
  };
  /** Puts work of another kind into the queue and returns its id. */
  addForeignTask(): Awaitable<string>;
  /** From now on the queue cannot be reached. */
  cutOff(): void;
  /** The next thing that is written takes effect, and its answer is lost. */
  loseNextAnswer?(): void;
}

/** What the tests of one promise act in. */
export interface World extends CallbackTasksSetup {
  /** Adds a request that differs from the ordinary one in these details. */
  add(details?: Partial<CallbackRequest>): Promise<string>;
}

export function worldOf(setup: CallbackTasksSetup): World {
  return { ...setup, add: (details) => setup.tasks.add(withWorkflow(aRequest(details), setup.workflowId)) };
}

export function withWorkflow(request: CallbackRequest, workflowId: string): CallbackRequest {
  return { ...request, routing: { workflowId, ...request.routing } };
}

export const ID_NEVER_GIVEN_OUT = anId("WT", "f".repeat(32));

/** The part of the setup that an adapter may do without: whoever does lists a gap. */
export function required<Part>(part: Part | undefined): Part {
  if (part === undefined)
    throw new Error("The setup lacks a back door for this test: offer it, or list a gap");

  return part;
}

export function expectCut(cut: string | undefined, whole: string): void {
  expect(cut?.endsWith(SHORTENED_MARK)).toBe(true);
  const kept = cut?.slice(0, -SHORTENED_MARK.length) ?? "";
  expect(whole.startsWith(kept)).toBe(true);
  expect(kept.length).toBeGreaterThan(whole.length / 8);
  expect(kept.length).toBeLessThan(whole.length);
  expect(kept.isWellFormed()).toBe(true);
}

export function textOf(task: CallbackTask | undefined): string | undefined {
  const transcript = task?.request.voicemail?.transcript;

  return transcript?.kind === "text" && transcript.shortened ? transcript.text : undefined;
}
