import type { CallbackBoard } from "../../../application/desktop/callback-board.ts";
import type { KnownRules } from "../../../application/desktop/known-rules.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Text } from "../text.ts";

/** All that the view "Callbacks" needs. */
export interface ViewServices {
  readonly board: CallbackBoard;
  readonly rules: KnownRules;
  /** Supervisors and administrators look after all callbacks, and may cancel them. */
  readonly looksAfterAll: boolean;
  readonly clock: Clock;
  readonly text: Text;
  readonly locale: string;
  /** An agent's name as people read it. */
  readonly nameOf: (agent: string) => string;
  /** Hands a file to whoever sits before the page. */
  readonly saveFile: (name: string, content: string) => void;
}
