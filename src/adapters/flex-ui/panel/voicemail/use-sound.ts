import { useEffect, useRef, useState } from "react";
import type { RemoteVoicemail } from "./remote-voicemail.ts";
import type { VoicemailProblem } from "./voicemail-problem.ts";

export type Sound =
  | { readonly kind: "not-loaded" }
  | { readonly kind: "loading"; readonly share?: number }
  | { readonly kind: "ready"; readonly url: string }
  | { readonly kind: "failed"; readonly reason: VoicemailProblem };

/** What is under way, or has come, for one task. */
interface Loading {
  readonly taskId: string;
  readonly abandon: AbortController;
  url?: string;
}

/**
 * The sound of one task's voicemail, loaded when asked for.
 *
 * With the task it changes, and with the component it goes: what is still on its way is abandoned and never shown,
 * and the browser lets go of what has come.
 */
export function useSound(taskId: string, load: RemoteVoicemail["load"]): { sound: Sound; start: () => void } {
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
    mine.url = URL.createObjectURL(loaded.sound);
    setSound({ kind: "ready", url: mine.url });
  };

  return { sound, start: () => void start() };
}
