import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, {
  type ChangeEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from "react";
import { PanelButton } from "../panel/panel-button.tsx";
import { useId } from "../panel/use-id.ts";
import type { Text } from "../text.ts";
import { Field, INPUT_LOOK } from "./field.tsx";
import { Native } from "./native.ts";

/** As many characters as the functions take. */
const LONGEST_REASON = 200;

interface CancelFormProps {
  readonly contact: string;
  readonly isBusy: boolean;
  readonly onConfirm: (reason: string) => void;
  readonly onKeep: () => void;
  readonly text: Text;
}

/** Asks why a request is canceled. */
export function CancelForm({ contact, isBusy, onConfirm, onKeep, text }: CancelFormProps): ReactElement {
  const [reason, setReason] = useState("");
  const headingId = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isComplete = reason.trim() !== "";
  const confirm = (): void => {
    if (isComplete && !isBusy) onConfirm(reason.trim());
    else field.current?.focus();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    confirm();
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape" && !isBusy) onKeep();
  };

  return (
    <Box
      as="form"
      element="CALLBACK_VOICEMAIL_CANCEL_FORM"
      aria-labelledby={headingId}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      display="flex"
      flexDirection="column"
      rowGap="space40"
      padding="space50"
      borderRadius="borderRadius20"
      borderWidth="borderWidth10"
      borderStyle="solid"
      borderColor="colorBorderPrimaryWeak"
    >
      <Heading as="h3" variant="heading40" marginBottom="space0" id={headingId}>
        {text("CancelQuestion", { contact })}
      </Heading>
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
      <Box display="flex" columnGap="space40">
        <PanelButton
          variant="destructive"
          size="small"
          isBusy={isBusy}
          isBlocked={!isComplete}
          onClick={confirm}
        >
          {text("CancelConfirm")}
        </PanelButton>
        <PanelButton variant="secondary" size="small" isBlocked={isBusy} onClick={onKeep}>
          {text("CancelKeep")}
        </PanelButton>
      </Box>
    </Box>
  );
}
