import { sha256 } from "../../src/adapters/system/sha256.ts";
import { cloudEventOf } from "../../src/adapters/webhook/webhook-announcements.ts";
import { ANNOUNCEMENT_KINDS, type AnnouncementKind, announcementsOf } from "../../src/domain/announcement.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import { knownNumber } from "../../src/domain/phone-number.ts";
import { ENVIRONMENT } from "./http-common-answers.ts";

const MEANINGS: Readonly<Record<AnnouncementKind, string>> = {
  "callback.requested": "A contact asked for a callback.",
  "callback.asked-again": "The contact asked again before they were called; `message` is what they said.",
  "callback.attempted":
    "A call was placed, and its outcome is known. An outcome that is corrected is announced as well.",
  "callback.put-back":
    "An agent put the request back: `taskSid` is its next task, `retryDelay` the seconds that it is held.",
  "callback.assigned": "A supervisor, `agent`, handed the request to `workerSid`, who is offered it first.",
  "callback.expedited": "A supervisor, `agent`, brought the request forward.",
  "callback.ended":
    "The request ended: `how` and `reason` are those of [`callBackData.end`](http.md#attributes-of-a-task). `agent` is who ended it; without, nobody of ours did.",
  "voicemail.received": "A contact left a message.",
  "voicemail.transcribed":
    "The transcript is there; `shortened`: not all of it. Or `failed`: there will be none.",
  "voicemail.heard": "An agent played the message: once for each agent.",
  "voicemail.deleted": "An agent deleted recording and transcript for good.",
};

/** Writes docs/events.md, with an example of each announcement. */
export function eventsPage(): string {
  return `# Announcements

\`npm run docs\` writes this page from the code.

Set \`CALLBACK_WEBHOOK_URL\` and \`CALLBACK_WEBHOOK_SECRET\`, and other systems hear what happens to requests: a CRM, a
ticket system, a mailbox. Each announcement is one \`POST\` of a [CloudEvent](https://cloudevents.io) in JSON, in the
envelope of [Standard Webhooks](https://www.standardwebhooks.com): every language has a package that checks its signature.

- Answer with 2xx within 3 seconds. Any other answer, a redirect included, counts as not taken.
- **Each announcement comes at least once.** One that comes again has the same \`id\` and the same content, so keep the ids
  that you have seen. Without a ledger (\`CALLBACK_LEDGER=off\`) repeats are more frequent.
- They may come in any order, and late: what you did not take comes again for four hours, and afterwards with the next
  \`sweep\`. A request never waits for an announcement.
- They are made of TaskRouter's events: \`provision\` sets up Event Streams, \`sweep\` makes up for what was missed.
- \`subject\` is the request's name, the SID of its first task: \`conversation_id\` in Flex Insights.
- They hold telephone numbers, messages and transcripts. The address must be https, except on your own machine.

| Type | Meaning |
| --- | --- |
${ANNOUNCEMENT_KINDS.map((kind) => `| [\`${kind}\`](#${kind.replace(".", "")}) | ${MEANINGS[kind]} |`).join("\n")}

${ANNOUNCEMENT_KINDS.map((kind) => `## ${kind}\n\n\`\`\`json\n${JSON.stringify(exampleOf(kind), null, 2)}\n\`\`\``).join("\n\n")}
`;
}

const FIRST = `WT${"0".repeat(32)}`;
const NEXT = `WT${"1".repeat(32)}`;
const AGENT = "Agent One";
const at = (time: string) => new Date(`2026-03-04T${time}Z`);

const REQUEST: CallbackRequest = {
  contact: { kind: "number", number: numberOf("+14155550100") },
  receivedAt: at("15:30:00"),
  timeZone: "America/New_York",
  attemptsMade: 0,
  attempts: [
    { at: at("15:41:00"), agent: AGENT, outcome: "no-answer", number: 1, callTaskId: `WT${"a".repeat(32)}` },
  ],
  routing: { channel: "voice", priority: 0, timeoutSeconds: 1_209_600 },
  message: "Asks about order 1042.",
  askedAgain: [{ at: at("15:35:00"), message: "It is urgent." }],
  ownerId: `WK${"1".repeat(32)}`,
  assigned: { by: "Supervisor", at: at("15:32:00"), to: AGENT },
  expedited: { by: "Supervisor", at: at("15:33:00"), priorityBefore: 0 },
  attributes: {},
  callAttributes: {},
};

const CALLBACK: CallbackTask = {
  id: FIRST,
  state: "wrap-up",
  createdAt: at("15:30:01"),
  request: REQUEST,
  mark: {
    id: "c1d7a6e4-3b9e-4f35-8a51-96f0a3a2b0de",
    at: at("15:43:00"),
    why: "requeue",
    decision: { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 },
    next: NEXT,
  },
};

const VOICEMAIL: CallbackTask = {
  ...CALLBACK,
  request: {
    ...REQUEST,
    voicemail: {
      recordingId: `RE${"0".repeat(32)}`,
      deleted: false,
      transcript: { kind: "text", text: "Please call me about my order.", shortened: false },
      heard: [{ by: AGENT, at: at("15:39:00") }],
      deletion: { by: AGENT, at: at("15:50:00") },
    },
  },
};

function exampleOf(kind: AnnouncementKind): object {
  const end = { how: "reached", at: at("16:02:00"), by: AGENT } as const;
  const announcement = [...announcementsOf(CALLBACK, end), ...announcementsOf(VOICEMAIL)].find(
    (each) => each.kind === kind,
  );
  if (!announcement) throw new Error(`The page needs an example of ${kind}.`);

  return cloudEventOf(
    { ...announcement, id: sha256(announcement.id) },
    `/accounts/${ENVIRONMENT.ACCOUNT_SID}`,
  );
}

function numberOf(text: string) {
  const number = knownNumber(text);
  if (number === undefined) throw new Error("The page needs a telephone number that can be called.");

  return number;
}
