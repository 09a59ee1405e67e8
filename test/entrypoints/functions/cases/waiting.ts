import type { Sent } from "../../../support/functions.ts";
import { CALLER_ID, type Case, type Changes, CONTACT, type Section, SUCCESS } from "./case.ts";

const ALWAYS = 1_000;
const CALL = `CA${"7".repeat(32)}`;

/** Twilio asks what a waiting call hears. */
function waiting(what: string, given: Partial<Case>, changes: Changes = {}): Case {
  const form = Object.entries({ CallSid: CALL, From: CONTACT, To: CALLER_ID, ...changes });

  return {
    what,
    sent: (): Sent => ({
      to: "studio/wait-experience",
      form: Object.fromEntries(form.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    }),
    answer: SUCCESS,
    tasks: 0,
    ...given,
  };
}

const MUSIC = "a greeting and music: the call keeps its place";

export const WAITING: Section = {
  title: "A caller waits, and hears TwiML whatever happens",
  cases: [
    waiting("TaskRouter cannot be reached", {
      faults: [{ host: "taskrouter.twilio.com", reset: "before", times: ALWAYS }],
      note: MUSIC,
    }),
    waiting("TaskRouter refuses everything", {
      faults: [{ host: "taskrouter.twilio.com", status: 403, times: ALWAYS }],
      note: MUSIC,
    }),
    waiting("TaskRouter answers with HTML", {
      faults: [
        {
          host: "taskrouter.twilio.com",
          status: 200,
          raw: "<html></html>",
          contentType: "text/html",
          times: ALWAYS,
        },
      ],
      note: MUSIC,
    }),
    waiting("the ledger cannot be reached", {
      faults: [{ host: "sync.twilio.com", reset: "before", times: ALWAYS }],
      note: "nothing is said of a callback from before",
    }),
    waiting("a state that is not ours", { note: "the menu begins anew" }, { state: "nonsense" }),
    waiting("no `CallSid`", { note: MUSIC }, { CallSid: undefined }),
    waiting("a `CallSid` that is none", { note: MUSIC }, { CallSid: "../Recordings" }),
    waiting("a withheld number", { note: "another number can be keyed" }, { From: "anonymous" }),
    waiting("an `entry` that does not exist", { note: "the caller counts as waiting" }, { entry: "nowhere" }),
    waiting("a language that we do not speak", { note: "English" }, { language: "tlh" }),
  ],
};
