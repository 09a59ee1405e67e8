import type { Twilio } from "../twilio/index.ts";
import type { Task } from "../twilio/taskrouter/store/model.ts";
import type { Handsets, RungCall } from "../twilio/telephony/handsets.ts";
import type { Heard } from "../twilio/telephony/line/stage.ts";

/** The call of a telephone. `dialled` it did itself, to `called-back` it was called. */
export interface ShownCall {
  readonly sid: string;
  readonly kind: "dialled" | "called-back";
  readonly other: string;
  readonly state: "busy" | "listening" | "recording" | "ringing" | "with-agent" | "ended";
  readonly startedAt: number;
  readonly heard: readonly Heard[];
  readonly pickedUpBy?: string;
}

export interface WaitingTask {
  readonly sid: string;
  readonly what: string;
  readonly who: string;
  readonly status: Task["assignmentStatus"];
  readonly since: number;
}

/** All that the page shows, at one moment. */
export interface Snapshot {
  /** Time at the local Twilio, in milliseconds. */
  readonly now: number;
  readonly call: ShownCall | undefined;
  readonly waiting: readonly WaitingTask[];
  readonly outbound: string;
  readonly faults: number;
}

type Needs = Pick<Twilio, "calls" | "clock" | "faults" | "phones" | "store"> & {
  readonly handsets: Pick<Handsets, "callTo">;
};

/** What somebody sees who has the telephone with this number. */
export function snapshotFor(
  number: string,
  { calls, clock, faults, handsets, phones, store }: Needs,
): Snapshot {
  const dialled = phones.callFrom(number);
  const rung = handsets.callTo(number);
  const shown: ShownCall | undefined = dialled && {
    sid: dialled.call.sid,
    kind: "dialled",
    other: dialled.call.to,
    state: dialled.state,
    startedAt: dialled.call.startedAt,
    heard: dialled.heard,
  };
  const isLater = rung && (!shown || rung.startedAt >= shown.startedAt);
  const isOver = !shown || shown.state === "ended";

  return {
    now: clock.time(),
    call: isLater && isOver ? calledBack(rung) : shown,
    waiting: [...store.state.tasks.values()].filter(isOpen).map(waiting),
    outbound: calls.dialling.outcome,
    faults: faults.pending.length,
  };
}

function calledBack({ sid, from, state, startedAt, pickedUpBy }: RungCall): ShownCall {
  return {
    sid,
    kind: "called-back",
    other: from,
    state,
    startedAt,
    heard: [],
    ...(pickedUpBy !== undefined && { pickedUpBy }),
  };
}

function isOpen({ assignmentStatus }: Task): boolean {
  return !["completed", "canceled"].includes(assignmentStatus);
}

function waiting({ sid, attributes, assignmentStatus: status, dateCreated: since }: Task): WaitingTask {
  const { taskType, direction, name, from, outbound_to: to, callBackData } = JSON.parse(attributes);
  const what = direction === "outbound" ? "outbound call" : (taskType ?? "call");

  return { sid, what, who: String(to ?? callBackData?.numberToCall ?? from ?? name ?? ""), status, since };
}
