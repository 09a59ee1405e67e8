import { Box } from "@twilio-paste/box";
import React, { type ReactElement, type ReactNode } from "react";
import { Native } from "./native.ts";
import { useId } from "./use-id.ts";

interface FieldProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

/** A field with its label. Paste's own would make the plugin larger by several kilobytes. */
export function Field({ label, children }: FieldProps): ReactElement {
  const id = useId();

  return (
    <Box display="flex" flexDirection="column" rowGap="space20" minWidth="0" flexShrink={1}>
      <Native
        as="label"
        htmlFor={id}
        color="colorText"
        fontSize="fontSize30"
        lineHeight="lineHeight30"
        fontWeight="fontWeightMedium"
      >
        {label}
      </Native>
      {children(id)}
    </Box>
  );
}

/** How whatever is typed into or pressed looks. */
export const CONTROL_LOOK = {
  borderStyle: "solid",
  borderWidth: "borderWidth10",
  borderColor: "colorBorder",
  borderRadius: "borderRadius20",
  backgroundColor: "colorBackgroundBody",
  color: "colorText",
  fontFamily: "inherit",
  fontSize: "fontSize30",
  lineHeight: "lineHeight20",
  outline: "none",
} as const;

/** How an input or a choice looks. */
export const INPUT_LOOK = {
  ...CONTROL_LOOK,
  height: "sizeSquare80",
  paddingX: "space40",
  _focus: { boxShadow: "shadowFocus", borderColor: "colorBorderPrimaryStronger" },
} as const;
