import { Box } from "@twilio-paste/box";
import React, { type ReactElement } from "react";
import type { DesktopCallback } from "../../../domain/desktop/desktop-callback.ts";
import type { Log } from "../../../ports/log.ts";
import type { FlexTask } from "../flex/flex.ts";

import type { Text } from "../text.ts";
import { CallbackPanel, type PanelServices } from "./callback-panel.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";

interface PanelContentProps {
  /** Given by Flex to whatever stands in its task info panel. */
  readonly task?: FlexTask;
  readonly read: (task: FlexTask) => DesktopCallback | undefined;
  /** Nothing is done about the request where it is shown. */
  readonly isReadOnly?: boolean;
  readonly services: PanelServices;
  readonly log: Log;
}

/** What stands in Flex's task info panel for a callback, whatever its task is made of. */
export function PanelContent(props: PanelContentProps): ReactElement {
  const { task, read, isReadOnly = false, services, log } = props;
  const onError = (error: unknown): void => log.error("panel.not-drawn", { taskId: task?.taskSid }, error);
  const fallback = <Unreadable text={services.text} />;

  return (
    <ErrorBoundary fallback={fallback} resetKey={task?.sid} onError={onError}>
      <Read task={task} read={read} isReadOnly={isReadOnly} services={services} fallback={fallback} />
    </ErrorBoundary>
  );
}

interface ReadProps extends Omit<PanelContentProps, "task" | "log" | "isReadOnly"> {
  readonly isReadOnly: boolean;
  readonly task: FlexTask | undefined;
  readonly fallback: ReactElement;
}

/** Reads within the boundary, so that attributes that break the reading do not break the page. */
function Read({ task, read, isReadOnly, services, fallback }: ReadProps): ReactElement {
  const callback = task && read(task);

  return callback ? (
    <CallbackPanel key={callback.task.id} callback={callback} isReadOnly={isReadOnly} services={services} />
  ) : (
    fallback
  );
}

function Unreadable({ text }: { readonly text: Text }): ReactElement {
  return (
    <Box as="div" element="CALLBACK_VOICEMAIL_UNREADABLE" color="colorTextWeak">
      {text("NothingToShow")}
    </Box>
  );
}
