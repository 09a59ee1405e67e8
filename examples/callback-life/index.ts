// The whole life of a callback, with everything in memory: no account, no network.
import { memoryCallbacks } from "flex-callback-voicemail/memory";

const { requestCallback, requeueCallback, recordAttempt, closeCallback, queue, tasks } = memoryCallbacks();
const agent = { name: "Agent One", workerId: "WK1", roles: ["agent"] };

// A contact asks to be called back, and asks again: there is one task.
const asked = { contactNumber: "+1 (415) 555-0100", callerId: "+14155550199" };
console.log("asked:", await requestCallback(asked));
console.log("asked again:", await requestCallback(asked));
const [first = ""] = queue.open();

// An agent calls, nobody answers, and the request goes back into the queue as a second attempt.
queue.accept(first, agent.workerId);
await recordAttempt(first, { outcome: "no-answer" }, agent);
const requeued = await requeueCallback(first, agent);
queue.finish(first);
console.log("requeued:", requeued);

// The second call is answered.
const [second = ""] = queue.open();
queue.accept(second, agent.workerId);
await recordAttempt(second, { outcome: "answered" }, agent);
await closeCallback(second, "reached", agent);
console.log(
  "attempts:",
  (await tasks.find(second))?.task.request.attempts.map(({ outcome }) => outcome),
);
console.log("waiting:", queue.open());
