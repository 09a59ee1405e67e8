/** Speaks what the caller hears, where the browser has voices. */
export interface Voices {
  /** How many there are; a browser may find them late. */
  onFound(found: (count: number) => void): void;
  speak(text: string, language: string): void;
  silence(): void;
}

export function browserVoices(): Voices {
  const { speechSynthesis } = window;

  return {
    onFound: (found) => {
      const count = () => found(speechSynthesis?.getVoices().length ?? 0);
      speechSynthesis?.addEventListener?.("voiceschanged", count);
      count();
    },
    speak: (text, language) => {
      const words = new SpeechSynthesisUtterance(text);
      words.lang = language;
      speechSynthesis.speak(words);
    },
    silence: () => speechSynthesis?.cancel(),
  };
}
