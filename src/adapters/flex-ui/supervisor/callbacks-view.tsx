import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { BoardState, CallbackBoard } from "../../../application/desktop/callback-board.ts";
import { FIRST_ORDER, filtered, type ListFilter, sorted } from "../../../domain/supervisor/list-view.ts";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { DEFAULT_TARGET_MINUTES } from "../../../domain/supervisor/urgency.ts";
import { Message } from "../panel/messages.tsx";
import { Native, nativeLook } from "../panel/native.ts";
import { PanelButton } from "../panel/panel-button.tsx";
import { useId } from "../panel/use-id.ts";
import { useNow } from "../panel/use-now.ts";
import { RULES, useWatched, type Watchable } from "../panel/use-watched.ts";
import { AssignForm } from "./assign-form.tsx";
import { CancelForm } from "./cancel-form.tsx";
import { fileName, listAsCsv } from "./list-export.ts";
import { ListTable } from "./list-table.tsx";
import { ListTiles } from "./list-tiles.tsx";
import { formatNear } from "./list-times.ts";
import { ListTools } from "./list-tools.tsx";
import { contactOf, LIST_PROBLEMS } from "./list-words.ts";
import { ListenForm } from "./listen-form.tsx";
import { type Acting, type RowAction, useActing } from "./use-acting.ts";
import { useLook } from "./use-look.ts";
import type { ViewServices } from "./view-services.ts";

/** So many rows are drawn at first, and so many more at each click: thousands at once would make Flex slow. */
const ROWS_DRAWN = 100;

/** The open callbacks and voicemails, for whoever looks after the queue. */
export function CallbacksView({ services }: { readonly services: ViewServices }): ReactElement {
  const { board, rules, clock, text, locale, looksAfterAll } = services;
  const state = useWatched(board, BOARD);
  const known = useWatched(rules, RULES);
  useEffect(() => void rules.refresh(), [rules]);
  useLook(board);
  const now = useNow(clock);
  const [filter, setFilter] = useState<ListFilter>({ text: "" });
  const [order, setOrder] = useState(FIRST_ORDER);
  const [drawn, setDrawn] = useState(ROWS_DRAWN);
  const [asking, setAsking] = useState<Asking>();
  const headingId = useId();
  const heading = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => sorted(filtered(state.rows, filter), order, locale),
    [state.rows, filter, order, locale],
  );
  const more = (): void => {
    if (drawn >= rows.length) void board.more();
    setDrawn(drawn + ROWS_DRAWN);
  };
  const onExport = (): void => services.saveFile(fileName(clock.now()), listAsCsv(rows, services));
  const leaveForm = useCallback((): void => {
    setAsking(undefined);
    heading.current?.focus();
  }, []);
  const acting = useActing(services, leaveForm);
  const { expedite } = acting;
  const onAct = useCallback(
    (action: RowAction, row: CallbackRow): void => {
      if (action === "expedite") void expedite(row);
      else setAsking({ action, row });
    },
    [expedite],
  );

  return (
    <Native
      as="section"
      element="CALLBACK_VOICEMAIL_VIEW"
      aria-labelledby={headingId}
      style={nativeLook(services.isDark())}
      display="flex"
      flexDirection="column"
      rowGap="space50"
      width="100%"
      height="100%"
      overflow="auto"
      padding="space60"
      backgroundColor="colorBackgroundBody"
    >
      <Box ref={heading} tabIndex={-1} outline="none">
        <Heading as="h2" variant="heading20" marginBottom="space0" id={headingId}>
          {text("ListTitle")}
        </Heading>
      </Box>
      {looksAfterAll && <ListTiles state={state} now={now} services={services} />}
      <ListTools
        filter={filter}
        onFilter={setFilter}
        canExport={rows.length > 0}
        onExport={onExport}
        text={text}
      />
      {state.problem && (
        <Message variant="error" role="alert" label={text(LIST_PROBLEMS[state.problem])} text={text}>
          {state.problem === "unavailable" && (
            <PanelButton
              variant="secondary"
              size="small"
              isBusy={state.isAsking}
              onClick={() => void board.refresh()}
            >
              {text("TryAgain")}
            </PanelButton>
          )}
        </Message>
      )}
      <Asked asking={asking} acting={acting} onLeave={leaveForm} services={services} />
      <Box role="status" color="colorTextWeak" fontSize="fontSize30" lineHeight="lineHeight30">
        {statusText(state, rows.length, services)}
      </Box>
      {rows.length > 0 && (
        <ListTable
          rows={rows.slice(0, drawn)}
          order={order}
          onOrder={setOrder}
          now={now}
          targetMinutes={known?.targetMinutes ?? DEFAULT_TARGET_MINUTES}
          onAct={looksAfterAll ? onAct : undefined}
          busy={acting.busy}
          services={services}
        />
      )}
      {(drawn < rows.length || state.hasMore) && (
        <Box>
          <PanelButton variant="secondary" isBusy={state.isAsking && drawn >= rows.length} onClick={more}>
            {text("ListMore")}
          </PanelButton>
        </Box>
      )}
    </Native>
  );
}

interface Asking {
  readonly action: Exclude<RowAction, "expedite">;
  readonly row: CallbackRow;
}

interface AskedProps {
  readonly asking: Asking | undefined;
  readonly acting: Acting;
  readonly onLeave: () => void;
  readonly services: ViewServices;
}

/** What came of what was done last, and what somebody is asked before the next. */
function Asked({ asking, acting, onLeave, services }: AskedProps): ReactElement {
  const { answered } = acting;

  return (
    <Box aria-live="polite" display={asking || answered ? "block" : "none"}>
      {answered && (
        <Message
          variant={answered.isDone ? "success" : "error"}
          role="status"
          label={answered.words}
          text={services.text}
        />
      )}
      {asking && (
        <Form key={`${asking.action} ${asking.row.taskId}`} {...asking} {...{ acting, onLeave, services }} />
      )}
    </Box>
  );
}

function Form({ action, row, acting, onLeave, services }: Asking & Omit<AskedProps, "asking">): ReactElement {
  const { text } = services;
  const contact = contactOf(row, text);
  const isBusy = acting.busy.includes(row.taskId);

  switch (action) {
    case "play":
      return <ListenForm taskId={row.taskId} {...{ contact, onLeave, services }} />;
    case "assign":
      return (
        <AssignForm
          onConfirm={(agent) => void acting.assign(row, agent)}
          {...{ contact, isBusy, onLeave, services }}
        />
      );
    case "cancel":
      return (
        <CancelForm
          onConfirm={(reason) => void acting.cancel(row, reason)}
          {...{ contact, isBusy, onLeave, text }}
        />
      );
  }
}

function statusText(
  { at, rows, problem }: BoardState,
  shown: number,
  { text, locale }: ViewServices,
): string {
  if (at === undefined) return problem ? "" : text("ListLoading");
  if (rows.length === 0) return text("ListEmpty");
  if (shown === 0) return text("ListNoMatch");

  return text("ListCount", { shown, total: rows.length, time: formatNear(at, at, locale) });
}

const BOARD: Watchable<CallbackBoard, BoardState> = {
  read: (board) => board.state(),
  watch: (board, listener) => board.watch(listener),
};
