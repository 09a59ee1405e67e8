import { Box, type BoxProps } from "@twilio-paste/box";
import React, { type ReactElement } from "react";

/** What asks for a decision stands in a frame of its own. */
export function Frame(props: BoxProps): ReactElement {
  return (
    <Box
      display="flex"
      flexDirection="column"
      rowGap="space40"
      padding="space50"
      borderRadius="borderRadius20"
      borderWidth="borderWidth10"
      borderStyle="solid"
      borderColor="colorBorderPrimaryWeak"
      {...props}
    />
  );
}
