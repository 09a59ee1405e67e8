import { SPOKEN } from "../../src/adapters/functions/twiml/sentences/index.ts";
import { knownNumber } from "../../src/domain/phone-number.ts";
import { MOST_TRIES, nextStep } from "../../src/domain/waiting/menu.ts";
import {
  type MenuEvent,
  type MenuFacts,
  type MenuStep,
  RESULTS,
  SENTENCES,
  SPOTS,
  type Spot,
} from "../../src/domain/waiting/menu-state.ts";

const NUMBER = knownNumber("+14155550100");

const FACTS: MenuFacts = {
  entry: "queue",
  offersCallback: true,
  offersVoicemail: true,
  offersOtherNumber: true,
  hasNumber: true,
  canStay: true,
  isClosed: false,
  hasCallback: false,
  whenArranged: "hang-up",
};

const KEYS = ["1", "2", "3", "*"];

/** Writes docs/waiting.md: the drawing and the sentences come from the menu itself. */
export function waitingPage(): string {
  return `# The wait menu

\`npm run docs\` writes this page.

A caller who waits for an agent hears how long it may take, and may ask to be called back, at this number or another,
without losing the place, or leave a message. Set one address and it works:

| Where the call waits | What to set |
| --- | --- |
| Studio, Send to Flex | _Hold Music TwiML URL_: \`https://<your functions>/callback/studio/wait-experience\`, method POST |
| TwiML, \`<Enqueue workflowSid="WW…">\` | \`waitUrl="https://<your functions>/callback/studio/wait-experience"\` and \`action="…/callback/studio/after-queue"\` |
| Before the queue, from Studio | a TwiML Redirect to \`…/wait-experience?entry=before&flowSid={{flow.flow_sid}}&workflowSid=WW…\`; its _Return_ goes on to Send to Flex |
| Before the queue, in TwiML | \`<Redirect>…/wait-experience?entry=before&workflowSid=WW…&next=<your address></Redirect>\` |

Add \`language=de\` (or another tag) for the caller's language; the request carries it on to transcription and reports.
[HTTP](http.md) has all parameters. \`provision\` makes both [flows for Studio](studio.md).

## What happens to the call

1. The callback exists before the call leaves the queue. It has the call's place, priority, attributes and conversation;
   its workflow too, if that is one of \`CALLBACK_WORKFLOW_SIDS\`; never its time-out.
2. The call's task is marked for Flex Insights (\`conversations.abandoned\`: \`Follow-Up\`) and looked at again. An agent
   who has just accepted it gets the caller: the callback goes, and so do the marks.
3. The caller hears what really happened, and hangs up or, with \`whenArranged\`: \`leave\`, goes on in your flow.

If the callback cannot be made, the caller keeps the place and hears so. The call's task is never canceled by us while
the call waits: hanging up does that. A message is recorded after the call has left the queue, because Twilio records
nothing in it; who says nothing is offered a callback instead. Whoever asks twice, on the same call or another, has one
callback. A caller who has one already hears so, and may keep it, cancel it or speak now.

## When the contact was spoken to

Somebody who waits for a callback may call once more and reach an agent. When that call is over, \`events/taskrouter\`, or the
next \`sweep\`, ends the callback as \`canceled: served\`; one that an agent has already shows when they spoke, and the agent decides. That is
\`CALLBACK_WHEN_SERVED=end\`, the default. The contact is called all the same

- with \`CALLBACK_WHEN_SERVED=keep\`, with \`CALLBACK_DUPLICATES=allow\`, and without a ledger, or with neither Event Streams nor \`sweep\`;
- if the call went to another number than the one on the callback, or was no inbound call, or no agent joined it;
- if an attribute of \`CALLBACK_DUPLICATES_BY\` differs, or the call's task lacks it;
- if the callback waits in a workflow that is neither the default one nor in \`CALLBACK_WORKFLOW_SIDS\`;
- if they asked, or asked again, after that call came into the queue: they may have agreed upon it with the agent;
- if they left a voicemail, which nobody may have heard, or if the flow named the request by \`requestId\`.

## Whatever fails

Whatever fails, the answer is TwiML that keeps the call: at worst, music. The state of the menu travels in the address,
sealed with AES-GCM under a key derived from \`CALLBACK_LEDGER_KEY\`, for this call alone. No phone number stands in an
address.

Twilio throws a caller out of the queue where the answer is an error, or does not come. The menu, and the flows that
\`provision\` makes, let it ask again for up to 15 seconds. In a flow of your own, write the addresses with
\`#rt=10000&rc=5&rp=5xx,ct,rt\` behind them ([connection
overrides](https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides)), and \`after-queue\` as the \`action\`:
it gives the menu to whoever is thrown out all the same.

Twilio tells of a message once; in the same way it is told again for up to 15 seconds. A message that comes while TaskRouter is away for longer
stays among Twilio's recordings, and reaches no agent; that the ledger is away does not matter.

The first round asks Twilio twice, and once or twice more to see whether the caller has a callback already; a plain round
asks nobody.

## When it is offered

| Setting | |
| --- | --- |
| \`CALLBACK_OFFER_FROM_SECONDS\` | from an expected wait, or a wait so far, of so many seconds on |
| \`CALLBACK_OFFER_FROM_LENGTH\` | from so many waiting callers on |
| \`CALLBACK_MAX_OPEN\` | no further callbacks while so many are open |
| \`CALLBACK_HOURS\` | when you are open, by the clock of \`CALLBACK_TIME_ZONE\`: \`Mo-Fr 09:00-17:00; Fr 22:00-02:00; 2026-12-25 closed\`. When you are closed the caller before the queue hears so, and gets the offers |

The expected wait comes from the workflow's statistics of the last 15 minutes: who waits, times how long agents take for
each. It is rounded up, up to "longer than four hours", and not said if agents took nobody lately. Callbacks that wait out
a delay stand in a queue of their own and do not count.

## The menu

Three times in a row, at most, is somebody asked who does not answer. Then a caller in the queue waits on; one before it
goes on to the queue.

\`\`\`mermaid
stateDiagram-v2
${drawing().join("\n")}
\`\`\`

Of ${MOST_TRIES} wrong or missing answers in a row, the drawing shows the last. At any question with numbers, star leads back to the choices.
Keyed numbers are in the country of the number that was called, unless they begin with an international prefix; they are
read back digit by digit. \`CALLBACK_ALLOWED_COUNTRIES\` and \`CALLBACK_PREMIUM_NUMBERS\` hold for them too.

## Your own words, voices and music

\`CALLBACK_MENU\` is a JSON object, or the path of a private asset of the functions that holds one, because a variable of
Twilio Functions holds little: with \`CALLBACK_MENU=/wait-menu.json\`, \`deploy\` checks and uploads the file
\`wait-menu.json\` beside your \`.env\`. Leave out what stays as it is:

\`\`\`json
{
  "voicemail": false,
  "position": true,
  "music": "https://example.com/music.mp3",
  "voices": { "en-US": "Polly.Matthew-Neural" },
  "sentences": {
    "en-US": {
      "greeting": "Thank you for calling Owl Travel.",
      "offer": { "play": "https://example.com/offer.mp3" }
    }
  }
}
\`\`\`

\`callback\`, \`voicemail\`, \`otherNumber\`, \`expectedWait\`, \`position\`, \`knownCallback\`: \`true\` or \`false\`.
\`whenArranged\`: \`hang-up\` or \`leave\`. \`longestMessage\` and \`silence\`: seconds. \`position\` is the call's position
in the voice queue, which need not be TaskRouter's order. A sound that cannot be played is skipped, and locks nobody in.

The languages are ${Object.entries(SPOKEN)
    .map(([name, { voice }]) => `\`${name}\` (${voice.voice})`)
    .join(", ")}. The sentences, in English:

