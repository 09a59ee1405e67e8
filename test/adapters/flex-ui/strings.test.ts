import { describe, expect, it } from "vitest";
import { de } from "../../../src/adapters/flex-ui/strings/de.ts";
import { enUS, type StringKey, type Strings } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { esES } from "../../../src/adapters/flex-ui/strings/es-es.ts";
import { esMX } from "../../../src/adapters/flex-ui/strings/es-mx.ts";
import { fr } from "../../../src/adapters/flex-ui/strings/fr.ts";
import { languageFor } from "../../../src/adapters/flex-ui/strings/index.ts";
import { ja } from "../../../src/adapters/flex-ui/strings/ja.ts";
import { ptBR } from "../../../src/adapters/flex-ui/strings/pt-br.ts";
import { th } from "../../../src/adapters/flex-ui/strings/th.ts";
import { zhHans } from "../../../src/adapters/flex-ui/strings/zh-hans.ts";
import { makeText, registeredStrings } from "../../../src/adapters/flex-ui/text.ts";

const LANGUAGES: readonly [name: string, strings: Strings][] = [
  ["es-ES", esES],
  ["es-MX", esMX],
  ["pt-BR", ptBR],
  ["fr", fr],
  ["de", de],
  ["ja", ja],
  ["th", th],
  ["zh-Hans", zhHans],
];
const KEYS = Object.keys(enUS) as StringKey[];

/** Words that are the same in English: names, and what another language took over. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: ["AssignAgent"],
  "es-ES": ["MessageError"],
  "es-MX": ["MessageError"],
  fr: ["Message", "AssignAgent"],
};

describe.each(LANGUAGES)("the strings in %s", (name, strings) => {
  it("are as many as in English, in the same order", () => {
    expect(Object.keys(strings)).toStrictEqual(KEYS);
  });

  it("have the same placeholders", () => {
    const placeholders = Object.fromEntries(KEYS.map((key) => [key, placeholdersOf(strings[key])]));

    expect(placeholders).toStrictEqual(
      Object.fromEntries(KEYS.map((key) => [key, placeholdersOf(enUS[key])])),
    );
  });

  it("are translated, each of them", () => {
    const untranslated = KEYS.filter((key) => strings[key] === enUS[key]);

    expect(untranslated).toStrictEqual(SAME_AS_ENGLISH[name] ?? []);
  });

  it("have neither blanks nor white space at their ends", () => {
    for (const key of KEYS) {
      expect(strings[key].trim()).toBe(strings[key]);
      expect(strings[key]).not.toBe("");
    }
  });
});

describe("the language for a locale", () => {
  it.each([
    ["en-US", enUS],
    ["en-GB", enUS],
    ["es-ES", esES],
    ["es", esES],
    ["es-MX", esMX],
    ["es-419", esMX],
    ["es_AR", esMX],
    ["pt-BR", ptBR],
    ["pt-PT", ptBR],
    ["fr-CA", fr],
    ["de-AT", de],
    ["DE", de],
    ["ja", ja],
    ["ja-JP", ja],
    ["th-TH", th],
    ["zh-Hans", zhHans],
    ["zh-CN", zhHans],
    ["zh-Hans-CN", zhHans],
    ["zh", zhHans],
    ["zh-TW", enUS],
    ["zh-Hant-HK", enUS],
    ["nl-NL", enUS],
    ["", enUS],
    [undefined, enUS],
    ["desperanto", enUS],
  ])("%s is found", (locale, strings) => {
    expect(languageFor(locale).strings).toBe(strings);
  });

  it("keeps the reader's own locale for dates, unless the words are in another language", () => {
    expect(languageFor("de_AT").locale).toBe("de-AT");
    expect(languageFor("zh-TW").locale).toBe("en-US");
  });
});

describe("text", () => {
  it("fills placeholders, with numbers too", () => {
    const text = makeText(() => registeredStrings(enUS, {}));

    expect(text("AttemptOfMax", { attempt: 1, max: 3 })).toBe("1 of 3");
  });

  it("shows a placeholder that nothing is known for, rather than nothing", () => {
    const text = makeText(() => registeredStrings(enUS, {}));

    expect(text("AttemptOfMax", { attempt: 1 })).toBe("1 of {{max}}");
  });

  it("does not treat the value of a placeholder as a template", () => {
    const text = makeText(() => registeredStrings(enUS, {}));

    expect(text("AttemptBy", { time: "{{agent}}", agent: "Agent One" })).toBe("{{agent}} by Agent One");
  });

  it("is the deployer's own if they replaced it in Flex, before or after the plugin loaded", () => {
    const strings: Record<string, string> = registeredStrings(enUS, { CallbackVoicemailRetryLater: "Later" });
    const text = makeText(() => strings);
    expect(text("RetryLater")).toBe("Later");

    strings.CallbackVoicemailRetryLater = "Tomorrow";
    expect(text("RetryLater")).toBe("Tomorrow");
  });

  it("is the name of the string if somebody removed it", () => {
    expect(makeText(() => ({}))("RetryLater")).toBe("RetryLater");
  });
});

function placeholdersOf(text: string): string[] {
  return (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();
}
