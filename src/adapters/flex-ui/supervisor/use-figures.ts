import { useEffect, useState } from "react";
import type { BoardFigures } from "../../../application/desktop/callback-board.ts";
import type { CallOff } from "../../../ports/clock.ts";
import type { ViewServices } from "./view-services.ts";

/** They are of a whole day, and cost TaskRouter more than the list does. */
const EVERY_MS = 5 * 60_000;

/** Today's figures, asked for while somebody looks. `undefined`: they are not known. */
export function useFigures({ board, clock, looksAfterAll }: ViewServices): BoardFigures | undefined {
  const [figures, setFigures] = useState<BoardFigures>();
  useEffect(() => {
    let isOver = !looksAfterAll;
    let callOff: CallOff | undefined;
    const ask = async (): Promise<void> => {
      if (isOver) return;
      const answer = document.visibilityState === "hidden" ? undefined : await board.figures();
      if (isOver) return;
      if (answer?.kind === "figures") setFigures(answer);
      callOff = clock.after(EVERY_MS, () => void ask());
    };
    void ask();

    return () => {
      isOver = true;
      callOff?.();
    };
  }, [board, clock, looksAfterAll]);

  return figures;
}