| Name | Sentence |
| --- | --- |
${SENTENCES.map((name) => `| \`${name}\` | ${SPOKEN["en-US"].sentences[name]} |`).join("\n")}
`;
}

/** Every step that the menu takes, as an arrow. */
function drawing(): readonly string[] {
  const arrows = new Set<string>();
  for (const entry of ["queue", "voicemail"] as const) {
    for (const at of SPOTS) {
      if ((entry === "voicemail") !== ["recording", "nothing-recorded"].includes(at) && at !== "arrived")
        continue;
      for (const [event, label] of eventsAt(at)) {
        for (const hasCallback of at === "arrived" && entry === "queue" ? [false, true] : [false]) {
          const tries = event.kind === "silence" && at !== "recording" ? MOST_TRIES - 1 : 0;
          const state = { at, tries, ...(NUMBER && { keyed: NUMBER }) };
          const step = nextStep(state, event, { ...FACTS, entry, hasCallback });
          draw(at, step, at === "arrived" ? labelOf(entry, hasCallback) : label, entry);
        }
      }
    }
  }

  return [...arrows];

  function draw(from: Spot, step: MenuStep, label: string, entry: MenuFacts["entry"]): void {
    const [to, said] = targetOf(step);
    if (to !== nodeOf(from)) arrows.add(`  ${nodeOf(from)} --> ${to}: ${label}${said}`);
    if (step.kind !== "do") return;
    for (const kind of RESULTS) {
      if (!RESULTS_OF[step.action.kind]?.includes(kind)) continue;
      const [after, heard] = targetOf(nextStep(step.state, { kind }, { ...FACTS, entry }));
      arrows.add(`  ${to} --> ${after}: ${kind}${heard}`);
    }
  }
}

const RESULTS_OF: Readonly<Record<string, readonly string[]>> = {
  arrange: ["arranged", "not-arranged", "taken"],
  cancel: ["canceled", "not-canceled"],
  "move-to-voicemail": ["moved", "not-moved", "taken"],
};

function labelOf(entry: MenuFacts["entry"], hasCallback: boolean): string {
  if (entry === "voicemail") return "for a message";

  return hasCallback ? "has asked before" : "comes";
}

function eventsAt(at: Spot): readonly (readonly [MenuEvent, string])[] {
  if (at === "arrived") return [[{ kind: "arrival" }, "comes"]];
  const silence = [{ kind: "silence" } as const, "silence"] as const;
  const keys = KEYS.map((key) => [{ kind: "key", key } as const, key === "*" ? "star" : key] as const);
  if (at === "recording") return [silence, [{ kind: "recorded" }, "message"]];
  if (at === "keying" && NUMBER) {
    return [
      [{ kind: "number", reading: { kind: "number", number: NUMBER } }, "a number"],
      ...keys.filter(([{ key }]) => key === "*"),
      silence,
    ];
  }

  return at === "waiting" ? [...keys.filter(([{ key }]) => key === "*")] : [...keys, silence];
}

function targetOf(step: MenuStep): readonly [node: string, said: string] {
  switch (step.kind) {
    case "ask":
    case "hold":
    case "record":
      return [nodeOf(step.state.at), ""];
    case "do":
      return [nodeOf(step.action.kind), ""];
    case "moved":
      return [nodeOf("arrived"), ""];
    case "end":
      return ["[*]", ""];
  }
}

function nodeOf(name: string): string {
  return name.replaceAll("-", "_");
}
