import type { CustomizationProvider } from "@twilio-paste/customization";
import React, { type ComponentProps, createContext, type ReactElement } from "react";

type PasteProps = ComponentProps<typeof CustomizationProvider>;

/** Which theme and tokens are in force in Flex. */
export const FlexTheme = createContext<Pick<PasteProps, "baseTheme" | "theme">>({});

/**
 * Stands where Paste's own provider usually does: Flex draws its whole page within it, and says which theme is in force. Paste
 * itself is set up around what is drawn with it: at Flex's start it would keep the page busy for 30 ms.
 */
export const FlexThemeProvider = Object.assign(
  ({ baseTheme, theme, children }: PasteProps): ReactElement => (
    <FlexTheme.Provider value={{ ...(baseTheme && { baseTheme }), ...(theme && { theme }) }}>
      {children}
    </FlexTheme.Provider>
  ),
  { displayName: "CallbackVoicemailTheme" },
);
