import type { WaitInWords } from "./expected-wait.ts";
import type {
  Line,
  MenuEvent,
  MenuFacts,
  MenuResult,
  MenuState,
  MenuStep,
  Sentence,
  Spot,
} from "./menu-state.ts";

/** So often is somebody asked who does not answer, or whose answers lead nowhere. */
export const MOST_TRIES = 3;

/**
 * The menu of a caller who waits: what comes next, by where they are and what they do.
 *
 * Every spot answers every event. Whoever does nothing stays in the queue, goes on to it, or hears goodbye: nobody is
 * asked more than `MOST_TRIES` times in a row.
 */
export function nextStep(state: MenuState, event: MenuEvent, facts: MenuFacts): MenuStep {
  return isResult(event) ? afterAction(event.kind, facts) : RULES[state.at](state, event, facts);
}

type PersonEvent = Exclude<MenuEvent, { readonly kind: MenuResult }>;

function isResult(event: MenuEvent): event is { readonly kind: MenuResult } {
  return !["arrival", "key", "number", "silence", "recorded"].includes(event.kind);
}

type Rule = (state: MenuState, event: PersonEvent, facts: MenuFacts) => MenuStep;

const RULES: Readonly<Record<Spot, Rule>> = {
  arrived: (_, __, facts) => arrive(facts),

  waiting: (_, event, facts) =>
    keyIn(event) === "*" && offersAnything(facts) ? ask("choosing", facts) : hold(facts, offerLine(facts)),

  choosing: (state, event, facts) => {
    switch (keyIn(event)) {
      case "1":
        return facts.offersCallback ? arrange(state, facts) : askAgain(state, facts);
      case "2":
        return facts.offersVoicemail ? takeMessage(state, facts) : askAgain(state, facts);
      case "3":
        return facts.canStay ? leaveMenu(facts) : askAgain(state, facts);
      default:
        return askAgain(state, facts);
    }
  },

  "whose-number": (state, event, facts) => {
    switch (keyIn(event)) {
      case "1":
        return arrangeFor(state);
      case "2":
        return ask("keying", facts);
      case "*":
        return ask("choosing", facts);
      default:
        return askAgain(state, facts);
    }
  },

  keying: (state, event, facts) => {
    if (keyIn(event) === "*") return ask("choosing", facts);
    if (event.kind !== "number") return askAgain(state, facts);
    if (event.reading.kind === "refused") return askAgain(state, facts, [line("number.refused")]);

    return askAt({ at: "confirming", tries: state.tries, keyed: event.reading.number }, facts);
  },

  confirming: (state, event, facts) => {
    const { keyed, tries } = state;
    if (keyed === undefined) return ask("keying", facts);
    switch (keyIn(event)) {
      case "1":
        return arrangeFor(state);
      case "2":
        return askAgain({ at: "keying", tries }, facts);
      case "*":
        return ask("choosing", facts);
      default:
        return askAgain(state, facts);
    }
  },

  "has-callback": (state, event, facts) => {
    switch (keyIn(event)) {
      case "1":
        return end("hang-up", [line("kept"), line("goodbye")]);
      case "2":
        return { kind: "do", action: { kind: "cancel" }, state };
      case "3":
        return facts.canStay ? leaveMenu(facts) : askAgain(state, facts);
      default:
        return askAgain(state, facts);
    }
  },

  recording: ({ tries }, event, facts) => {
    switch (event.kind) {
      case "recorded":
        return end("hang-up", [line("voicemail.thanks"), line("goodbye")]);
      case "silence":
        return askAgain({ at: "nothing-recorded", tries }, facts, [line("voicemail.nothing")]);
      default:
        return record(tries);
    }
  },

  "nothing-recorded": (state, event, facts) => {
    switch (keyIn(event)) {
      case "1":
        return facts.offersCallback ? arrange(state, facts) : askAgain(state, facts);
      case "2":
        return record(state.tries);
      default:
        return askAgain(state, facts);
    }
  },
};

function arrive(facts: MenuFacts): MenuStep {
  if (facts.entry === "voicemail") return record(0);
  if (facts.hasCallback) return ask("has-callback", facts);

  const welcome = [line(facts.isClosed ? "closed" : "greeting"), ...waitLines(facts)];
  if (facts.entry === "queue") return hold(facts, [...welcome, ...offerLine(facts)]);
  if (offersAnything(facts)) return ask("choosing", facts, welcome);

  return facts.canStay ? end("go-on", []) : end("hang-up", [...welcome, line("goodbye")]);
}

function afterAction(result: MenuResult, facts: MenuFacts): MenuStep {
  const isInQueue = facts.entry === "queue";
  switch (result) {
    case "arranged":
      return isInQueue
        ? end(facts.whenArranged, [line("arranged.in-place"), line("goodbye")])
        : end("hang-up", [line("arranged"), line("goodbye")]);
    case "not-arranged":
      return isInQueue
        ? hold(facts, [line("not-arranged.in-place"), ...offerLine(facts)])
        : leaveMenu(facts, [line("not-arranged")]);
    case "taken":
      return { kind: "hold", say: [line("taken")], listens: false, state: { at: "waiting", tries: 0 } };
    case "canceled":
    case "not-canceled":
      return leaveMenu(facts, [line(result)]);
    case "moved":
      return { kind: "moved" };
    case "not-moved":
      return hold({ ...facts, offersVoicemail: false }, [line("sorry")]);
  }
}

