import { Box } from "@twilio-paste/box";
import React, { type ReactElement, type ReactNode } from "react";

interface HintProps {
  readonly id?: string;
  readonly role?: "alert" | "status";
  readonly children: ReactNode;
}

/** A small explanatory text beside a control. */
export function Hint({ id, role, children }: HintProps): ReactElement {
  return (
    <Box
      as="div"
      id={id}
      {...(role && { role })}
      element="CALLBACK_VOICEMAIL_HINT"
      margin="space0"
      color="colorTextWeak"
      fontSize="fontSize20"
      lineHeight="lineHeight20"
    >
      {children}
    </Box>
  );
}
