import { readFileSync } from "node:fs";

/** The audio of the local Twilio's messages. It was made with espeak-ng and sox, and is no person's voice. */
export const AUDIO_NAMES = ["message", "tones", "long"] as const;
export type AudioName = (typeof AUDIO_NAMES)[number];

export interface Audio {
  /** MP3 with a constant 32 kbit/s and independent frames, so that pieces can be joined. */
  readonly mp3: Uint8Array<ArrayBuffer>;
  readonly seconds: number;
  /** The spoken words, if there are any. */
  readonly words?: string;
}

const BYTES_PER_SECOND = 4000;

/** The spoken message repeated this often takes more than half an hour. */
const LONG_REPEATS = 132;

const WORDS =
  "Hello, this is a message about my order. It arrived yesterday, but one of the two boxes is missing. " +
  "Could somebody please call me back this afternoon? My number is the one I am calling from. Thank you, goodbye.";

const known = new Map<AudioName, Audio>();

export function audioNamed(name: AudioName): Audio {
  const audio = known.get(name) ?? make(name);
  known.set(name, audio);

  return audio;
}

function make(name: AudioName): Audio {
  switch (name) {
    case "message":
      return { ...audioOf(read("message")), words: WORDS };
    case "tones":
      return audioOf(read("tones"));
    case "long":
      return {
        ...audioOf(repeated(read("message"), LONG_REPEATS)),
        words: Array(LONG_REPEATS).fill(WORDS).join(" "),
      };
  }
}

function read(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`${name}.mp3`, import.meta.url)));
}

function audioOf(mp3: Uint8Array<ArrayBuffer>): Audio {
  return { mp3, seconds: Math.round(mp3.length / BYTES_PER_SECOND) };
}

function repeated(bytes: Uint8Array<ArrayBuffer>, times: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes.length * times);
  for (let n = 0; n < times; n++) all.set(bytes, n * bytes.length);

  return all;
}
