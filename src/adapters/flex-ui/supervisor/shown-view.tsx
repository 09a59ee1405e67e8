import { Box } from "@twilio-paste/box";
import React, { type ReactElement } from "react";
import type { Log } from "../../../ports/log.ts";
import { ErrorBoundary } from "../panel/error-boundary.tsx";
import { PasteArea } from "../panel/paste-area.tsx";
import type { PasteElements } from "../settings.ts";
import { CallbacksView } from "./callbacks-view.tsx";
import type { ViewServices } from "./view-services.ts";

interface ShownViewProps {
  readonly services: ViewServices;
  readonly elements: PasteElements;
  readonly log: Log;
}

/** The view "Callbacks", with Paste around it. */
export function ShownView({ services, elements, log }: ShownViewProps): ReactElement {
  const fallback = (
    <Box element="CALLBACK_VOICEMAIL_UNREADABLE" color="colorTextWeak" padding="space60">
      {services.text("ListRejected")}
    </Box>
  );

  return (
    <PasteArea elements={elements}>
      <ErrorBoundary
        fallback={fallback}
        resetKey={undefined}
        onError={(error) => log.error("board.not-drawn", {}, error)}
      >
        <CallbacksView services={services} />
      </ErrorBoundary>
    </PasteArea>
  );
}
