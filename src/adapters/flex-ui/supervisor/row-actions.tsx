import { Box } from "@twilio-paste/box";
import { Spinner } from "@twilio-paste/spinner";
import React, { type ReactElement } from "react";
import { mayBeMoved } from "../../../domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { CONTROL_LOOK } from "../panel/field.tsx";
import { Native } from "../panel/native.ts";
import type { StringKey } from "../strings/en-us.ts";
import type { Text } from "../text.ts";
import type { RowAction } from "./use-acting.ts";

interface RowActionsProps {
  readonly row: CallbackRow;
  /** Something is being done to it. */
  readonly isBusy: boolean;
  readonly onAct: (action: RowAction, row: CallbackRow) => void;
  /** The id of the element that names the contact. */
  readonly describedBy: string;
  readonly text: Text;
}

/** What can be done to a request. Nobody takes away what an agent has. */
export function RowActions({ row, isBusy, onAct, describedBy, text }: RowActionsProps): ReactElement {
  const actions: readonly RowAction[] = [
    ...(row.kind === "voicemail" ? (["play"] as const) : []),
    ...(mayBeMoved(row) ? MOVES : []),
  ];

  return (
    <Box display="flex" flexWrap="wrap" columnGap="space30" rowGap="space30">
      {actions.map((action) => (
        <RowButton
          key={action}
          isBusy={isBusy && action === "expedite"}
          isBlocked={isBusy && action !== "play"}
          describedBy={describedBy}
          onClick={() => onAct(action, row)}
        >
          {text(ACTIONS[action])}
        </RowButton>
      ))}
    </Box>
  );
}

interface RowButtonProps {
  readonly isBusy: boolean;
  readonly isBlocked: boolean;
  readonly describedBy: string;
  readonly onClick: () => void;
  readonly children: string;
}

/** As Paste's small buttons look. Hundreds of those would take the browser three times as long to draw. */
function RowButton({ isBusy, isBlocked, describedBy, onClick, children }: RowButtonProps): ReactElement {
  return (
    <Native
      as="button"
      type="button"
      aria-disabled={isBlocked}
      aria-describedby={describedBy}
      onClick={isBlocked ? undefined : onClick}
      {...(isBlocked ? BLOCKED_LOOK : BUTTON_LOOK)}
    >
      {isBusy && <Spinner decorative size="sizeIcon10" delay={0} />}
      {children}
    </Native>
  );
}

const BUTTON_LOOK = {
  ...CONTROL_LOOK,
  display: "inline-flex",
  columnGap: "space20",
  alignItems: "center",
  paddingX: "space30",
  paddingY: "space20",
  cursor: "pointer",
  fontWeight: "fontWeightSemibold",
  whiteSpace: "nowrap",
  _hover: { borderColor: "colorBorderPrimaryStronger", color: "colorTextLinkStronger" },
  _focus: { boxShadow: "shadowFocus" },
} as const;

const BLOCKED_LOOK = {
  ...BUTTON_LOOK,
  backgroundColor: "colorBackgroundStrong",
  color: "colorTextWeaker",
  cursor: "not-allowed",
  _hover: {},
} as const;

const MOVES: readonly RowAction[] = ["expedite", "assign", "cancel"];

const ACTIONS: Record<RowAction, StringKey> = {
  play: "ContinueVoicemail",
  expedite: "OfferNow",
  assign: "Assign",
  cancel: "Cancel",
};
