import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WaitInWords } from "../../../src/domain/waiting/expected-wait.ts";
import { MOST_TRIES, nextStep } from "../../../src/domain/waiting/menu.ts";
import {
  ENTRIES,
  type MenuEvent,
  type MenuFacts,
  type MenuResult,
  type MenuState,
  type MenuStep,
  RESULTS,
  SPOTS,
  type Spot,
  START,
} from "../../../src/domain/waiting/menu-state.ts";
import { aNumber } from "../../support/requests.ts";

const OTHER = aNumber("+14155550101");

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
const before: Partial<MenuFacts> = { entry: "before" };
const nowhere: Partial<MenuFacts> = { entry: "before", canStay: false };

describe("The menu of a caller who waits", () => {
  it.each<[string, Spot, MenuEvent, Partial<MenuFacts>, string]>([
    ["A caller comes into the queue", "arrived", arrival(), {}, "hold: greeting, offer"],
    [
      "and hears how long it takes",
      "arrived",
      arrival(),
      { wait: { kind: "minutes", minutes: 5 }, position: 3 },
      "hold: greeting, position, wait.minutes, offer",
    ],
    ["Nothing is offered to them", "arrived", arrival(), offering(false, false), "hold: greeting"],
    [
      "They asked for a callback before",
      "arrived",
      arrival(),
      { hasCallback: true },
      "ask has-callback: has-callback, has-callback.choices, has-callback.stay",
    ],
    [
      "A caller comes before the queue",
      "arrived",
      arrival(),
      before,
      "ask choosing: greeting, choose.callback, choose.voicemail, choose.stay",
    ],
    ["It is not worth an offer", "arrived", arrival(), { ...before, ...offering(false, false) }, "go-on"],
    [
      "The centre is closed",
      "arrived",
      arrival(),
      { ...nowhere, isClosed: true },
      "ask choosing: closed, choose.callback, choose.voicemail",
    ],
    [
      "and has nothing to offer",
      "arrived",
      arrival(),
      { ...nowhere, ...offering(false, false), isClosed: true },
      "hang-up: closed, goodbye",
    ],
    ["A caller comes for a message", "arrived", arrival(), { entry: "voicemail" }, "record: voicemail.intro"],

    ["Music ends", "waiting", silence(), {}, "hold: offer"],
    [
      "They press star",
      "waiting",
      key("*"),
      {},
      "ask choosing: choose.callback, choose.voicemail, choose.stay",
    ],
    ["They press another key", "waiting", key("5"), {}, "hold: offer"],
    [
      "They press star, and only a message is offered",
      "waiting",
      key("*"),
      offering(false, true),
      "ask choosing: choose.voicemail, choose.stay",
    ],
    ["They press star, and nothing is offered", "waiting", key("*"), offering(false, false), "hold"],

    ["1: a callback", "choosing", key("1"), {}, "ask whose-number: number.own, number.other"],
    ["1: a callback, to no other number", "choosing", key("1"), { offersOtherNumber: false }, "do arrange"],
    [
      "1: a callback, without a number of their own",
      "choosing",
      key("1"),
      { hasNumber: false },
      "ask keying: number.enter",
    ],
    [
      "1, and no callback is offered",
      "choosing",
      key("1"),
      offering(false, true),
      "ask choosing: choose.voicemail, choose.stay",
    ],
    ["2: a message", "choosing", key("2"), {}, "do move-to-voicemail"],
    ["2: a message, before the queue", "choosing", key("2"), before, "record: voicemail.intro"],
    ["3: to wait", "choosing", key("3"), {}, "hold: offer"],
    ["3: to wait, before the queue", "choosing", key("3"), before, "go-on"],
    [
      "3, and there is nothing to wait for",
      "choosing",
      key("3"),
      nowhere,
      "ask choosing: choose.callback, choose.voicemail",
    ],
    ["Silence", "choosing", silence(), {}, "ask choosing: choose.callback, choose.voicemail, choose.stay"],

    ["1: their own number", "whose-number", key("1"), {}, "do arrange"],
    ["2: another number", "whose-number", key("2"), {}, "ask keying: number.enter"],
    ["*: back", "whose-number", key("*"), {}, "ask choosing: choose.callback, choose.voicemail, choose.stay"],

    [
      "A number that can be called",
      "keying",
      number(OTHER),
      {},
      "ask confirming: number.heard, number.confirm",
    ],
    [
      "A number that must not be called",
      "keying",
      refusedNumber(),
      {},
      "ask keying: number.refused, number.enter",
    ],
    ["*: back", "keying", key("*"), {}, "ask choosing: choose.callback, choose.voicemail, choose.stay"],

    ["1: it is right", "confirming", key("1"), {}, "do arrange +14155550101"],
    ["2: it is wrong", "confirming", key("2"), {}, "ask keying: number.enter"],
    ["*: back", "confirming", key("*"), {}, "ask choosing: choose.callback, choose.voicemail, choose.stay"],

    ["1: to keep it", "has-callback", key("1"), {}, "hang-up: kept, goodbye"],
    ["2: to cancel it", "has-callback", key("2"), {}, "do cancel"],
    ["3: to speak now", "has-callback", key("3"), {}, "hold: offer"],
    ["3: to speak now, before the queue", "has-callback", key("3"), before, "go-on"],

    [
      "A message is there",
      "recording",
      { kind: "recorded" },
      { entry: "voicemail" },
      "hang-up: voicemail.thanks, goodbye",
    ],
    [
      "Nothing was said",
      "recording",
      silence(),
      { entry: "voicemail" },
      "ask nothing-recorded: voicemail.nothing, voicemail.callback, voicemail.again",
    ],
    [
      "1: a callback instead",
      "nothing-recorded",
      key("1"),
      { entry: "voicemail", offersOtherNumber: false },
      "do arrange",
    ],
    ["2: once more", "nothing-recorded", key("2"), { entry: "voicemail" }, "record: voicemail.intro"],

    [
      "A callback is arranged",
      "whose-number",
      { kind: "arranged" },
      {},
      "hang-up: arranged.in-place, goodbye",
    ],
    [
      "and the flow goes on",
      "whose-number",
      { kind: "arranged" },
      { whenArranged: "leave" },
      "leave: arranged.in-place, goodbye",
    ],
    ["before the queue", "whose-number", { kind: "arranged" }, before, "hang-up: arranged, goodbye"],
    [
      "It could not be arranged",
      "whose-number",
      { kind: "not-arranged" },
      {},
      "hold: not-arranged.in-place, offer",
    ],
    ["before the queue", "whose-number", { kind: "not-arranged" }, before, "go-on: not-arranged"],
    [
      "after the queue",
      "nothing-recorded",
      { kind: "not-arranged" },
      { entry: "voicemail" },
      "hang-up: not-arranged, goodbye",
    ],
    ["An agent was faster", "whose-number", { kind: "taken" }, {}, "hold: taken"],
    ["It is canceled", "has-callback", { kind: "canceled" }, {}, "hold: canceled, offer"],
    ["It could not be canceled", "has-callback", { kind: "not-canceled" }, before, "go-on: not-canceled"],
    ["The call is on its way", "choosing", { kind: "moved" }, {}, "moved"],
    ["The call could not be moved", "choosing", { kind: "not-moved" }, {}, "hold: sorry"],
  ])("%s (%s)", (_, at, event, facts, outcome) => {
    const keyed = at === "confirming" ? { keyed: OTHER } : {};

    expect(inWords(nextStep({ at, tries: 0, ...keyed }, event, { ...FACTS, ...facts }))).toBe(outcome);
  });

  it.each<[WaitInWords, object]>([
    [{ kind: "a-minute" }, { sentence: "wait.a-minute" }],
    [
      { kind: "minutes", minutes: 5 },
      { sentence: "wait.minutes", count: 5 },
    ],
    [{ kind: "an-hour" }, { sentence: "wait.an-hour" }],
    [{ kind: "an-hour-and-a-half" }, { sentence: "wait.an-hour-and-a-half" }],
    [
      { kind: "hours", hours: 3 },
      { sentence: "wait.hours", count: 3 },
    ],
    [{ kind: "longer" }, { sentence: "wait.longer" }],
  ])("says a wait of %o, and the place in the queue", (wait, line) => {
    expect(nextStep(START, arrival(), { ...FACTS, wait, position: 2 })).toMatchObject({
      say: [{ sentence: "greeting" }, { sentence: "position", count: 2 }, line, { sentence: "offer" }],
    });
  });

  it("listens for a number where one is keyed, reads it back, and listens for a key everywhere else", () => {
    expect(nextStep({ at: "whose-number", tries: 0 }, key("2"), FACTS)).toMatchObject({ listen: "number" });
    expect(nextStep({ at: "keying", tries: 0 }, number(OTHER), FACTS)).toMatchObject({
      listen: "key",
      say: [{ sentence: "number.heard", digits: OTHER }, { sentence: "number.confirm" }],
    });
  });

  it("asks for the number where nobody knows which one is to be confirmed", () => {
    expect(inWords(nextStep({ at: "confirming", tries: 0 }, key("1"), FACTS))).toBe(
      "ask keying: number.enter",
    );
  });

  it("hears keys while music plays, unless an agent takes the call or nothing is offered any more", () => {
    const heard = (kind: MenuResult, given: Partial<MenuFacts> = {}) =>
      nextStep({ at: "choosing", tries: 0 }, { kind }, { ...FACTS, ...given });

    expect(heard("not-arranged")).toMatchObject({ listens: true, state: { at: "waiting", tries: 0 } });
    expect(heard("taken")).toMatchObject({ listens: false, state: { at: "waiting", tries: 0 } });
    expect(heard("not-moved")).toMatchObject({ listens: true });
    expect(heard("not-moved", offering(false, true))).toMatchObject({ listens: false });
  });

  it.each([
    ["choosing", {}, "hold: offer"],
    ["choosing", before, "go-on"],
    ["choosing", nowhere, "hang-up: goodbye"],
    ["whose-number", {}, "hold: offer"],
    ["keying", {}, "hold: number.gave-up, offer"],
    ["confirming", {}, "hold: number.gave-up, offer"],
    ["has-callback", before, "go-on"],
    ["nothing-recorded", { entry: "voicemail" }, "hang-up: goodbye"],
  ] as const)("asks three times in %s, then goes on (%o): %s", (at, facts, outcome) => {
    const last = { at, tries: MOST_TRIES - 1, keyed: OTHER };

    expect(inWords(nextStep(last, silence(), { ...FACTS, ...facts }))).toBe(outcome);
  });

  it("gives up after the third number that cannot be called, and the caller keeps the place", () => {
    const steps = walk({ at: "keying", tries: 0 }, FACTS, [
      refusedNumber(),
      refusedNumber(),
      refusedNumber(),
    ]);

    expect(steps.map(inWords)).toStrictEqual([
      "ask keying: number.refused, number.enter",
      "ask keying: number.refused, number.enter",
      "hold: number.gave-up, offer",
    ]);
  });

  it("answers every event in every spot, whatever is offered", () => {
    fc.assert(
      fc.property(states, events, facts, (state, event, given) => {
        const step = nextStep(state, event, given);

        expect(step.kind === "ask" ? step.say.length : 1).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never leads a caller who does nothing round in circles, except for the music", () => {
    fc.assert(
      fc.property(states, facts, (from, given) => {
        const steps = walk(from, given, Array.from({ length: 50 }, silence));
        const asked = steps.filter(({ kind }) => kind === "ask" || kind === "record" || kind === "do");

        expect(asked.length).toBeLessThanOrEqual(2 * MOST_TRIES);
      }),
    );
  });

  it("never ends the call of a caller in the queue who has not chosen so", () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), facts, (pressed, given) => {
        const chosen = new Set(["arranged", "recorded"]);
        const inQueue: MenuFacts = { ...given, entry: "queue", hasCallback: false };
        const steps = walk(
          START,
          inQueue,
          pressed.filter(({ kind }) => !chosen.has(kind)),
        );

        expect(steps.filter(({ kind }) => kind === "end")).toStrictEqual([]);
      }),
    );
  });

  it("asks for nothing while a call waits that cannot be done there", () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), facts, (pressed, given) => {
        const steps = walk(START, { ...given, entry: "queue" }, pressed);

        expect(steps.filter(({ kind }) => kind === "record")).toStrictEqual([]);
      }),
    );
  });

  it("arranges, cancels and records only where that is offered", () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), facts, (pressed, given) => {
        for (const step of walk(START, given, pressed)) {
          if (step.kind !== "do") continue;
          if (step.action.kind === "arrange") expect(given.offersCallback).toBe(true);
          if (step.action.kind === "cancel") expect(given.hasCallback).toBe(true);
          if (step.action.kind === "move-to-voicemail") expect(given.offersVoicemail).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

const facts: fc.Arbitrary<MenuFacts> = fc
  .record({
    entry: fc.constantFrom(...ENTRIES),
    offersCallback: fc.boolean(),
    offersVoicemail: fc.boolean(),
    offersOtherNumber: fc.boolean(),
    hasNumber: fc.boolean(),
    canStay: fc.boolean(),
    isClosed: fc.boolean(),
    hasCallback: fc.boolean(),
    whenArranged: fc.constantFrom("hang-up", "leave"),
  })
  .map((given) => ({ ...given, canStay: given.canStay || given.entry === "queue" }));

const states: fc.Arbitrary<MenuState> = fc.record(
  { at: fc.constantFrom(...SPOTS), tries: fc.nat({ max: MOST_TRIES - 1 }), keyed: fc.constant(OTHER) },
  { requiredKeys: ["at", "tries"] },
);

const events: fc.Arbitrary<MenuEvent> = fc.oneof(
  fc.constantFrom(...("0123456789*#".split("").map(key) as [MenuEvent, ...MenuEvent[]])),
  fc.constantFrom(arrival(), silence(), number(OTHER), refusedNumber(), { kind: "recorded" } as const),
  fc.constantFrom(...RESULTS.map((kind) => ({ kind }) as const)),
);

/** One step after the other, until the call ends here. A result comes only where something was done. */
function walk(from: MenuState, given: MenuFacts, happens: readonly MenuEvent[]): readonly MenuStep[] {
  const steps: MenuStep[] = [];
  let state = from;
  for (const event of happens) {
    const last = steps.at(-1);
    const isResult = (RESULTS as readonly string[]).includes(event.kind);
    if (isResult !== (last?.kind === "do")) continue;
    const step = nextStep(state, event, given);
    steps.push(step);
    if (step.kind === "end" || step.kind === "moved") break;
    state = step.state;
  }

  return steps;
}

function inWords(step: MenuStep): string {
  const said =
    "say" in step && step.say.length > 0 ? `: ${step.say.map(({ sentence }) => sentence).join(", ")}` : "";
  switch (step.kind) {
    case "ask":
      return `ask ${step.state.at}${said}`;
    case "do":
      return `do ${step.action.kind}${"number" in step.action ? ` ${step.action.number}` : ""}`;
    case "end":
      return `${step.how}${said}`;
    case "hold":
    case "record":
    case "moved":
      return `${step.kind}${said}`;
  }
}

function offering(offersCallback: boolean, offersVoicemail: boolean): Partial<MenuFacts> {
  return { offersCallback, offersVoicemail };
}

function key(pressed: string): MenuEvent {
  return { kind: "key", key: pressed };
}

function arrival(): MenuEvent {
  return { kind: "arrival" };
}

function silence(): MenuEvent {
  return { kind: "silence" };
}

function number(keyed: typeof OTHER): MenuEvent {
  return { kind: "number", reading: { kind: "number", number: keyed } };
}

function refusedNumber(): MenuEvent {
  return { kind: "number", reading: { kind: "refused", reason: "premium" } };
}
