import { Box } from "@twilio-paste/box";
import { ScreenReaderOnly } from "@twilio-paste/screen-reader-only";
import React, { type ReactElement } from "react";
import { type ListOrder, orderAfterClick, SORT_COLUMNS } from "../../../domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { Native } from "../panel/native.ts";
import { ListRow, type RowActionsHandler } from "./list-row.tsx";
import { COLUMNS } from "./list-words.ts";
import type { ViewServices } from "./view-services.ts";

interface ListTableProps {
  readonly rows: readonly CallbackRow[];
  readonly order: ListOrder;
  readonly onOrder: (order: ListOrder) => void;
  readonly now: Date;
  readonly targetMinutes: number;
  readonly onAct: RowActionsHandler | undefined;
  /** The tasks to which something is being done. */
  readonly busy: readonly string[];
  readonly services: ViewServices;
}

/** The requests, one line each, with a button in each column's head that sorts by it. */
export function ListTable({
  rows,
  order,
  onOrder,
  onAct,
  busy,
  services,
  ...drawing
}: ListTableProps): ReactElement {
  const { text } = services;

  return (
    <Box as="table" element="CALLBACK_VOICEMAIL_LIST" width="100%" borderSpacing="space0">
      <caption>
        <ScreenReaderOnly>{text("ListTitle")}</ScreenReaderOnly>
      </caption>
      <thead>
        <tr>
          {SORT_COLUMNS.map((column) => (
            <Head
              key={column}
              name={text(COLUMNS[column])}
              direction={order.column === column ? order.direction : undefined}
              onClick={() => onOrder(orderAfterClick(order, column))}
            />
          ))}
          {onAct && <Box as="td" {...HEAD_LOOK} />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ListRow
            key={row.taskId}
            row={row}
            onAct={onAct}
            isBusy={busy.includes(row.taskId)}
            services={services}
            {...drawing}
          />
        ))}
      </tbody>
    </Box>
  );
}

interface HeadProps {
  readonly name: string;
  readonly direction: ListOrder["direction"] | undefined;
  readonly onClick: () => void;
}

function Head({ name, direction, onClick }: HeadProps): ReactElement {
  return (
    <Native as="th" scope="col" aria-sort={direction} {...HEAD_LOOK}>
      <Box
        as="button"
        type="button"
        onClick={onClick}
        margin="space0"
        paddingX="space40"
        paddingY="space30"
        width="100%"
        borderStyle="none"
        borderRadius="borderRadius20"
        backgroundColor="transparent"
        color="colorText"
        cursor="pointer"
        textAlign="left"
        whiteSpace="nowrap"
        fontFamily="inherit"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
        fontWeight="fontWeightSemibold"
        outline="none"
        _hover={{ textDecoration: "underline" }}
        _focus={{ boxShadow: "shadowFocus" }}
      >
        {name}
        <Box as="span" aria-hidden="true" color="colorTextWeak">
          {direction ? ARROWS[direction] : ""}
        </Box>
      </Box>
    </Native>
  );
}

const ARROWS: Record<ListOrder["direction"], string> = { ascending: " ↑", descending: " ↓" };

const HEAD_LOOK = {
  padding: "space0",
  textAlign: "left",
  position: "sticky",
  top: "0",
  zIndex: "zIndex10",
  backgroundColor: "colorBackgroundBody",
  borderBottomWidth: "borderWidth20",
  borderBottomStyle: "solid",
  borderBottomColor: "colorBorderWeak",
} as const;
