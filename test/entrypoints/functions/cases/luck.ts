import type { Fault } from "../../../../local/twilio/index.ts";
import {
  BUSY,
  CALLER_ID,
  type Case,
  CONTACT,
  callback,
  type ExpectedAnswer,
  fromFlex,
  REFUSED_BY_TWILIO,
  requeue,
  type Section,
  SUCCESS,
} from "./case.ts";

type Trouble = Omit<Fault, "method" | "host" | "path" | "times">;

const HTML: Trouble = { status: 502, raw: "<html><h1>502 Bad Gateway</h1></html>", contentType: "text/html" };
const NOT_JSON: Trouble = { status: 201, raw: "<html>Welcome</html>", contentType: "text/html" };
const ALWAYS = 1_000;

const CREATE = { method: "POST", host: "taskrouter.twilio.com", path: "/Tasks" };
const VALIDATE = { method: "POST", host: "iam.twilio.com" };
const CLAIM = { host: "sync.twilio.com" };

function creating(
  what: string,
  trouble: Trouble,
  times: number,
  answer: ExpectedAnswer,
  note?: string,
): Case {
  return {
    what: `creating the task: ${what}`,
    sent: callback(),
    faults: [{ ...CREATE, ...trouble, times }],
    answer,
    tasks: answer === SUCCESS ? 1 : 0,
    ...(note !== undefined && { note }),
  };
}

export const TASKROUTER: Section = {
  title: "TaskRouter fails",
  cases: [
    creating("400", { status: 400 }, 1, REFUSED_BY_TWILIO, "Twilio's code is passed on"),
    creating("401", { status: 401 }, 1, REFUSED_BY_TWILIO, "Twilio's code is passed on"),
    creating("400 without a code or a message", { status: 400, raw: "{}" }, 1, REFUSED_BY_TWILIO),
    creating("429 once", { status: 429 }, 1, SUCCESS, "tried again"),
    creating("429 always", { status: 429 }, ALWAYS, BUSY),
    creating(
      "429 with `Retry-After: 30`",
      { status: 429, headers: { "Retry-After": "30" } },
      1,
      BUSY,
      "not tried too early",
    ),
    creating("500 once", { status: 500 }, 1, SUCCESS, "looked for, then tried again"),
    creating("500 always", { status: 500 }, ALWAYS, BUSY),
    creating("502 with HTML once", HTML, 1, SUCCESS, "looked for, then tried again"),
    creating("502 with HTML always", HTML, ALWAYS, BUSY),
    creating("503 once", { status: 503 }, 1, SUCCESS, "tried again"),
    creating("503 always", { status: 503 }, ALWAYS, BUSY),
    creating("201 that is not JSON", NOT_JSON, 1, SUCCESS, "looked for, then tried again"),
    creating(
      "connection lost before it took effect",
      { reset: "before" },
      1,
      SUCCESS,
      "looked for, then tried again",
    ),
    creating("connection lost before it took effect, always", { reset: "before" }, ALWAYS, BUSY),
    creating(
      "connection lost after the task was made",
      { reset: "after" },
      1,
      SUCCESS,
      "found, not made again",
    ),
    {
      what: "creating the task: connection lost after it was made, and looking for it fails as well",
      // Nobody asked for this number before: a note of an earlier request may still be on its way to the ledger.
      sent: callback({ numberToCall: "+14155550177" }),
      faults: [
        { ...CREATE, reset: "after" },
        { method: "GET", host: "taskrouter.twilio.com", path: "/Tasks", status: 500, times: ALWAYS },
      ],
      answer: BUSY,
      tasks: 1,
      note: "not made again: whoever asks again joins it",
    },
  ],
};

function validating(
  what: string,
  trouble: Trouble,
  times: number,
  answer: ExpectedAnswer,
  note?: string,
): Case {
  return {
    what: `checking the token: ${what}`,
    sent: fromFlex("flex/create-callback", () => ({ numberToCall: CONTACT, numberToCallFrom: CALLER_ID })),
    faults: [{ ...VALIDATE, ...trouble, times }],
    answer,
    tasks: answer === SUCCESS ? 1 : 0,
    ...(note !== undefined && { note }),
  };
}

const NOT_ACCEPTED: ExpectedAnswer = { status: 403, code: "token-invalid" };

