import type { ActResult, BoardProblem } from "../../../application/desktop/callback-board.ts";
import type { RequestKind } from "../../../domain/callback-request.ts";
import { writtenOut } from "../../../domain/desktop/written-out.ts";
import { knownNumber } from "../../../domain/phone-number.ts";
import { type RowState, type SortColumn, stateOfRow } from "../../../domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { OUTCOMES } from "../panel/attempts.tsx";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import { formatNear } from "./list-times.ts";

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
  return contactName ?? addressText(contact, text);
}

/** A number as the panel writes it; any other address, or a masked one, as it is. */
export function addressText(contact: string | undefined, text: Text): string {
  if (contact === undefined) return text("NumberWithheld");
  const number = knownNumber(contact);

  return number === undefined ? contact : writtenOut(number);
}

export function stateText(row: CallbackRow, now: Date, locale: string, text: Text): string {
  return row.heldUntil
    ? text("StateHeldUntil", { time: formatNear(row.heldUntil, now, locale) })
    : text(STATES[stateOfRow(row)]);
}

export function outcomeText({ lastOutcome }: CallbackRow, text: Text): string | undefined {
  return lastOutcome && text(OUTCOMES[lastOutcome]);
}

/** What a supervisor did to the request. */
export function noteText(
  { assignedTo, isFirst }: CallbackRow,
  nameOf: (agent: string) => string,
  text: Text,
): string | undefined {
  const notes = [
    isFirst && text("GoesFirst"),
    assignedTo !== undefined && text("AssignedTo", { agent: nameOf(assignedTo) }),
  ].filter((note) => typeof note === "string");

  return notes.length > 0 ? notes.join(" · ") : undefined;
}

/** What came of something that a supervisor did. */
export function actText(
  result: ActResult,
  { contact, agent = "" }: { readonly contact: string; readonly agent?: string },
  text: Text,
): string {
  switch (result.kind) {
    case "canceled":
      return text("CancelDone", { contact });
    case "done":
      return agent === "" ? text("OfferNowDone", { contact }) : text("AssignDone", { contact, agent });
    case "taken":
      return text("ActTaken");
    case "ended":
    case "task-not-found":
      return text("ActEnded");
    case "agent-not-found":
      return text("AssignNoAgent");
    case "not-allowed":
      return text("ActNotAllowed");
    case "session-ended":
      return text("RequeueProblemSessionEnded");
    case "failed":
      return text(result.reason === "unavailable" ? "ActUnavailable" : "ActRejected");
  }
}
