import { Box } from "@twilio-paste/box";
import React, { type KeyboardEvent, type ReactElement, useState } from "react";
import { InformationIcon } from "../icons.ts";
import { useId } from "./use-id.ts";

interface SystemTimeProps {
  /** What the icon is for. */
  readonly label: string;
  readonly time: string;
}

/**
 * The same moment in the contact center's zone, shown when the icon is pointed at or focused.
 *
 * Not Paste's own tooltip: that would make the whole plugin a third larger. It keeps to the same rules
 * (https://www.w3.org/WAI/ARIA/apg/patterns/tooltip/): the text can be pointed at, and Escape puts it away.
 */
export function SystemTime({ label, time }: SystemTimeProps): ReactElement {
  const [shown, setShown] = useState(false);
  const id = useId();
  const show = (): void => setShown(true);
  const hide = (): void => setShown(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") hide();
  };

  return (
    <Box as="span" position="relative" display="inline-block" onMouseEnter={show} onMouseLeave={hide}>
      <Box
        as="button"
        type="button"
        element="CALLBACK_VOICEMAIL_SYSTEM_TIME_BUTTON"
        aria-label={label}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
        display="inline-flex"
        marginLeft="space20"
        padding="space10"
        borderStyle="none"
        borderRadius="borderRadius20"
        backgroundColor="transparent"
        color="colorTextIcon"
        cursor="help"
        verticalAlign="text-bottom"
        _focus={{ boxShadow: "shadowFocus", outline: "none" }}
      >
        <InformationIcon decorative size="sizeIcon20" />
      </Box>
      <Box
        as="span"
        role="tooltip"
        id={id}
        element="CALLBACK_VOICEMAIL_SYSTEM_TIME"
        display={shown ? "block" : "none"}
        position="absolute"
        bottom="100%"
        right="0"
        zIndex="zIndex20"
        width="max-content"
        maxWidth="size30"
        padding="space30"
        borderRadius="borderRadius20"
        backgroundColor="colorBackgroundBodyInverse"
        color="colorTextInverse"
        fontSize="fontSize20"
        lineHeight="lineHeight20"
        boxShadow="shadow"
      >
        {time}
      </Box>
    </Box>
  );
}
