import type { BoardProblem, CancelResult } from "../../../application/desktop/callback-board.ts";
import type { RequestKind } from "../../../domain/callback-request.ts";
import { type RowState, type SortColumn, stateOfRow } from "../../../domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { OUTCOMES } from "../panel/attempts.tsx";
import { formatTime } from "../panel/time-format.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";

export const STATES: Record<RowState, StringKey> = {
  waiting: "StateWaiting",
  held: "StateHeld",
  offered: "StateOffered",
  "with-agent": "StateWithAgent",
};

export const KINDS: Record<RequestKind, StringKey> = {
  callback: "TitleCallbackNoNumber",
  voicemail: "VoicemailHeading",
};

export const COLUMNS: Record<SortColumn, StringKey> = {
  contact: "ContactName",
  kind: "ColumnKind",
  receivedAt: "ColumnWaiting",
  state: "ListState",
  attempts: "ColumnAttempts",
  holder: "ColumnHolder",
  priority: "ColumnPriority",
};

export const LIST_PROBLEMS: Record<BoardProblem, StringKey> = {
  "not-allowed": "ListNotAllowed",
  "session-ended": "RequeueProblemSessionEnded",
  unavailable: "ListUnavailable",
  rejected: "ListRejected",
};

/** By what a person would call the contact. */
export function contactOf({ contactName, contact }: CallbackRow, text: Text): string {
  return contactName ?? contact ?? text("NumberWithheld");
}

export function stateText(row: CallbackRow, locale: string, text: Text): string {
  return row.heldUntil
    ? text("StateHeldUntil", { time: formatTime(row.heldUntil, locale) })
    : text(STATES[stateOfRow(row)]);
}

export function outcomeText({ lastOutcome }: CallbackRow, text: Text): string | undefined {
  return lastOutcome && text(OUTCOMES[lastOutcome]);
}

export function cancelText(result: CancelResult, contact: string, text: Text): string {
  switch (result.kind) {
    case "canceled":
      return text("CancelDone", { contact });
    case "taken":
      return text("CancelTaken");
    case "ended":
    case "task-not-found":
      return text("CancelEnded");
    case "not-allowed":
      return text("CancelNotAllowed");
    case "session-ended":
      return text("RequeueProblemSessionEnded");
    case "failed":
      return text(result.reason === "unavailable" ? "CancelUnavailable" : "CancelRejected");
  }
}
