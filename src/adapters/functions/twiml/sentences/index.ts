import type { SayAttributes } from "twilio/lib/twiml/VoiceResponse.js";
import { de } from "./de.ts";
import { enUS } from "./en-us.ts";
import { esES } from "./es-es.ts";
import { esMX } from "./es-mx.ts";
import type { Sentences } from "./form.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { ptBR } from "./pt-br.ts";
import { th } from "./th.ts";
import { zhHans } from "./zh-hans.ts";

/** A voice that Twilio lists, and the language it speaks: https://www.twilio.com/docs/voice/twiml/say/text-speech */
export interface Voice {
  readonly voice: NonNullable<SayAttributes["voice"]>;
  readonly language: NonNullable<SayAttributes["language"]>;
}

export interface SpokenLanguage {
  readonly sentences: Sentences;
  readonly voice: Voice;
}

/** The plugin's languages, spoken. */
export const SPOKEN = {
  "en-US": { sentences: enUS, voice: { voice: "Polly.Joanna-Neural", language: "en-US" } },
  "es-ES": { sentences: esES, voice: { voice: "Polly.Lucia-Neural", language: "es-ES" } },
  "es-MX": { sentences: esMX, voice: { voice: "Polly.Mia-Neural", language: "es-MX" } },
  "pt-BR": { sentences: ptBR, voice: { voice: "Polly.Camila-Neural", language: "pt-BR" } },
  fr: { sentences: fr, voice: { voice: "Polly.Lea-Neural", language: "fr-FR" } },
  de: { sentences: de, voice: { voice: "Polly.Vicki-Neural", language: "de-DE" } },
  ja: { sentences: ja, voice: { voice: "Polly.Kazuha-Neural", language: "ja-JP" } },
  th: { sentences: th, voice: { voice: "Google.th-TH-Neural2-C", language: "th-TH" } },
  "zh-Hans": { sentences: zhHans, voice: { voice: "Polly.Zhiyu-Neural", language: "cmn-CN" } },
} as const satisfies Readonly<Record<string, SpokenLanguage>>;

export type LanguageName = keyof typeof SPOKEN;

export const LANGUAGES = Object.keys(SPOKEN) as readonly LanguageName[];

/** The language for a tag such as `de-AT` or `zh_CN`. English if we lack it. */
export function languageNamed(tag: string | undefined): LanguageName {
  const wanted = (tag ?? "").replaceAll("_", "-");

  return PATTERNS.find(([pattern]) => pattern.test(wanted))?.[1] ?? "en-US";
}

const PATTERNS: readonly (readonly [RegExp, LanguageName])[] = [
  [/^es(-es)?$/i, "es-ES"],
  [/^es\b/i, "es-MX"],
  [/^pt\b/i, "pt-BR"],
  [/^fr\b/i, "fr"],
  [/^de\b/i, "de"],
  [/^ja\b/i, "ja"],
  [/^th\b/i, "th"],
  // Cantonese, and the Mandarin of Taiwan, are spoken otherwise.
  [/^(zh|cmn)\b(?!.*-(hant|tw|hk|mo)\b)/i, "zh-Hans"],
];
