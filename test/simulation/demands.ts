/** What is demanded of every run. */
export const DEMANDS = {
  "answered-late": "Every request is answered within 9 seconds.",
  "answered-500": "No request is answered with 500.",
  "no-such-task": "A 200 names a task that is there, and of that very request.",
  "not-called":
    "Whoever was told 200 is called after they asked, or still waits, or was dealt with by an agent.",
  "left-waiting": "Nobody whose turn has come waits for an hour while agents are free.",
  "two-to-come": "At any time one request has one call to come.",
  "made-twice": "A recording, and a request under an id, is made once for ever.",
  "two-next": "A task that is put back has one next task.",
  "attempts-miscounted": "A put-back counts one attempt if a call was placed, else none.",
  "content-lost": "What was attached to the request is on every task of it.",
  "place-lost": "A put-back without a call keeps the place in the queue.",
  "outcome-lost": "A recorded outcome is where the next agent sees it.",
  "transcript-lost": "A transcript that was taken is where the next agent sees it.",
  "deleted-lives-on": "What was deleted is nowhere.",
  overtaken: "Nobody is put behind somebody of the same priority who asked later.",
  "supervised-otherwise":
    "What a supervisor wants of a request that waits either happens, or the answer says that it did not.",
  "list-wrong": "A supervisor's list shows what is open, and nothing that has ended.",
  "breaks-contract": "Twilio is asked only what it knows.",
  "log-tells": "No telephone number, token or transcript stands in a log.",
  "unhandled-rejection": "No promise is rejected without anybody hearing of it.",
} as const;

export type Demand = keyof typeof DEMANDS;

/** Tells that a demand is not met: in what, and if it is about one request, whose, and from when to when. */
export type Breaks = (demand: Demand, about: string, key?: string, from?: number, to?: number) => void;
