import { afterTaskEnd, type RequestEnd } from "../after-task-end.ts";
import { kindOf, type RequestKind } from "../callback-request.ts";
import { type CallbackTask, conversationOf } from "../callback-task.ts";
import { defined } from "../defined.ts";
import type { LifetimePolicy } from "../lifetime.ts";
import { currentAttempt } from "../retry/requeue.ts";
import type { TaskEvent } from "../task-event.ts";

/** What became of one request, as far as is known. */
export interface RequestStory {
  readonly receivedAt: Date;
  readonly kind: RequestKind;
  /** There is a number that may be called. */
  readonly isCallable: boolean;
  readonly workflowId?: string;
  readonly firstCallAt?: Date;
  /** The attempt that is due, or in which it ended. */
  readonly attempt: number;
  /** When its message was heard first. */
  readonly heardAt?: Date;
  /** Name of whoever ended it, else of whoever called last. */
  readonly agent?: string;
  /** Absent: a task of it is open, or is still to come. */
  readonly end?: RequestEnd;
}

/** Tells the stories of requests from what the queue tells of their tasks, in whatever order that comes. */
export class RequestStories {
  readonly #policy: LifetimePolicy;
  readonly #told = new Map<string, Told>();

  constructor(policy: LifetimePolicy) {
    this.#policy = policy;
  }

  add(event: TaskEvent): void {
    const { task, at } = event;
    const told = this.#seen(task, at);
    if (event.kind === "created" && !told.over.has(task.id)) told.open.add(task.id);
    if (event.kind !== "ended") return;

    told.open.delete(task.id);
    told.over.add(task.id);
    const after = afterTaskEnd(task, event.end, at, this.#policy);
    if (after.kind === "ended" && (!told.end || told.end.at <= after.end.at)) told.end = after.end;
  }

  /** A task that is open now, as it is. */
  addOpen(task: CallbackTask, at: Date): void {
    const told = this.#seen(task, at);
    if (!told.over.has(task.id)) told.open.add(task.id);
  }

  /** A request that another one took up is told there. */
  all(): readonly RequestStory[] {
    return [...this.#told.values()].map(storyOf).filter(({ end }) => end?.reason !== "joined");
  }

  #seen(task: CallbackTask, at: Date): Told {
    const name = conversationOf(task);
    const told = this.#told.get(name) ?? { last: task, lastAt: at, open: new Set(), over: new Set() };
    this.#told.set(name, told);
    if (at >= told.lastAt) {
      told.last = task;
      told.lastAt = at;
    }
    const calls = task.request.attempts.map((attempt) => attempt.at.getTime());
    const first = Math.min(told.firstCallAt?.getTime() ?? Number.POSITIVE_INFINITY, ...calls);
    if (first !== Number.POSITIVE_INFINITY) told.firstCallAt = new Date(first);

    return told;
  }
}

interface Told {
  last: CallbackTask;
  lastAt: Date;
  readonly open: Set<string>;
  readonly over: Set<string>;
  firstCallAt?: Date;
  end?: RequestEnd;
}

function storyOf({ last, open, firstCallAt, end }: Told): RequestStory {
  const { request } = last;
  const ended = open.size === 0 ? end : undefined;

  return {
    receivedAt: request.receivedAt,
    kind: kindOf(request),
    isCallable: request.contact.kind === "number",
    attempt: currentAttempt(request),
    ...defined({
      workflowId: request.routing.workflowId,
      firstCallAt,
      heardAt: request.voicemail?.heard?.[0]?.at,
      agent: ended?.by ?? request.attempts.at(-1)?.agent,
      end: ended,
    }),
  };
}
