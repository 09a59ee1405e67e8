import { de } from "./de.ts";
import { enUS, type Strings } from "./en-us.ts";
import { esES } from "./es-es.ts";
import { esMX } from "./es-mx.ts";
import { fr } from "./fr.ts";
import { ja } from "./ja.ts";
import { ptBR } from "./pt-br.ts";
import { th } from "./th.ts";
import { zhHans } from "./zh-hans.ts";

/** The strings of a language, and the locale for dates beside them. */
export interface Language {
  readonly locale: string;
  readonly strings: Strings;
}

/** The plugin's language for a locale of Flex, an administrator or a browser. English if we lack it. */
export function languageFor(locale: string | undefined): Language {
  const tag = (locale ?? "").replaceAll("_", "-");
  const found = LANGUAGES.find(([pattern]) => pattern.test(tag));

  return found ? { locale: tag, strings: found[1] } : { locale: "en-US", strings: enUS };
}

const LANGUAGES: readonly (readonly [pattern: RegExp, strings: Strings])[] = [
  [/^en\b/i, enUS],
  [/^es(-es)?$/i, esES],
  [/^es\b/i, esMX],
  [/^pt\b/i, ptBR],
  [/^fr\b/i, fr],
  [/^de\b/i, de],
  [/^ja\b/i, ja],
  [/^th\b/i, th],
  // Traditional Chinese has another script, and some other words.
  [/^zh\b(?!.*-(hant|tw|hk|mo)\b)/i, zhHans],
];
