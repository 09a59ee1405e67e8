import type { PhoneNumber } from "../phone-number.ts";
import type { WaitInWords } from "./expected-wait.ts";
import type { KeyedNumber } from "./keyed-number.ts";

/** Where a caller is in the menu. */
export const SPOTS = [
  "arrived",
  "waiting",
  "choosing",
  "whose-number",
  "keying",
  "confirming",
  "has-callback",
  "recording",
  "nothing-recorded",
] as const;

export type Spot = (typeof SPOTS)[number];

/** All that the menu remembers from one request to the next. */
export interface MenuState {
  readonly at: Spot;
  /** How often in a row the caller was asked without getting any further. */
  readonly tries: number;
  /** The number that the caller keyed. */
  readonly keyed?: PhoneNumber;
}

/** `queue`: the caller waits in it. `before`: they are not in it yet. `voicemail`: they have left it for a message. */
export const ENTRIES = ["queue", "before", "voicemail"] as const;

export type Entry = (typeof ENTRIES)[number];

/** What is known of the call, and what the contact centre wants. */
export interface MenuFacts {
  readonly entry: Entry;
  readonly offersCallback: boolean;
  readonly offersVoicemail: boolean;
  /** Whether the caller may name another number than their own. */
  readonly offersOtherNumber: boolean;
  /** Whether the caller's own number can be called. */
  readonly hasNumber: boolean;
  /** Whether there is something to wait for, or to go on to. */
  readonly canStay: boolean;
  readonly isClosed: boolean;
  /** Whether the caller has asked for a callback before, and it is still to come. */
  readonly hasCallback: boolean;
  /** Absent: nobody knows. */
  readonly wait?: WaitInWords;
  /** Absent: it is not said. */
  readonly position?: number;
  /** How a call leaves the queue once its callback is arranged. */
  readonly whenArranged: "hang-up" | "leave";
}

/** What became of something that the menu had done. */
export const RESULTS = [
  "arranged",
  "not-arranged",
  "taken",
  "canceled",
  "not-canceled",
  "moved",
  "not-moved",
] as const;

export type MenuResult = (typeof RESULTS)[number];

export type MenuEvent =
  /** The caller comes, or the music has ended. */
  | { readonly kind: "arrival" }
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "number"; readonly reading: KeyedNumber }
  | { readonly kind: "silence" }
  | { readonly kind: "recorded" }
  | { readonly kind: MenuResult };

/** What is said. Each has its sentence in every language. */
export const SENTENCES = [
  "greeting",
  "closed",
  "wait.a-minute",
  "wait.minutes",
  "wait.an-hour",
  "wait.an-hour-and-a-half",
  "wait.hours",
  "wait.longer",
  "position",
  "offer",
  "choose.callback",
  "choose.voicemail",
  "choose.stay",
  "number.own",
  "number.other",
  "number.enter",
  "number.heard",
  "number.confirm",
  "number.refused",
  "number.gave-up",
  "arranged",
  "arranged.in-place",
  "not-arranged",
  "not-arranged.in-place",
  "taken",
  "has-callback",
  "has-callback.choices",
  "has-callback.stay",
  "kept",
  "canceled",
  "not-canceled",
  "voicemail.intro",
  "voicemail.nothing",
  "voicemail.callback",
  "voicemail.again",
  "voicemail.thanks",
  "sorry",
  "goodbye",
] as const;

export type Sentence = (typeof SENTENCES)[number];

export interface Line {
  readonly sentence: Sentence;
  readonly count?: number;
  /** Said digit by digit. */
  readonly digits?: string;
}

export type MenuAction =
  /** `number`: not the caller's own. */
  | { readonly kind: "arrange"; readonly number?: PhoneNumber }
  | { readonly kind: "cancel" }
  /** Takes the call out of the queue to where a message can be recorded. */
  | { readonly kind: "move-to-voicemail" };

export type MenuStep =
  /** Says it and listens for a key, or for a number. Then comes `state`, with what was keyed or with silence. */
  | {
      readonly kind: "ask";
      readonly say: readonly Line[];
      readonly listen: "key" | "number";
      readonly state: MenuState;
    }
  /** Says it and plays music, during which a key may be heard. Then comes `state`. */
  | {
      readonly kind: "hold";
      readonly say: readonly Line[];
      readonly listens: boolean;
      readonly state: MenuState;
    }
  /** Has something done. Then comes `state`, with the result. */
  | { readonly kind: "do"; readonly action: MenuAction; readonly state: MenuState }
  /** Says it and records a message. Then comes `state`, with `recorded` or with silence. */
  | { readonly kind: "record"; readonly say: readonly Line[]; readonly state: MenuState }
  /** The call is being taken elsewhere: nothing more is said here. */
  | { readonly kind: "moved" }
  /** `go-on`: to what the flow does after the menu. */
  | {
      readonly kind: "end";
      readonly say: readonly Line[];
      readonly how: "hang-up" | "leave" | "go-on";
    };

export const START: MenuState = { at: "arrived", tries: 0 };
