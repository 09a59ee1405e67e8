import { parseArgs } from "node:util";

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

interface Read<Known extends Options> {
  readonly values: ReturnType<typeof parseArgs<{ options: Known }>>["values"];
  readonly words: readonly string[];
}

interface Taken<Known extends Options> {
  /** As people write it, such as `npm run bench`. */
  readonly command: string;
  /** What it does, and what it takes: one line for each. */
  readonly usage: string;
  readonly options?: Known;
  /** Whether it takes a word: one without dashes. By default none. */
  readonly takes?: (word: string) => boolean;
}

/** What this program was called with. `--help` is answered at once; what it does not take ends it, with one sentence. */
export function readArguments<const Known extends Options = Record<never, never>>(
  { command, usage, options, takes = () => false }: Taken<Known>,
  args: string[] = process.argv.slice(2),
): Read<Known> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  const refuse = (fault: string) => misused(`${fault}. ${command} -- --help says what there is.`);
  const parsed = parsedOr(() => parseArgs({ args, options, allowPositionals: true }));
  if (typeof parsed === "string") return refuse(parsed);
  const { values, positionals: words } = parsed;
  const unknown = words.find((word) => !takes(word));

  return unknown === undefined
    ? { values: values as Read<Known>["values"], words }
    : refuse(`"${unknown}" is not known`);
}

/** What was read, or what is wrong. Node explains at length how else it could be written. */
function parsedOr<Parsed>(parse: () => Parsed): Parsed | string {
  try {
    return parse();
  } catch (error) {
    return ((error as Error).message.split(". ")[0] ?? "").replace(/\.$/, "");
  }
}

/** @param name of the option that the number was given for */
export function wholeNumber(text: string, name: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : misused(`${name} takes a whole number, not "${text}".`);
}

export function misused(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}
