import { Button, type ButtonProps } from "@twilio-paste/button";
import { Spinner } from "@twilio-paste/spinner";
import React, { forwardRef } from "react";

interface PanelButtonProps extends Pick<ButtonProps, "variant" | "size" | "fullWidth"> {
  /** What it does is under way. */
  readonly isBusy?: boolean;
  /** It does nothing at the moment. */
  readonly isBlocked?: boolean;
  /** The id of the element with the reason. */
  readonly describedBy?: string | undefined;
  readonly onClick: () => void;
  readonly children: string;
}

/** The element name of a button that is blocked. `install` styles it. */
const BLOCKED_BUTTON = "CALLBACK_VOICEMAIL_BLOCKED_BUTTON";

/**
 * A button that stays where the keyboard is. `disabled` would take the focus away, and nobody who uses the keyboard
 * would ever hear the reason.
 */
export const PanelButton = forwardRef<HTMLButtonElement, PanelButtonProps>(function PanelButton(props, ref) {
  const { isBusy = false, isBlocked = false, describedBy, onClick, children, ...look } = props;
  const rests = isBusy || isBlocked;

  return (
    <Button
      {...look}
      {...(isBlocked && !isBusy && { element: BLOCKED_BUTTON })}
      ref={ref}
      aria-disabled={rests}
      aria-describedby={describedBy}
      onClick={rests ? ignore : onClick}
    >
      {isBusy && <Spinner decorative size="sizeIcon20" delay={0} />}
      {children}
    </Button>
  );
});

const ignore = (): void => undefined;
