import { CustomizationProvider } from "@twilio-paste/customization";
import React, { type ReactElement, type ReactNode, useContext } from "react";
import { FlexTheme } from "../flex-theme.tsx";
import type { PasteElements } from "../settings.ts";
import { BLOCKED_BUTTON_STYLES } from "./panel-button.tsx";

interface PasteAreaProps {
  /** How the deployer styles our elements. */
  readonly elements: PasteElements;
  readonly children: ReactNode;
}

/** What stands in it is drawn with Paste, in Flex's theme. */
export function PasteArea({ elements, children }: PasteAreaProps): ReactElement {
  return (
    <CustomizationProvider
      {...useContext(FlexTheme)}
      elements={{ ...BLOCKED_BUTTON_STYLES, ...elements }}
      {...FILLING}
    >
      {children}
    </CustomizationProvider>
  );
}

/** As Flex itself asks of Paste, whose types do not have it. */
const FILLING: object = { style: { minWidth: "100%", height: "100%" } };
