import { Box } from "@twilio-paste/box";
import { ScreenReaderOnly } from "@twilio-paste/screen-reader-only";
import React, { memo, type ReactElement, type ReactNode } from "react";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { type Urgency, urgencyOf } from "../../../domain/supervisor/urgency.ts";
import { Native } from "../panel/native.ts";
import { formatTime } from "../panel/time-format.ts";
import { useId } from "../panel/use-id.ts";
import type { StringKey } from "../strings/en-us.ts";
import { formatWait } from "./list-times.ts";
import { addressText, contactOf, KINDS, noteText, outcomeText, stateText } from "./list-words.ts";
import { RowActions } from "./row-actions.tsx";
import type { RowAction } from "./use-acting.ts";
import type { ViewServices } from "./view-services.ts";

export type RowActionsHandler = (action: RowAction, row: CallbackRow) => void;

interface ListRowProps {
  readonly row: CallbackRow;
  readonly now: Date;
  readonly targetMinutes: number;
  /** Absent: this person does nothing to requests. */
  readonly onAct?: RowActionsHandler | undefined;
  readonly isBusy: boolean;
  readonly services: ViewServices;
}

/** One request. A list may have thousands, so a row is drawn again only when it changes. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, now, targetMinutes, onAct, isBusy, services } = props;
  const { text, locale, nameOf } = services;
  const contactId = useId();
  const outcome = outcomeText(row, text);
  const note = noteText(row, nameOf, text);

  return (
    <Box as="tr" element="CALLBACK_VOICEMAIL_LIST_ROW">
      <Cell as="th" scope="row" id={contactId}>
        {contactOf(row, text)}
        {row.contactName !== undefined && <Weak>{addressText(row.contact, text)}</Weak>}
      </Cell>
      <Cell>{text(KINDS[row.kind])}</Cell>
      <Cell>
        <Age row={row} now={now} targetMinutes={targetMinutes} services={services} />
      </Cell>
      <Cell>
        {stateText(row, now, locale, text)}
        {note !== undefined && <Weak>{note}</Weak>}
      </Cell>
      <Cell>
        {row.attemptsMade}
        {outcome !== undefined && ` · ${outcome}`}
      </Cell>
      <Cell>{row.holder ? nameOf(row.holder.name) : "–"}</Cell>
      <Cell>{row.priority}</Cell>
      {onAct && (
        <Cell>
          <RowActions row={row} isBusy={isBusy} onAct={onAct} describedBy={contactId} text={text} />
        </Cell>
      )}
    </Box>
  );
});

type AgeProps = Pick<ListRowProps, "row" | "now" | "targetMinutes" | "services">;

function Age({ row, now, targetMinutes, services: { text, locale } }: AgeProps): ReactElement {
  const urgency = urgencyOf(row.receivedAt, now, targetMinutes);
  const words = URGENCY_WORDS[urgency];

  return (
    <Box
      as="span"
      element={URGENCY_ELEMENTS[urgency]}
      title={formatTime(row.receivedAt, locale)}
      paddingX="space30"
      paddingY="space10"
      borderRadius="borderRadius20"
      whiteSpace="nowrap"
      {...URGENCY_LOOKS[urgency]}
    >
      {/* Not by its colour alone. */}
      {urgency === "past" && <span aria-hidden="true">! </span>}
      {formatWait(row.receivedAt, now, locale) ?? "–"}
      {words && <ScreenReaderOnly>, {text(words)}</ScreenReaderOnly>}
    </Box>
  );
}

const URGENCY_WORDS: Record<Urgency, StringKey | undefined> = {
  within: undefined,
  close: "AgeClose",
  past: "AgePast",
};

const URGENCY_ELEMENTS: Record<Urgency, string> = {
  within: "CALLBACK_VOICEMAIL_AGE",
  close: "CALLBACK_VOICEMAIL_AGE_CLOSE",
  past: "CALLBACK_VOICEMAIL_AGE_PAST",
};

const URGENCY_LOOKS = {
  within: {},
  close: {
    backgroundColor: "colorBackgroundWarningWeakest",
    color: "colorTextWarningStrong",
  },
  past: {
    backgroundColor: "colorBackgroundErrorWeakest",
    color: "colorTextError",
    fontWeight: "fontWeightSemibold",
  },
} as const satisfies Record<Urgency, object>;

function Weak({ children }: { readonly children: string }): ReactElement {
  return (
    <Box as="div" color="colorTextWeak" fontSize="fontSize20" lineHeight="lineHeight20">
      {children}
    </Box>
  );
}

interface CellProps {
  readonly as?: "td" | "th";
  readonly scope?: "row";
  readonly id?: string;
  readonly children?: ReactNode;
}

function Cell({ as = "td", children, ...more }: CellProps): ReactElement {
  return (
    <Native as={as} {...more} {...CELL_LOOK}>
      {children}
    </Native>
  );
}

const CELL_LOOK = {
  paddingX: "space40",
  paddingY: "space30",
  textAlign: "left",
  verticalAlign: "middle",
  borderBottomWidth: "borderWidth10",
  borderBottomStyle: "solid",
  borderBottomColor: "colorBorderWeaker",
  color: "colorText",
  fontSize: "fontSize30",
  lineHeight: "lineHeight30",
  fontWeight: "fontWeightNormal",
  wordBreak: "break-word",
} as const;
