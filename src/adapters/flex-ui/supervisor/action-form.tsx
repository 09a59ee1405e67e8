import { Box } from "@twilio-paste/box";
import { Heading } from "@twilio-paste/heading";
import React, { type FormEvent, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { Frame } from "../panel/frame.tsx";
import { PanelButton } from "../panel/panel-button.tsx";
import { useId } from "../panel/use-id.ts";

interface ActionFormProps {
  readonly question: string;
  /** Absent: there is nothing to confirm. */
  readonly confirm?: {
    readonly label: string;
    readonly isDestructive?: boolean;
    readonly isBlocked: boolean;
    readonly isBusy: boolean;
    readonly onClick: () => void;
  };
  readonly leaveLabel: string;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** What somebody is asked before something is done to a request. Escape leaves it. */
export function ActionForm({
  question,
  confirm,
  leaveLabel,
  onLeave,
  children,
}: ActionFormProps): ReactElement {
  const headingId = useId();
  const isBusy = confirm?.isBusy ?? false;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    confirm?.onClick();
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape" && !isBusy) onLeave();
  };

  return (
    <Frame
      as="form"
      element="CALLBACK_VOICEMAIL_ACTION_FORM"
      aria-labelledby={headingId}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
    >
      <Heading as="h3" variant="heading40" marginBottom="space0" id={headingId}>
        {question}
      </Heading>
      {children}
      <Box display="flex" columnGap="space40">
        {confirm && (
          <PanelButton
            variant={confirm.isDestructive ? "destructive" : "primary"}
            size="small"
            isBusy={isBusy}
            isBlocked={confirm.isBlocked}
            onClick={confirm.onClick}
          >
            {confirm.label}
          </PanelButton>
        )}
        <PanelButton variant="secondary" size="small" isBlocked={isBusy} onClick={onLeave}>
          {leaveLabel}
        </PanelButton>
      </Box>
    </Frame>
  );
}
