import type { Agent } from "../agent.ts";
import { looksAfterAll } from "../agent.ts";
import { kindOf, type RequestKind } from "../callback-request.ts";
import { type CallbackTask, isHeld } from "../callback-task.ts";
import type { AttemptOutcome } from "../retry/attempt.ts";
import type { TaskState } from "../task-state.ts";

export interface TaskHolder {
  readonly workerId: string;
  readonly name: string;
}

/** An open callback or voicemail as the queue lists it. */
export interface ListedTask {
  readonly task: CallbackTask;
  /** The agent who has accepted it. Absent: nobody has, or the queue does not tell who. */
  readonly holder?: TaskHolder;
}

/** What agents may see of the list: nothing, the tasks that they hold, or all with the other contacts' numbers masked. */
export const LIST_FOR_AGENTS = ["none", "own", "queue"] as const;

export interface ListPolicy {
  readonly forAgents: (typeof LIST_FOR_AGENTS)[number];
}

/** What the desktop is told of the list. */
export interface BoardPolicy extends ListPolicy {
  /** Within so many minutes a contact should be called. */
  readonly targetMinutes: number;
}

/** One line of the list. */
export interface CallbackRow {
  readonly taskId: string;
  readonly kind: RequestKind;
  readonly state: TaskState;
  /** The number or the address, perhaps masked. Absent: the contact withheld it. */
  readonly contact?: string;
  readonly contactName?: string;
  /** The number that the contact called. */
  readonly calledNumber?: string;
  readonly receivedAt: Date;
  /** It is offered to nobody before. Absent: it is not held. */
  readonly heldUntil?: Date;
  /** Rounds in which a call was placed, before this task. */
  readonly attemptsMade: number;
  /** All calls that are still known. */
  readonly calls: number;
  readonly lastOutcome?: AttemptOutcome;
  readonly holder?: TaskHolder;
  /** Name of the agent to whom a supervisor handed it. */
  readonly assignedTo?: string;
  /** A supervisor brought it forward. */
  readonly isFirst?: boolean;
  readonly priority: number;
  readonly workflowId?: string;
}

/** Whether this person sees a list at all. */
export function mayList(agent: Agent, { forAgents }: ListPolicy): boolean {
  return looksAfterAll(agent) || forAgents !== "none";
}

/** The lines that this person may see, as they may see them. */
export function rowsFor(
  agent: Agent,
  listed: readonly ListedTask[],
  now: Date,
  { forAgents }: ListPolicy,
): readonly CallbackRow[] {
  const rows = listed.map((each) => rowOf(each, now));
  if (looksAfterAll(agent)) return rows;
  const isOwn = ({ holder }: CallbackRow) => holder !== undefined && holder.workerId === agent.workerId;

  switch (forAgents) {
    case "none":
      return [];
    case "own":
      return rows.filter(isOwn);
    case "queue":
      return rows.map((row) => (isOwn(row) ? row : masked(row)));
  }
}

function rowOf({ task, holder }: ListedTask, now: Date): CallbackRow {
  const { id, state, createdAt, request } = task;
  const { contactName, callerId, receivedAt, attemptsMade, attempts, routing } = request;
  const heldUntil = isHeld(task, now) && heldUntilOf(createdAt, request.retryDelaySeconds);
  const contact = addressOf(task);
  const lastOutcome = attempts.at(-1)?.outcome;

  return {
    taskId: id,
    kind: kindOf(request),
    state,
    ...(contact !== undefined && { contact }),
    ...(contactName !== undefined && { contactName }),
    ...(callerId !== undefined && { calledNumber: callerId }),
    receivedAt,
    ...(heldUntil && { heldUntil }),
    attemptsMade,
    calls: attempts.length,
    ...(lastOutcome !== undefined && { lastOutcome }),
    ...(holder && { holder }),
    ...(request.assigned && { assignedTo: request.assigned.to }),
    ...(request.expedited && { isFirst: true }),
    priority: routing.priority,
    ...(routing.workflowId !== undefined && { workflowId: routing.workflowId }),
  };
}

function heldUntilOf(createdAt: Date, delaySeconds = 0): Date {
  return new Date(createdAt.getTime() + delaySeconds * 1000);
}

function addressOf({ request: { contact } }: CallbackTask): string | undefined {
  switch (contact.kind) {
    case "number":
      return contact.number;
    case "not-callable":
      return contact.address;
    case "withheld":
      return undefined;
  }
}

/** The last two digits stay, so that one can tell contacts apart. */
function masked(row: CallbackRow): CallbackRow {
  const { contact, contactName: _, ...rest } = row;

  return { ...rest, ...(contact !== undefined && { contact: `••••${contact.slice(-2)}` }) };
}
