import * as z from "zod/mini";
import { parseJson } from "../../../domain/json.ts";
import { SENTENCES, type Sentence } from "../../../domain/waiting/menu-state.ts";
import { LANGUAGES, type LanguageName } from "./sentences/index.ts";

/** A text to be spoken, or a sound to be played, in place of a sentence of ours. */
export type Spoken = string | { readonly play: string };

export interface MenuOptions {
  readonly callback: boolean;
  readonly voicemail: boolean;
  readonly otherNumber: boolean;
  readonly expectedWait: boolean;
  readonly position: boolean;
  /** Whether callers hear of the callback that they have asked for before. */
  readonly knownCallback: boolean;
  readonly whenArranged: "hang-up" | "leave";
  /** Address of the music, absolute or relative to `callback/studio/`. */
  readonly music: string;
  readonly longestMessage: number;
  /** Seconds of silence that end a message. */
  readonly silence: number;
  readonly voices: { readonly [language in LanguageName]?: string };
  readonly sentences: { readonly [language in LanguageName]?: { readonly [name in Sentence]?: Spoken } };
}

/** Twilio's own: https://www.twilio.com/docs/voice/twiml/queue-tutorial. It is served without TLS. */
const MUSIC = "http://com.twilio.sounds.music.s3.amazonaws.com/MARKOVICHAMP-Borghestral.mp3";

export const DEFAULT_MENU: MenuOptions = {
  callback: true,
  voicemail: true,
  otherNumber: true,
  expectedWait: true,
  position: false,
  knownCallback: true,
  whenArranged: "hang-up",
  music: MUSIC,
  longestMessage: 300,
  silence: 5,
  voices: {},
  sentences: {},
};

const yesOrNo = z.optional(z.boolean("must be true or false"));
const ADDRESS = "must be an address: https://…, or relative";
const address = z.string(ADDRESS).check(z.regex(/^\S+$/, ADDRESS));
const spoken = z.union([z.string().check(z.minLength(1)), z.strictObject({ play: address })], {
  error: 'must be a text, or a sound such as {"play":"https://…"}',
});

function seconds(most: number) {
  const wanted = `must be a whole number from 1 to ${most}`;

  return z.optional(z.int(wanted).check(z.minimum(1, wanted), z.maximum(most, wanted)));
}

/** An object with these keys only. */
function only<Key extends string, Type extends z.core.$ZodType>(keys: readonly Key[], type: Type) {
  const shape = Object.fromEntries(keys.map((key) => [key, z.optional(type)]));

  return z.strictObject(shape as Record<Key, z.ZodMiniOptional<Type>>);
}

const menuFile = () =>
  z.strictObject(
    {
      callback: yesOrNo,
      voicemail: yesOrNo,
      otherNumber: yesOrNo,
      expectedWait: yesOrNo,
      position: yesOrNo,
      knownCallback: yesOrNo,
      whenArranged: z.optional(z.enum(["hang-up", "leave"], "must be hang-up or leave")),
      music: z.optional(address),
      longestMessage: seconds(3_600),
      silence: seconds(60),
      voices: z.optional(only(LANGUAGES, z.string("must be a voice that Twilio lists"))),
      sentences: z.optional(only(LANGUAGES, only(SENTENCES, spoken))),
    },
    "must be a JSON object",
  );

export type MenuReading =
  | { readonly kind: "menu"; readonly menu: MenuOptions }
  /** What is wrong, by the name of each field. */
  | { readonly kind: "fault"; readonly faults: readonly string[] };

/** Reads what a deployer replaces of the menu. The rest stays as it is. */
export function readMenu(text: string): MenuReading {
  const read = z.safeParse(menuFile(), parseJson(text));
  if (read.success) return { kind: "menu", menu: { ...DEFAULT_MENU, ...read.data } as MenuOptions };

  return {
    kind: "fault",
    faults: read.error.issues.map(({ path, message, code, ...issue }) => {
      const unknown = code === "unrecognized_keys" ? (issue as { keys?: string[] }).keys : undefined;
      const name = path.join(".") || "it";

      return unknown ? `${name} must not have ${unknown.join(", ")}` : `${name} ${message}`;
    }),
  };
}
