import type { CallbackTask } from "../domain/callback-task.ts";
import { type DuplicatePolicy, sameRequest } from "../domain/duplicates.ts";
import {
  type AskedCallback,
  type AskedField,
  type FieldFaults,
  type NewRequestPolicy,
  newRequest,
} from "../domain/new-request.ts";
import { type Transcript, withTranscript } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Fulfilled, FulfilOnce } from "./fulfil-once.ts";

export type RequestCallbackOutcome =
  | { readonly kind: "created"; readonly taskId: string }
  /** The same request was made before: `taskId` is its task. */
  | { readonly kind: "joined"; readonly taskId: string; readonly transcript: JoinedTranscript }
  | { readonly kind: "refused"; readonly faults: FieldFaults<AskedField> };

/** What became of a transcript that came with a repeated request. */
export type JoinedTranscript = "none" | "written" | "task-gone";

/** Takes a request for a callback, or a voicemail, and puts it to the agents once. */
export type RequestCallback = (asked: AskedCallback) => Promise<RequestCallbackOutcome>;

/** What is wrong with a request, without making it: for callers who found faults of their own and want to name all. */
export type CheckRequest = (asked: AskedCallback) => FieldFaults<AskedField>;

export type RequestCallbackPolicy = NewRequestPolicy & DuplicatePolicy;

export const makeCheckRequest =
  (clock: Clock, policy: NewRequestPolicy): CheckRequest =>
  (asked) => {
    const fresh = newRequest(asked, policy, clock.now());

    return fresh.kind === "refused" ? fresh.faults : {};
  };

/**
 * Makes the use case that takes requests.
 *
 * @param fulfilOnce makes each request once, with a ledger: `makeFulfilOnce`
 * @param tasks the queue
 */
export const makeRequestCallback =
  (
    fulfilOnce: FulfilOnce,
    tasks: CallbackTasks,
    clock: Clock,
    log: Log,
    policy: RequestCallbackPolicy,
  ): RequestCallback =>
  async (asked) => {
    const fresh = newRequest(asked, policy, clock.now());
    if (fresh.kind === "refused") return fresh;

    const { request } = fresh;
    const { kind, taskId, mark } = await fulfilOnce(sameRequest(request, asked, policy), (name) =>
      tasks.add({ ...request, mark: name }),
    );
    if (kind === "created") return { kind, taskId };

    const transcript = await addTranscript(request.voicemail?.transcript, { taskId, mark }, tasks, log);

    return { kind, taskId, transcript };
  };

/**
 * A transcript that comes after its voicemail joins it, on the task that an agent will see: the one that took the
 * first one's place, if there is one. A transcript that comes after the last task has gone is not lost at Twilio.
 */
async function addTranscript(
  transcript: Transcript | undefined,
  { taskId, mark }: Pick<Fulfilled, "taskId" | "mark">,
  tasks: CallbackTasks,
  log: Log,
): Promise<JoinedTranscript> {
  if (!transcript) return "none";

  const add = (id: string): Promise<CallbackTask | undefined> =>
    tasks.change(id, ({ request }) =>
      request.voicemail
        ? { request: { ...request, voicemail: withTranscript(request.voicemail, transcript) } }
        : undefined,
    );
  const first = await add(taskId);
  const latest = first && !first.requeued ? first : (await tasks.findByMark(mark))[0];
  const written = latest && latest.id !== taskId ? await add(latest.id) : first;
  if (!written) log.warn("transcript.too-late", { taskId });

  return written ? "written" : "task-gone";
}
