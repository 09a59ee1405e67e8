import type { CallbackBoard } from "../../../application/desktop/callback-board.ts";
import type { KnownRules } from "../../../application/desktop/known-rules.ts";
import type { Voicemails } from "../../../application/desktop/voicemails.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Listening } from "../panel/voicemail/listening.ts";
import type { Text } from "../text.ts";

/** All that the view "Callbacks" needs. */
export interface ViewServices {
  readonly board: CallbackBoard;
  readonly rules: KnownRules;
  /** Supervisors and administrators look after all callbacks, and may cancel, move and hear them. */
  readonly looksAfterAll: boolean;
  readonly voicemails: Pick<Voicemails, "load" | "readTranscript">;
  readonly listening: Listening;
  readonly isDark: () => boolean;
  readonly clock: Clock;
  readonly text: Text;
  readonly locale: string;
  /** An agent's name as people read it. */
  readonly nameOf: (agent: string) => string;
  /** Hands a file to whoever sits before the page. */
  readonly saveFile: (name: string, content: string) => void;
}
