import type { Sent } from "../../../support/functions.ts";
import {
  CALLER_ID,
  type Case,
  CONTACT,
  callback,
  fromFlex,
  RECORDING,
  requeue,
  TRANSCRIPT,
  voicemail,
  type World,
} from "./case.ts";

/** The same request, several times over. All answers are 200 and name the same task. */
export interface RepeatedCase extends Pick<Case, "what" | "note"> {
  /** One request for each time it is made. */
  readonly sent: (world: World) => readonly Sent[];
  /** One process for all of them, or two that take turns. */
  readonly processes: 1 | 2;
  readonly when: "at once" | "one after the other";
  readonly tasks: 1;
}

function same(sent: Case["sent"], times = 2): RepeatedCase["sent"] {
  return (world) => {
    const one = sent(world);
    return Array.from({ length: times }, () => one);
  };
}

function different(...sent: readonly Case["sent"][]): RepeatedCase["sent"] {
  return (world) => sent.map((make) => make(world));
}

function repeated(what: string, sent: RepeatedCase["sent"], note?: string): readonly RepeatedCase[] {
  const ways = [
    { processes: 1, when: "at once" },
    { processes: 1, when: "one after the other" },
    { processes: 2, when: "at once" },
    { processes: 2, when: "one after the other" },
  ] as const;

  return ways.map(({ processes, when }) => ({
    what: `${what}, ${when}, in ${processes === 1 ? "one process" : "two processes"}`,
    sent,
    processes,
    when,
    tasks: 1,
    ...(note !== undefined && { note }),
  }));
}

const named = (contact: string) => callback({ requestId: "order 9", numberToCall: contact });

export const TWICE: { readonly title: string; readonly cases: readonly RepeatedCase[] } = {
  title: "The same request twice",
  cases: [
    ...repeated("a callback twice", same(callback())),
    ...repeated("a voicemail twice", same(voicemail())),
    ...repeated(
      "one `requestId` for two numbers",
      different(named(CONTACT), named("+14155550124")),
      "the id tells",
    ),
    ...repeated("a requeue twice", same(requeue())),
    {
      what: "a callback eight times, at once, in two processes",
      sent: same(callback(), 8),
      processes: 2,
      when: "at once",
      tasks: 1,
    },
    {
      what: "from Studio and from Flex, at once, in two processes",
      sent: different(
        callback(),
        fromFlex("flex/create-callback", () => ({ numberToCall: CONTACT, numberToCallFrom: CALLER_ID })),
      ),
      processes: 2,
      when: "at once",
      tasks: 1,
    },
    {
      what: "a voicemail, and then its transcript, in two processes",
      sent: different(callback({ RecordingSid: RECORDING }), voicemail({ TranscriptionText: TRANSCRIPT })),
      processes: 2,
      when: "one after the other",
      tasks: 1,
      note: "the transcript joins the voicemail's task",
    },
  ],
};

/** What the table says of a contact who asks anew; test and steps are in twice.test.ts. */
export const ANEW = {
  what: "a callback whose contact was called in vain, and has asked anew, is put back",
  tasks: 1,
  note: "theirs, which is the next attempt",
} as const;

/** What the table says of a process that ends in the midst of its work; test and steps are in twice.test.ts. */
export const CRASH = {
  what: "a process that is killed between claim and task; the same is asked of another, until it is answered with a task",
  tasks: 1,
} as const;
