import type { PhoneLine } from "../../../local/twilio/telephony/line/phone-line.ts";
import type { History, SeenTask } from "../history.ts";
import { isLateCreate } from "../trade-offs.ts";
import { wireOf } from "./wire.ts";

/** One person's call, after it has ended. */
export interface CallerSeen {
  readonly number: string;
  readonly line: PhoneLine;
  /** The task of the call. */
  readonly taskSid: string;
}

export const THROWN_OUT = "the queue throws out";
/** Two tasks of one request: `late-create` of the trade-offs. */
export const MADE_LATE = "a process stood still over a create:";
export const NO_MESSAGE = "nobody gets the message";

type Became = "agent" | "callback" | "voicemail" | "nothing";

/** What of a call's end is not as it should be, in words. */
export function* breaksOfCaller(
  seen: CallerSeen,
  history: History,
  /** Callbacks whose contact an agent has called. */
  called: ReadonlySet<string>,
): Generator<string> {
  const { callbacks, voicemails, isArranged, hasSpoken, messages, mayHaveAsked } = lookAt(seen, history);
  const { number, line, taskSid } = seen;
  const open = callbacks.filter(isOpen);

  if (line.heard.some(({ kind }) => kind === "refused")) yield `${THROWN_OUT} ${number}`;
  if (isOpen(history.tasks.get(taskSid))) yield `${number} has gone, and their call still waits`;
  if (open.length > 1) yield `${lateOr(callbacks)}${number} waits twice`;
  if (isArranged && !hasSpoken && open.length === 0 && !callbacks.some(({ sid }) => called.has(sid)))
    yield `${number} was told that we call, and is not called`;
  if (hasSpoken && open.length > 0) yield `${number} spoke with an agent, and waits all the same`;
  if (!mayHaveAsked && callbacks.length > 0) yield `${number} asked for nothing, and is called`;
  if (messages > 0 && voicemails.length === 0) yield `${NO_MESSAGE} of ${number}`;
  if (voicemails.length > messages) yield `${lateOr(voicemails)}the message of ${number} is there twice`;
}

function lateOr(tasks: readonly SeenTask[]): string {
  return tasks.some(({ madeBy }) => madeBy && isLateCreate(madeBy)) ? `${MADE_LATE} ` : "";
}

/** Where a caller ended up. */
export function becameOf(seen: CallerSeen, history: History): Became {
  const { callbacks, voicemails, hasSpoken } = lookAt(seen, history);
  if (hasSpoken) return "agent";
  if (voicemails.length > 0) return "voicemail";

  return callbacks.length > 0 ? "callback" : "nothing";
}

function lookAt({ number, line: { heard }, taskSid }: CallerSeen, history: History) {
  const said = heard.map(({ kind, text }) => (kind === "said" ? text : "")).join(" ");
  // Whoever keyed another number is called there.
  const own = [...history.tasks.values()].filter(
    (task) =>
      wireOf(task).callBackData?.numberToCall === number ||
      (task.sid !== taskSid && wireOf(task).conversations?.conversation_id === taskSid),
  );
  const isVoicemail = (task: SeenTask) => wireOf(task).callBackData?.RecordingSid !== undefined;

  return {
    callbacks: own.filter((task) => !isVoicemail(task)),
    voicemails: own.filter(isVoicemail),
    isArranged: said.includes("We will call you"),
    // Whoever heard this question may have answered it, and hung up before they heard what came of it.
    mayHaveAsked: /To be called back (at the number|instead)/.test(said),
    hasSpoken: heard.some(({ kind }) => kind === "bridged"),
    messages: heard.filter(({ kind }) => kind === "recorded").length,
  };
}

function isOpen(task: SeenTask | undefined): boolean {
  return task !== undefined && task.endedAt === undefined;
}
