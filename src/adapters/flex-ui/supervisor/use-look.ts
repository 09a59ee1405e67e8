import { useEffect } from "react";
import type { CallbackBoard } from "../../../application/desktop/callback-board.ts";

/** Keeps the list fresh while the page is not hidden. */
export function useLook(board: CallbackBoard): void {
  useEffect(() => {
    let stop = (): void => undefined;
    const lookAgain = (): void => {
      stop();
      stop = document.visibilityState === "hidden" ? () => undefined : board.look();
    };
    lookAgain();
    document.addEventListener("visibilitychange", lookAgain);

    return () => {
      document.removeEventListener("visibilitychange", lookAgain);
      stop();
    };
  }, [board]);
}
