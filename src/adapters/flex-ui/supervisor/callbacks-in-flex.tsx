import type * as FlexUi from "@twilio/flex-ui";
import React, { type ComponentProps, type ReactElement, useEffect } from "react";
import type { Log } from "../../../ports/log.ts";
import { drawnWithPaste } from "../drawn-with-paste.tsx";
import { RULES, useWatched } from "../panel/use-watched.ts";
import type { PasteElements } from "../settings.ts";
import type { ViewServices } from "./view-services.ts";

/** Under which name Flex's action `NavigateToView` finds the view. */
const VIEW_NAME = "callbacks";

/** Adds the view "Callbacks" and its entry in Flex's side navigation. */
export function addCallbacksView(
  { ViewCollection, View, SideNav, SideLink, Actions }: typeof FlexUi,
  services: ViewServices,
  elements: PasteElements,
  log: Log,
): void {
  const ShownView = drawnWithPaste(() => import("./shown-view.tsx").then(({ ShownView }) => ShownView), log);
  ViewCollection.Content.add(
    <View key="callback-voicemail-view" name={VIEW_NAME} mountRule={WHEN_ACTIVE}>
      <ShownView services={services} elements={elements} log={log} />
    </View>,
  );
  SideNav.Content.add(
    <Entry
      key="callback-voicemail-entry"
      services={services}
      SideLink={SideLink}
      onClick={() => void Actions.invokeAction("NavigateToView", { viewName: VIEW_NAME })}
    />,
    { sortOrder: AFTER_FLEXS_OWN },
  );
}

/** Nobody looks at a list that is not shown. Flex exports the type of this value, but not the value. */
const WHEN_ACTIVE = "WhenActive" as NonNullable<ComponentProps<typeof FlexUi.View>["mountRule"]>;

const AFTER_FLEXS_OWN = 100;

interface EntryProps {
  readonly services: ViewServices;
  readonly SideLink: typeof FlexUi.SideLink;
  readonly onClick: () => void;
  /** Given by Flex to whatever stands in its side navigation. */
  readonly activeView?: string;
  /** Given likewise: the navigation is open. Closed, it has room for the icon alone. */
  readonly showLabel?: boolean;
}

/** Only for those who see anything of the list. The functions decide what. */
function Entry({
  services,
  SideLink,
  onClick,
  activeView,
  showLabel = false,
}: EntryProps): ReactElement | null {
  const { rules, text, looksAfterAll } = services;
  const known = useWatched(rules, RULES);
  useEffect(() => {
    if (!looksAfterAll) void rules.refresh();
  }, [rules, looksAfterAll]);
  if (!looksAfterAll && (known?.listForAgents ?? "none") === "none") return null;

  return (
    <SideLink
      showLabel={showLabel}
      aria-label={text("ListTitle")}
      icon="Call"
      iconActive="CallBold"
      isActive={activeView === VIEW_NAME}
      onClick={onClick}
    >
      {text("ListTitle")}
    </SideLink>
  );
}
