import React, { type ComponentType, lazy, type ReactElement, Suspense } from "react";
import type { Log } from "../../ports/log.ts";
import { ErrorBoundary } from "./panel/error-boundary.tsx";

/** A part of Flex's page that Paste draws. Its code, and Paste, run when it is shown for the first time. */
export function drawnWithPaste<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  log: Log,
): (props: Props) => ReactElement {
  const Drawn = lazy(async () => ({ default: await load() })) as unknown as ComponentType<Props>;

  return (props) => (
    <ErrorBoundary
      fallback={null}
      resetKey={undefined}
      onError={(error) => log.error("panel.not-loaded", {}, error)}
    >
      <Suspense fallback={null}>
        <Drawn {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
