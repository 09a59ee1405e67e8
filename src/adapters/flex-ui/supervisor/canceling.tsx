import { Box } from "@twilio-paste/box";
import React, { type ReactElement, useState } from "react";
import type { CallbackRow } from "../../../domain/supervisor/listed-task.ts";
import { Message } from "../panel/messages.tsx";
import { CancelForm } from "./cancel-form.tsx";
import { cancelText, contactOf } from "./list-words.ts";
import type { ViewServices } from "./view-services.ts";

interface CancelingProps {
  /** The request to cancel. Absent: none. */
  readonly row: CallbackRow | undefined;
  readonly onLeave: () => void;
  readonly services: ViewServices;
}

interface Answered {
  readonly words: string;
  readonly isDone: boolean;
}

/** Cancels a request, and says whether it happened or an agent was faster. */
export function Canceling({ row, onLeave, services: { board, text } }: CancelingProps): ReactElement {
  const [busyWith, setBusyWith] = useState<string>();
  const [answered, setAnswered] = useState<Answered>();
  const confirm = async (asked: CallbackRow, reason: string): Promise<void> => {
    setBusyWith(asked.taskId);
    setAnswered(undefined);
    const result = await board.cancel(asked.taskId, reason);
    setBusyWith(undefined);
    setAnswered({
      words: cancelText(result, contactOf(asked, text), text),
      isDone: result.kind === "canceled",
    });
    onLeave();
  };

  return (
    <Box aria-live="polite" display={row || answered ? "block" : "none"}>
      {answered && (
        <Message variant={answered.isDone ? "success" : "error"} role="status" label={answered.words} />
      )}
      {row && (
        <CancelForm
          key={row.taskId}
          contact={contactOf(row, text)}
          isBusy={busyWith === row.taskId}
          onConfirm={(reason) => void confirm(row, reason)}
          onKeep={onLeave}
          text={text}
        />
      )}
    </Box>
  );
}
