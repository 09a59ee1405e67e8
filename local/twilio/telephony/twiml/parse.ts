import { SaxesParser } from "saxes";

/** One verb or noun of TwiML. */
export interface Verb {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Verb[];
}

/** Twilio cannot carry this out: a call that asked for it is lost. Codes: https://www.twilio.com/docs/api/errors */
export class TwimlRefused extends Error {
  override readonly name = "TwimlRefused";

  constructor(
    readonly code: 11200 | 11205 | 12100 | 12102 | 12200,
    message: string,
  ) {
    super(message);
  }
}

/** Marks of speech inside `<Say>`: https://www.twilio.com/docs/voice/twiml/say/text-speech#use-ssml */
export const SSML = ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"];

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly children: Verb[];
}

/**
 * The verbs in a document's `<Response>`.
 *
 * @throws {TwimlRefused}
 */
export function parseTwiml(xml: string): readonly Verb[] {
  const stack: Open[] = [];
  let response: Verb | undefined;
  const parser = new SaxesParser();
  parser.on("error", ({ message }) => {
    throw new TwimlRefused(12100, `The document cannot be parsed: ${message}`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    stack.push({ name, attributes: attributes as Record<string, string>, text: "", children: [] });
  });
  parser.on("text", (text) => {
    const open = stack.at(-1);
    if (open) open.text += text;
  });
  parser.on("closetag", () => {
    const closed = stack.pop();
    if (!closed) return;
    const verb = { ...closed, text: closed.text.trim() };
    const parent = stack.at(-1);
    if (parent) parent.children.push(verb);
    else response = verb;
    // It is spoken where it stands.
    if (parent && SSML.includes(closed.name)) parent.text += closed.text;
  });
  parser.write(xml).close();

  if (response?.name !== "Response")
    throw new TwimlRefused(12102, `The document must be a Response, and is ${response?.name ?? "empty"}`);
  if (response.text !== "") throw new TwimlRefused(12200, "Text must not stand outside of a verb");

  return response.children;
}
