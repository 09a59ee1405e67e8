import { Button, type ButtonProps } from "@twilio-paste/button";
import { Spinner } from "@twilio-paste/spinner";
import React, { forwardRef } from "react";
import type { PasteElements } from "../settings.ts";

interface PanelButtonProps extends Pick<ButtonProps, "variant" | "size" | "fullWidth"> {
  /** What it does is under way. */
  readonly isBusy?: boolean;
  /** It does nothing at the moment. */
  readonly isBlocked?: boolean;
  /** The id of the element with the reason. */
  readonly describedBy?: string | undefined;
  /** It takes the focus when it appears. */
  readonly hasFocus?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

/** The element name of a button that is blocked, by which a deployer may style it. */
const BLOCKED_BUTTON = "CALLBACK_VOICEMAIL_BLOCKED_BUTTON";

const BLOCKED = {
  color: "colorTextWeaker",
  backgroundColor: "colorBackgroundStrong",
  boxShadow: "none",
  cursor: "not-allowed",
};

/** It looks like Paste's disabled buttons, whatever the pointer does, and shows where the keyboard is. */
const FOCUSED = { ...BLOCKED, boxShadow: "shadowFocus" };
export const BLOCKED_BUTTON_STYLES: PasteElements = {
  [BLOCKED_BUTTON]: { ...BLOCKED, ":hover": BLOCKED, ":active": BLOCKED, ":focus": FOCUSED },
};

/**
 * A button that stays where the keyboard is. `disabled` would take the focus away, and nobody who uses the keyboard
 * would ever hear the reason.
 */
export const PanelButton = forwardRef<HTMLButtonElement, PanelButtonProps>(function PanelButton(props, ref) {
  const { isBusy = false, isBlocked = false, describedBy, hasFocus, onClick, children, ...look } = props;
  const rests = isBusy || isBlocked;

  return (
    <Button
      {...look}
      {...(isBlocked && !isBusy && { element: BLOCKED_BUTTON })}
      ref={ref}
      autoFocus={hasFocus}
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