/** Asks whose number it is, if that can be a question. */
function arrange(state: MenuState, facts: MenuFacts): MenuStep {
  if (!facts.hasNumber) return ask("keying", facts);

  return facts.offersOtherNumber ? ask("whose-number", facts) : arrangeFor(state);
}

function arrangeFor({ keyed, ...state }: MenuState): MenuStep {
  return { kind: "do", action: { kind: "arrange", ...(keyed !== undefined && { number: keyed }) }, state };
}

/** A message cannot be recorded while the call waits in a queue. https://www.twilio.com/docs/voice/twiml/enqueue */
function takeMessage(state: MenuState, facts: MenuFacts): MenuStep {
  return facts.entry === "queue" ? { kind: "do", action: { kind: "move-to-voicemail" }, state } : record(0);
}

function record(tries: number): MenuStep {
  return { kind: "record", say: [line("voicemail.intro")], state: { at: "recording", tries } };
}

/** On with the wait, or with what comes after the menu; where there is neither, goodbye. */
function leaveMenu(facts: MenuFacts, say: readonly Line[] = []): MenuStep {
  if (facts.entry === "queue") return hold(facts, [...say, ...offerLine(facts)]);

  return facts.canStay && facts.entry === "before"
    ? end("go-on", say)
    : end("hang-up", [...say, line("goodbye")]);
}

function hold(facts: MenuFacts, say: readonly Line[]): MenuStep {
  return { kind: "hold", say, listens: offersAnything(facts), state: { at: "waiting", tries: 0 } };
}

function end(how: "hang-up" | "leave" | "go-on", say: readonly Line[]): MenuStep {
  return { kind: "end", say, how };
}

function ask(at: Spot, facts: MenuFacts, first: readonly Line[] = []): MenuStep {
  return askAt({ at, tries: 0 }, facts, first);
}

function askAgain({ tries, ...state }: MenuState, facts: MenuFacts, first: readonly Line[] = []): MenuStep {
  const asked = tries + 1;
  if (asked < MOST_TRIES) return askAt({ ...state, tries: asked }, facts, first);

  return leaveMenu(facts, NUMBER_SPOTS.includes(state.at) ? [line("number.gave-up")] : first);
}

const NUMBER_SPOTS: readonly Spot[] = ["keying", "confirming"];

function askAt(state: MenuState, facts: MenuFacts, first: readonly Line[] = []): MenuStep {
  const listen = state.at === "keying" ? "number" : "key";
  const question = questionAt(state, facts);
  // What was offered before may be offered no longer.
  if (question.length === 0) return leaveMenu(facts, first);

  return { kind: "ask", say: [...first, ...question], listen, state };
}

function questionAt({ at, keyed }: MenuState, facts: MenuFacts): readonly Line[] {
  const { offersCallback, offersVoicemail, canStay } = facts;
  switch (at) {
    case "choosing":
      return lines(
        offersCallback && "choose.callback",
        offersVoicemail && "choose.voicemail",
        canStay && "choose.stay",
      );
    case "whose-number":
      return lines("number.own", "number.other");
    case "keying":
      return lines("number.enter");
    case "confirming":
      return [{ sentence: "number.heard", digits: keyed ?? "" }, line("number.confirm")];
    case "has-callback":
      return lines("has-callback", "has-callback.choices", canStay && "has-callback.stay");
    case "nothing-recorded":
      return lines(offersCallback && "voicemail.callback", "voicemail.again");
    case "arrived":
    case "waiting":
    case "recording":
      return [];
  }
}

function waitLines({ wait, position }: MenuFacts): readonly Line[] {
  return [
    ...(position === undefined ? [] : [{ sentence: "position" as const, count: position }]),
    ...(wait ? [waitLine(wait)] : []),
  ];
}

function waitLine(wait: WaitInWords): Line {
  switch (wait.kind) {
    case "minutes":
      return { sentence: "wait.minutes", count: wait.minutes };
    case "hours":
      return { sentence: "wait.hours", count: wait.hours };
    case "a-minute":
    case "an-hour":
    case "an-hour-and-a-half":
    case "longer":
      return line(`wait.${wait.kind}`);
  }
}

function offersAnything({ offersCallback, offersVoicemail }: MenuFacts): boolean {
  return offersCallback || offersVoicemail;
}

function offerLine(facts: MenuFacts): readonly Line[] {
  return lines(offersAnything(facts) && "offer");
}

function keyIn(event: PersonEvent): string | undefined {
  return event.kind === "key" ? event.key : undefined;
}

function line(sentence: Sentence): Line {
  return { sentence };
}

function lines(...sentences: readonly (Sentence | false)[]): readonly Line[] {
  return sentences.filter((sentence) => sentence !== false).map(line);
}
