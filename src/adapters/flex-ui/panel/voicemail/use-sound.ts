import { useEffect, useRef, useState } from "react";
import type { Voicemails } from "../../../../application/desktop/voicemails.ts";
import type { VoicemailFailure } from "../../../../domain/desktop/problem.ts";

export type Sound =
  | { readonly kind: "not-loaded" }
  | { readonly kind: "loading"; readonly share?: number }
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "failed"; readonly reason: VoicemailFailure };

/** A load of one task's audio. `url`: present when the audio has arrived. */
interface Loading {
  readonly taskId: string;
  readonly abandon: AbortController;
  url?: string;
}

/**
 * The audio of one task's voicemail, loaded on demand.
 *
 * If the panel shows another task or disappears, this aborts the load and never plays its audio, and lets the browser free
 * loaded audio.
 */
export function useSound(taskId: string, load: Voicemails["load"]): { sound: Sound; start: () => void } {
  const [sound, setSound] = useState<Sound>({ kind: "not-loaded" });
  const present = useRef<Loading>();

  useEffect(() => {
    setSound({ kind: "not-loaded" });
    const mine: Loading = { taskId, abandon: new AbortController() };
    present.current = mine;

    return () => {
      mine.abandon.abort();
      if (mine.url !== undefined) URL.revokeObjectURL(mine.url);
    };
  }, [taskId]);

  const start = async (): Promise<void> => {
    const mine = present.current;
    if (!mine || mine.url !== undefined) return;
    const { signal } = mine.abandon;

    setSound({ kind: "loading" });
    const loaded = await load(mine.taskId, signal, (share) => {
      if (!signal.aborted) setSound({ kind: "loading", share });
    });
    if (signal.aborted || loaded.kind === "abandoned") return;
    if (loaded.kind === "failed") {
      setSound(loaded);
      return;
    }
    mine.url = URL.createObjectURL(new Blob([...loaded.parts], { type: loaded.contentType }));
    setSound({ kind: "ready", url: mine.url });
  };

  return { sound, start: () => void start() };
}
