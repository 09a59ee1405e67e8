import type { AdvanceableClock } from "../../clock.ts";
import type { Move } from "../phone-calls.ts";

/** What takes a call out of what it does. */
export type Interruption =
  | { readonly kind: "hung-up" }
  | { readonly kind: "moved"; readonly move: Move }
  /** An agent has accepted: the caller is in a conference. */
  | { readonly kind: "bridged" };

export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(readonly by: Interruption) {
    super(by.kind);
  }
}

/** Something that the caller hears, or that happens to the call. */
export interface Heard {
  /** By the stand-in's clock, in milliseconds. */
  readonly at: number;
  readonly kind: "said" | "played" | "beep" | "bridged" | "recorded" | "refused" | "ended";
  readonly text: string;
  readonly language?: string;
}

type Listener = () => void;

export type MayWake = (wake: () => void) => void;

/** What a caller says; the sound of it where there is a microphone. */
export interface Spoken {
  readonly words: string;
  readonly sound?: Uint8Array<ArrayBuffer>;
}

/** A call as it happens: what is heard, what is keyed and spoken, and what interrupts it. */
export class Stage {
  readonly heard: Heard[] = [];
  readonly #clock: AdvanceableClock;
  readonly #listeners = new Set<Listener>();
  #abort = new AbortController();
  /** What came while the call was being taken out of what it did. */
  #alsoBy: Interruption | undefined;
  #onKey: ((key: string) => void) | undefined;
  #onSpeech: ((spoken: Spoken) => void) | undefined;

  constructor(clock: AdvanceableClock) {
    this.#clock = clock;
  }

  hear(kind: Heard["kind"], text: string, language?: string): void {
    this.heard.push({ at: this.#clock.time(), kind, text, ...(language !== undefined && { language }) });
    for (const listener of this.#listeners) listener();
  }

  onHeard(listener: Listener): () => void {
    this.#listeners.add(listener);

    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Whatever happens next begins with nothing to interrupt it. */
  begin(): void {
    this.#abort = new AbortController();
    if (this.#alsoBy) this.#abort.abort(new Interrupted(this.#alsoBy));
    this.#alsoBy = undefined;
  }

  interrupt(by: Interruption): void {
    if (this.#abort.signal.aborted) this.#alsoBy = by;
    else this.#abort.abort(new Interrupted(by));
  }

  /**
   * Lets time pass.
   *
   * @param mayWake is told how to end the wait before its time
   * @throws {Interrupted}
   */
  wait(milliseconds: number, mayWake?: MayWake): Promise<void> {
    return this.until((resolve) => {
      const callOff = this.#clock.after(milliseconds, resolve);
      mayWake?.(() => {
        callOff();
        resolve();
      });

      return callOff;
    });
  }

  /**
   * Waits for what `start` begins, which returns how to call it off.
   *
   * @throws {Interrupted}
   */
  until<T>(start: (resolve: (value: T) => void) => () => void): Promise<T> {
    const { signal } = this.#abort;

    return new Promise<T>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      let callOff: () => void = () => undefined;
      const onAbort = () => {
        callOff();
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      callOff = start((value) => {
        signal.removeEventListener("abort", onAbort);
        resolve(value);
      });
    });
  }

  /** @throws {Interrupted} when the call was taken elsewhere meanwhile */
  goOn(): void {
    this.#abort.signal.throwIfAborted();
  }

  press(key: string): void {
    this.#onKey?.(key);
  }

  speak(spoken: Spoken): void {
    this.#onSpeech?.(spoken);
  }

  /** From now on keys go there. Without a receiver they are lost, as on a telephone. */
  listen(receiver: ((key: string) => void) | undefined): void {
    this.#onKey = receiver;
  }

  record(receiver: ((spoken: Spoken) => void) | undefined): void {
    this.#onSpeech = receiver;
  }

  get isListening(): boolean {
    return this.#onKey !== undefined;
  }

  get isRecording(): boolean {
    return this.#onSpeech !== undefined;
  }
}
