import React, { type ComponentProps, type ReactElement } from "react";
import type { PasteElements } from "../settings.ts";
import { PanelContent } from "./panel-content.tsx";
import { PasteArea } from "./paste-area.tsx";

type TaskPanelProps = ComponentProps<typeof PanelContent> & { readonly elements: PasteElements };

/** The panel in Flex's task info panel, with Paste around it. */
export function TaskPanel({ elements, ...props }: TaskPanelProps): ReactElement {
  return (
    <PasteArea elements={elements}>
      <PanelContent {...props} />
    </PasteArea>
  );
}
