/** What a flow's texts may name, such as `trigger.call.From`. */
export type Variables = Readonly<Record<string, string>>;

const FILTERS: Readonly<Record<string, (value: string) => string>> = { url_encode: encodeURIComponent };

/**
 * Puts variables into a text, as Studio's Liquid does: https://www.twilio.com/docs/studio/user-guide/liquid-template-language.
 * What does not exist is empty.
 *
 * @throws {Error} at what of Liquid the stand-in cannot do
 */
export function rendered(text: string, variables: Variables): string {
  if (/\{%/.test(text)) throw new Error(`The stand-in knows no tags of Liquid: ${text}`);

  return text.replaceAll(/\{\{\s*(.*?)\s*\}\}/g, (_, inside: string) => {
    const [name = "", ...filters] = inside.split("|").map((part) => part.trim());

    return filters.reduce((value, filter) => {
      const apply = FILTERS[filter];
      if (!apply) throw new Error(`The stand-in does not know the filter ${filter} of Liquid`);

      return apply(value);
    }, variables[name] ?? "");
  });
}
