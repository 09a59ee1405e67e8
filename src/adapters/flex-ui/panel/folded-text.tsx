import React, { type ReactElement, useState } from "react";
import type { Text } from "../text.ts";
import { PanelButton } from "./panel-button.tsx";

interface FoldedTextProps {
  readonly children: string;
  readonly text: Text;
}

/** As much as leaves the buttons below on the screen. */
const SHOWN_CHARACTERS = 200;
const SHOWN_LINES = 5;

/** Up to the last word that is there as a whole; a text without spaces, as in Japanese, is cut where it is. */
function wholeWords(beginning: string, text: string): string {
  const isCutInWord = /^\S/.test(text.slice(beginning.length));

  return (isCutInWord ? beginning.replace(/\s\S*$/, "") : beginning).trimEnd();
}

/** A text of which a long one shows its beginning until the agent wants to read all of it. */
export function FoldedText({ children, text }: FoldedTextProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const beginning = children.split("\n").slice(0, SHOWN_LINES).join("\n").slice(0, SHOWN_CHARACTERS);
  if (beginning.length === children.length) return <>{children}</>;

  return (
    <>
      {isOpen ? children : `${wholeWords(beginning, children)}…`}{" "}
      <PanelButton variant="link" onClick={() => setOpen(!isOpen)}>
        {text(isOpen ? "ShowLess" : "ShowAll")}
      </PanelButton>
    </>
  );
}
