import { expect } from "vitest";
import { SHORTENED_MARK } from "../../../src/domain/attribute-budget.ts";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import type { Extent } from "../../../src/domain/once/look.ts";
import type { Added, CallbackTasks, NewTask, Sought } from "../../../src/ports/callback-tasks.ts";
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
    /** The task is offered to the agent, who does not answer. */
    offer?(id: string, workerId: string): Awaitable<void>;
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
  add(details?: Partial<CallbackRequest>, origin?: Partial<Origin>): Promise<string>;
  /** The task as it is found. */
  find(id: string): Promise<CallbackTask | undefined>;
  /** Looks in the workflow that `add` adds to. By default as far as it goes. */
  lookFor(sought: Sought, extent?: Extent): Promise<readonly CallbackTask[]>;
}

type Origin = Pick<NewTask, "madeBy" | "after">;

/** Long enough for a create at a slow moment. */
export const WITHIN_MS = 5_000;

export function idOf(added: Added): string {
  if (added.kind !== "added") throw new Error(`The task was ${added.kind}`);

  return added.taskId;
}

export function worldOf(setup: CallbackTasksSetup): World {
  let tries = 0;
  const add = async (details: Partial<CallbackRequest> = {}, origin: Partial<Origin> = {}) => {
    tries += 1;
    const request = withWorkflow(aRequest(details), setup.workflowId);

    return idOf(await setup.tasks.add({ request, madeBy: `try-${tries}`, ...origin }, WITHIN_MS));
  };
  const find = async (id: string) => (await setup.tasks.find(id))?.task;

  const lookFor = async (sought: Sought, extent: Extent = "all") =>
    (await setup.tasks.look({ ...sought, workflowId: setup.workflowId }, extent)).tasks;

  return { ...setup, add, find, lookFor };
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
