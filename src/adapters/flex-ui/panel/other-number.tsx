import { Box } from "@twilio-paste/box";
import React, {
  type ChangeEvent,
  type FormEvent,
  type KeyboardEvent,
  type ReactElement,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { otherNumber } from "../../../domain/desktop/other-number.ts";
import type { NumberPolicy, PhoneNumber } from "../../../domain/phone-number.ts";
import type { Text } from "../text.ts";
import { Field, INPUT_LOOK } from "./field.tsx";
import { Hint } from "./hint.tsx";
import { Native } from "./native.ts";
import { PanelButton } from "./panel-button.tsx";

interface OtherNumberFormProps {
  readonly policy: NumberPolicy;
  readonly onCall: (number: PhoneNumber) => void;
  readonly text: Text;
}

/** Calls another number than the contact's, under the same rules. */
export function OtherNumberForm({ policy, onCall, text }: OtherNumberFormProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [given, setGiven] = useState("");
  const [isRefused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (isOpen) field.current?.focus();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const other = otherNumber(given, policy);
  const call = (): void => {
    setRefused(other.kind !== "number");
    if (other.kind !== "number") field.current?.focus();
    else onCall(other.number);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    call();
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") setOpen(false);
  };
  if (!isOpen)
    return (
      <Box>
        <PanelButton ref={opener} variant="link" onClick={() => setOpen(true)}>
          {text("CallOther")}
        </PanelButton>
      </Box>
    );

  return (
    <Box as="form" element="CALLBACK_VOICEMAIL_OTHER_NUMBER" onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <Box display="flex" columnGap="space40" alignItems="flex-end">
        <Field label={text("OtherNumber")}>
          {(id) => (
            <Native
              as="input"
              type="tel"
              autoComplete="off"
              id={id}
              ref={field}
              value={given}
              onChange={({ target }: ChangeEvent<HTMLInputElement>) => {
                setGiven(target.value);
                setRefused(false);
              }}
              aria-invalid={isRefused}
              width="100%"
              {...INPUT_LOOK}
            />
          )}
        </Field>
        <PanelButton variant="secondary" onClick={call}>
          {text("OtherCall")}
        </PanelButton>
      </Box>
      {isRefused && (
        <Hint role="alert">
          {text(other.kind === "not-allowed" ? "OtherNotAllowed" : "NoCallNotCallable")}
        </Hint>
      )}
    </Box>
  );
}
