import React, { type ChangeEvent, type ReactElement, useLayoutEffect, useRef, useState } from "react";
import { Field, INPUT_LOOK } from "../panel/field.tsx";
import { Native } from "../panel/native.ts";
import type { Text } from "../text.ts";
import { ActionForm } from "./action-form.tsx";

/** As many characters as the functions take. */
const LONGEST_REASON = 200;

interface CancelFormProps {
  readonly contact: string;
  readonly isBusy: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onLeave: () => void;
  readonly text: Text;
}

/** Asks why a request is canceled. */
export function CancelForm({ contact, isBusy, onConfirm, onLeave, text }: CancelFormProps): ReactElement {
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const isComplete = reason.trim() !== "";
  const confirm = (): void => {
    if (isComplete && !isBusy) onConfirm(reason.trim());
    else field.current?.focus();
  };

  return (
    <ActionForm
      question={text("CancelQuestion", { contact })}
      confirm={{
        label: text("CancelConfirm"),
        isDestructive: true,
        isBlocked: !isComplete,
        isBusy,
        onClick: confirm,
      }}
      leaveLabel={text("CancelKeep")}
      onLeave={onLeave}
    >
      <Field label={text("CancelReason")}>
        {(id) => (
          <Native
            as="input"
            type="text"
            required
            autoComplete="off"
            id={id}
            ref={field}
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={({ target }: ChangeEvent<HTMLInputElement>) => setReason(target.value)}
            maxWidth="size60"
            {...INPUT_LOOK}
          />
        )}
      </Field>
    </ActionForm>
  );
}
