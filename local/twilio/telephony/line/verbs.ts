import type { Verb } from "../twiml/parse.ts";
import type { MayWake, Spoken, Stage } from "./stage.ts";

/** Characters that a voice speaks in a second. */
const SPOKEN_PER_SECOND = 15;

/** The stand-in does not load sounds: each counts as long as this. */
const SOUND_MS = 20_000;

const DEFAULT_TIMEOUT_SECONDS = 5;

/** Says, plays or pauses. */
export async function perform(
  { name, text, attributes }: Verb,
  stage: Stage,
  mayWake?: MayWake,
): Promise<void> {
  switch (name) {
    case "Say":
      stage.hear("said", text, attributes.language);
      return stage.wait(Math.max(1, text.length / SPOKEN_PER_SECOND) * 1_000, mayWake);
    case "Play":
      stage.hear("played", text === "" ? (attributes.digits ?? "") : text);
      return stage.wait(SOUND_MS, mayWake);
    case "Pause":
      return stage.wait(Number(attributes.length ?? 1) * 1_000, mayWake);
  }
}

/**
 * Listens while it says what stands inside, and some seconds longer. A key ends what is said. `undefined`: nothing was
 * keyed. https://www.twilio.com/docs/voice/twiml/gather
 */
export async function gather({ attributes, children }: Verb, stage: Stage): Promise<string | undefined> {
  const { numDigits = "", finishOnKey = "#", timeout = String(DEFAULT_TIMEOUT_SECONDS) } = attributes;
  let keys = "";
  let isFinished = false;
  let wake: (() => void) | undefined;
  stage.listen((key) => {
    if (isFinished) return;
    isFinished = key === finishOnKey;
    if (!isFinished) keys += key;
    if (numDigits !== "" && keys.length >= Number(numDigits)) isFinished = true;
    wake?.();
  });
  try {
    await untilKey(children);
    for (let known = -1; !isFinished && known !== keys.length; ) {
      known = keys.length;
      await stage.wait(Number(timeout) * 1_000, mayWake);
    }

    return keys === "" ? undefined : keys;
  } finally {
    stage.listen(undefined);
  }

  async function untilKey(verbs: readonly Verb[]): Promise<void> {
    for (const verb of verbs) {
      if (keys !== "" || isFinished) return;
      await perform(verb, stage, mayWake);
    }
  }

  function mayWake(wakeNow: () => void): void {
    wake = wakeNow;
  }
}

export interface Message {
  readonly words: string;
  /** What the microphone heard. */
  readonly sound?: Uint8Array<ArrayBuffer>;
  readonly seconds: number;
  /** The key that ended it, or `hangup`. */
  readonly ended: string;
}

/** Records until a key, silence, or the longest length. `undefined`: nobody spoke. https://www.twilio.com/docs/voice/twiml/record */
export async function record(
  { attributes }: Verb,
  stage: Stage,
  now: () => number,
): Promise<Message | undefined> {
  const {
    finishOnKey = "1234567890*#",
    timeout = String(DEFAULT_TIMEOUT_SECONDS),
    maxLength = "3600",
  } = attributes;
  if (attributes.playBeep !== "false") stage.hear("beep", "");
  const startedAt = now();
  const spoken: Spoken[] = [];
  let ended = "";
  let wake: (() => void) | undefined;
  stage.record((said) => {
    spoken.push(said);
    wake?.();
  });
  stage.listen((key) => {
    if (!finishOnKey.includes(key)) return;
    ended = key;
    wake?.();
  });
  try {
    for (let known = -1; ended === "" && known !== spoken.length && seconds() < Number(maxLength); ) {
      known = spoken.length;
      await stage.wait(Number(timeout) * 1_000, (wakeNow) => {
        wake = wakeNow;
      });
    }
  } catch (cause) {
    // Who hangs up has left what they said.
    if (spoken.length > 0) throw new HungUpWhileSpeaking({ ...message(), ended: "hangup" }, cause);
    throw cause;
  } finally {
    stage.record(undefined);
    stage.listen(undefined);
  }

  return spoken.length === 0 ? undefined : message();

  function seconds(): number {
    return Math.round((now() - startedAt) / 1_000);
  }

  function message(): Message {
    const sounds = spoken.flatMap(({ sound }) => (sound ? [sound] : []));

    return {
      words: spoken
        .map(({ words }) => words)
        .join(" ")
        .trim(),
      seconds: Math.max(1, seconds()),
      ended,
      ...(sounds.length > 0 && { sound: new Uint8Array(Buffer.concat(sounds)) }),
    };
  }
}

export class HungUpWhileSpeaking extends Error {
  override readonly name = "HungUpWhileSpeaking";

  constructor(
    readonly message_: Message,
    override readonly cause: unknown,
  ) {
    super("The caller hung up while speaking");
  }
}
