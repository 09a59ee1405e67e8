import type { Fault } from "../../../../local/twilio/index.ts";
import { BUSY, CALLER_ID, type Case, callback, type ExpectedAnswer, fromFlex, SUCCESS } from "./case.ts";

/** A request during which something hangs for 15 seconds; when that is over, the same is asked once more. */
export interface HangingCase extends Omit<Case, "faults"> {
  /** Of its own, to tell its tasks from others'. */
  readonly contact: string;
  readonly faults: (sent: ReturnType<Case["sent"]>) => readonly Fault[];
  /** `tasks` of the case are those there are once nothing hangs any more; these, those after asking again. */
  readonly again: { readonly answer: ExpectedAnswer; readonly tasks: number };
}

export const HANGS_FOR_MS = 15_000;

const HANG = { latencyMs: HANGS_FOR_MS };
const CREATE = { method: "POST", host: "taskrouter.twilio.com", path: "/Tasks" };
const JOINED = { answer: SUCCESS, tasks: 1 };
const MADE = { answer: SUCCESS, tasks: 1 };

let contacts = 0;

function hanging(
  what: string,
  sent: (contact: string) => Case["sent"],
  faults: HangingCase["faults"],
  rest: Pick<HangingCase, "answer" | "tasks" | "again" | "note">,
): HangingCase {
  const contact = `+1415555020${contacts++}`;

  return { what, contact, sent: sent(contact), faults, ...rest };
}

const asked = (contact: string) => callback({ numberToCall: contact });
const askedInFlex = (contact: string) =>
  fromFlex("flex/create-callback", () => ({ numberToCall: contact, numberToCallFrom: CALLER_ID }));

const requeued = (contact: string) =>
  fromFlex("flex/requeue-callback", ({ heldCallback }) => ({ taskSid: heldCallback(contact) }));

const old = ({ form }: ReturnType<Case["sent"]>) => `/Tasks/${form?.taskSid}`;

export const HANGING: { readonly title: string; readonly cases: readonly HangingCase[] } = {
  title: "Twilio hangs for 15 seconds",
  cases: [
    hanging("creating the task, which takes effect after all", asked, () => [{ ...CREATE, ...HANG }], {
      answer: BUSY,
      tasks: 1,
      again: JOINED,
      note: "never created again meanwhile; asked again afterwards, it is joined",
    }),
    hanging("creating the task, in vain", asked, () => [{ ...CREATE, ...HANG, reset: "before" }], {
      answer: BUSY,
      tasks: 0,
      again: MADE,
      note: "asked again afterwards, it is made",
    }),
    hanging("checking the token", askedInFlex, () => [{ method: "POST", host: "iam.twilio.com", ...HANG }], {
      answer: BUSY,
      tasks: 0,
      again: MADE,
      note: "asked again afterwards, it is made",
    }),
    hanging("claiming the request", asked, () => [{ method: "POST", host: "sync.twilio.com", ...HANG }], {
      answer: SUCCESS,
      tasks: 1,
      again: JOINED,
      note: "the ledger is not waited for; asked again afterwards, it is joined",
    }),
    hanging(
      "requeueing: reading the old task",
      requeued,
      (sent) => [{ method: "GET", path: old(sent), ...HANG }],
      {
        answer: BUSY,
        tasks: 0,
        again: MADE,
        note: "asked again afterwards, it is made",
      },
    ),
    hanging(
      "requeueing: marking the old task, which takes effect after all",
      requeued,
      (sent) => [{ method: "POST", path: old(sent), ...HANG }],
      {
        answer: SUCCESS,
        tasks: 1,
        again: JOINED,
        note: "after 2 seconds a look tells what became of the mark; asked again afterwards, the same one is answered",
      },
    ),
    hanging(
      "requeueing: creating the new task, which takes effect after all",
      requeued,
      (sent) => [
        { method: "POST", path: old(sent), latencyMs: 1 },
        { ...CREATE, ...HANG },
      ],
      { answer: BUSY, tasks: 1, again: JOINED, note: "asked again afterwards, the same one is answered" },
    ),
  ],
};