export const TOKEN_SERVICE: Section = {
  title: "The token service fails",
  cases: [
    validating("400", { status: 400 }, 1, NOT_ACCEPTED),
    validating(
      "401",
      { status: 401 },
      1,
      BUSY,
      "our own credentials are wrong: the token is not called false",
    ),
    validating("429 once", { status: 429 }, 1, SUCCESS, "asked again"),
    validating("429 always", { status: 429 }, ALWAYS, BUSY),
    validating("500 once", { status: 500 }, 1, SUCCESS, "asked again"),
    validating("500 always", { status: 500 }, ALWAYS, BUSY),
    validating("502 with HTML always", HTML, ALWAYS, BUSY),
    validating("503 always", { status: 503 }, ALWAYS, BUSY),
    validating("200 that is not JSON", { ...NOT_JSON, status: 200 }, ALWAYS, BUSY),
    validating("200 of another form", { status: 200, raw: '{"valid":"yes"}' }, ALWAYS, BUSY),
    validating("connection lost once", { reset: "before" }, 1, SUCCESS, "asked again"),
    validating("connection lost after it was checked", { reset: "after" }, 1, SUCCESS, "asked again"),
    validating("connection lost always", { reset: "before" }, ALWAYS, BUSY),
  ],
};

function claiming(what: string, trouble: Trouble, times: number): Case {
  return {
    what: `claiming the request: ${what}`,
    sent: callback(),
    faults: [{ ...CLAIM, ...trouble, times }],
    answer: SUCCESS,
    tasks: 1,
    note: "a request does not suffer for its ledger",
  };
}

export const LEDGER: Section = {
  title: "The ledger (Twilio Sync) fails",
  cases: [
    claiming("400", { status: 400 }, ALWAYS),
    claiming("401", { status: 401 }, ALWAYS),
    claiming("404: no such service", { status: 404 }, ALWAYS),
    claiming("429 always", { status: 429 }, ALWAYS),
    claiming("500 always", { status: 500 }, ALWAYS),
    claiming("502 with HTML always", HTML, ALWAYS),
    claiming("503 always", { status: 503 }, ALWAYS),
    claiming("answer that is not JSON", NOT_JSON, 1),
    claiming("connection lost before the claim was written", { reset: "before" }, 1),
    claiming("connection lost after the claim was written", { reset: "after" }, 1),
    claiming("connection lost always", { reset: "before" }, ALWAYS),
  ],
};

/** Lets the updates of the old task pass, so that the next fault meets the creation of the new one. */
const UPDATES_PASS: Fault = { method: "POST", path: "/Tasks/WT", latencyMs: 1, times: ALWAYS };
const MARK = { method: "POST", path: "/Tasks/WT" };
const READ = { method: "GET", path: "/Tasks/WT" };

function requeueing(what: string, faults: readonly Fault[], answer: ExpectedAnswer, note?: string): Case {
  return {
    what: `requeueing: ${what}`,
    sent: requeue(),
    faults,
    answer,
    tasks: answer === SUCCESS ? 1 : 0,
    ...(note !== undefined && { note }),
  };
}

export const REQUEUE: Section = {
  title: "TaskRouter fails while a callback is put back",
  cases: [
    requeueing("reading the old task: 500 once", [{ ...READ, status: 500 }], SUCCESS, "read again"),
    requeueing("reading the old task: 500 always", [{ ...READ, status: 500, times: ALWAYS }], BUSY),
    requeueing("reading the old task: HTML", [{ ...READ, ...HTML, times: ALWAYS }], BUSY),
    requeueing("marking the old task: 412 once", [{ ...MARK, status: 412 }], SUCCESS, "looked at again"),
    requeueing(
      "marking the old task: 500 once",
      [{ ...MARK, status: 500 }],
      SUCCESS,
      "the update names its version, so it is safe to repeat",
    ),
    requeueing("marking the old task: 429 always", [{ ...MARK, status: 429, times: ALWAYS }], BUSY),
    requeueing("marking the old task: connection lost before", [{ ...MARK, reset: "before" }], SUCCESS),
    requeueing(
      "marking the old task: connection lost after",
      [{ ...MARK, reset: "after" }],
      SUCCESS,
      "it meets its own mark",
    ),
    requeueing("creating the new task: 400", [UPDATES_PASS, { ...CREATE, status: 400 }], REFUSED_BY_TWILIO),
    requeueing(
      "creating the new task: 429 once",
      [UPDATES_PASS, { ...CREATE, status: 429 }],
      SUCCESS,
      "tried again",
    ),
    requeueing(
      "creating the new task: 500 once",
      [UPDATES_PASS, { ...CREATE, status: 500 }],
      SUCCESS,
      "looked for, then tried again",
    ),
    requeueing(
      "creating the new task: 503 always",
      [UPDATES_PASS, { ...CREATE, status: 503, times: ALWAYS }],
      BUSY,
    ),
    requeueing(
      "creating the new task: connection lost before",
      [UPDATES_PASS, { ...CREATE, reset: "before" }],
      SUCCESS,
    ),
    requeueing(
      "creating the new task: connection lost after",
      [UPDATES_PASS, { ...CREATE, reset: "after" }],
      SUCCESS,
      "found, not made again",
    ),
  ],
};
