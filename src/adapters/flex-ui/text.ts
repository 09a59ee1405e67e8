import type { StringKey } from "./strings/en-us.ts";

/** A string of this plugin in the agent's language, with its placeholders filled. */
export type Text = (key: StringKey, values?: TextValues) => string;

export type TextValues = Readonly<Record<string, string | number>>;

/** Under which our strings stand among Flex's, where a deployer may replace any of them. */
export const STRING_PREFIX = "CallbackVoicemail";

/** The string of every notice: Flex fills placeholders in strings that it finds by their code, in no others. */
export const NOTICE_STRING = `${STRING_PREFIX}Notice`;

/** The title over a task whose number is known: there is room for the number, and for nothing else. */
export const NUMBER_STRING = `${STRING_PREFIX}Number`;

/** Flex's strings, read at each use, because they may be replaced while Flex runs. */
export function makeText(flexStrings: () => object): Text {
  return (key, values = {}) => {
    const template = (flexStrings() as Readonly<Record<string, unknown>>)[`${STRING_PREFIX}${key}`];

    return typeof template === "string" ? fill(template, values) : key;
  };
}

/** Our strings as Flex keeps them: a deployer's own come first. */
export function registeredStrings<FlexStrings extends object>(
  strings: Readonly<Record<StringKey, string>>,
  flexStrings: FlexStrings,
): FlexStrings {
  const ours = Object.entries(strings).map(([key, text]) => [`${STRING_PREFIX}${key}`, text]);

  return {
    ...Object.fromEntries(ours),
    [NOTICE_STRING]: "{{text}}",
    [NUMBER_STRING]: NUMBER,
    ...flexStrings,
  };
}

const NUMBER = "{{task.formattedAttributes.from}}";

function fill(template: string, values: TextValues): string {
  return template.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) =>
    String(values[name] ?? placeholder),
  );
}
